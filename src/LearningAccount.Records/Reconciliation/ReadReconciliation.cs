using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reconciliation;

/// <summary>
/// Reads the counters of an employer as known with a snapshot and compares them with its accounts. Kept with the snapshot, so it is
/// never stale and is made once for all readers.
/// </summary>
public sealed class ReadReconciliation(Database database)
{
    private static readonly ConditionalWeakTable<EmployerSnapshot, Latest> Kept = [];

    public async Task<Reconciled> Of(EmployerSnapshot snapshot, LawBook law, CancellationToken cancel)
    {
        if (Kept.TryGetValue(snapshot, out var known) && ReferenceEquals(known.Law, law))
        {
            return known.Made;
        }
        var made = Reconciled.Of(
            snapshot,
            law,
            await Read(snapshot, Tables.ImportedCounter, cancel),
            await Read(snapshot, Tables.CounterDecision, cancel)
        );
        Kept.AddOrUpdate(snapshot, new(law, made));
        return made;
    }

    /// <summary>Who made the decisions that hold, by the line of the journal.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> Deciders(
        DbConnection connection,
        Guid employerId,
        CancellationToken cancel
    ) =>
        (
            await connection.QueryAsync<(long Seq, string Actor)>(
                new(
                    """
                    select distinct j.seq, j.actor from journal as j
                    join counter_decision as d on d.employer_id = j.employer_id and d.recorded = j.seq and d.superseded is null
                    where j.employer_id = @employerId
                    """,
                    new { employerId },
                    cancellationToken: cancel
                )
            )
        ).ToDictionary(line => line.Seq, line => line.Actor);

    private async Task<List<T>> Read<T>(EmployerSnapshot snapshot, BulkTable<T> table, CancellationToken cancel)
        where T : FactVersion
    {
        await using var connection = await database.Connect(cancel);
        return await ReadVersions.At(connection, table, snapshot.Employer.EmployerId, snapshot.Seq, cancel);
    }

    private sealed record Latest(LawBook Law, Reconciled Made);
}
