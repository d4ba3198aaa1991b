using System.Runtime.CompilerServices;
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

    private async Task<List<T>> Read<T>(EmployerSnapshot snapshot, BulkTable<T> table, CancellationToken cancel)
        where T : FactVersion
    {
        await using var connection = await database.Connect(cancel);
        return await ReadVersions.At(connection, table, snapshot.Employer.EmployerId, snapshot.Seq, cancel);
    }

    private sealed record Latest(LawBook Law, Reconciled Made);
}
