using System.Collections.Frozen;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>
/// The employments of workers without reading them anew each time: those of the latest snapshot that is kept, as long as the journal
/// tells of trainings and the like alone since. A program that registers trainings by the thousand changes none of them.
/// </summary>
public sealed class RecentEmployments(Database database, ReadSnapshots snapshots)
{
    private static readonly FrozenSet<string> RestsOn = new[]
    {
        Tables.Worker.Name,
        Tables.Occupation.Name,
        Tables.Declaration.Name,
        Tables.DeclarationPerson.Name,
        Tables.Contract.Name,
        Tables.Suspension.Name,
        Tables.DimonaPeriod.Name,
        Tables.KeptDimona.Name,
        Tables.ErasedContent.Name,
    }.ToFrozenSet(StringComparer.Ordinal);

    // Of a snapshot, the line up to which its employments are those of now.
    private readonly ConditionalWeakTable<EmployerSnapshot, StrongBox<long>> until = [];

    /// <summary>As they stand a moment before a change; whoever changes them meanwhile is not waited for.</summary>
    public async Task<EmploymentsThen> Of(Guid employerId, CancellationToken cancel)
    {
        if (snapshots.Latest(employerId) is not { } kept)
        {
            return new(employerId, null);
        }
        var line = until.GetValue(kept, static one => new(one.Seq));
        await using var connection = await database.Connect(cancel);
        var written = await connection.QueryAsync<(string Name, long Last)>(
            new(
                """
                select table_name, max(seq) from journal_content
                where employer_id = @employerId and seq > @since group by table_name
                """,
                new { employerId, since = Volatile.Read(ref line.Value) },
                cancellationToken: cancel
            )
        );
        foreach (var (name, last) in written)
        {
            if (RestsOn.Contains(name))
            {
                return new(employerId, null);
            }
            Volatile.Write(ref line.Value, Math.Max(last, Volatile.Read(ref line.Value)));
        }
        return new(employerId, kept);
    }
}

/// <summary>Employments of an employer's workers.</summary>
public sealed class EmploymentsThen
{
    private readonly Guid employerId;
    private readonly EmployerSnapshot? kept;

    internal EmploymentsThen(Guid employerId, EmployerSnapshot? kept) => (this.employerId, this.kept) = (employerId, kept);

    /// <param name="aliases">Of every worker asked for, and whoever is the same person, the one who stands for the person.</param>
    /// <returns>By the worker that stands for the person.</returns>
    public async Task<IReadOnlyDictionary<Guid, ResolvedEmployments>> Of(
        DbConnection connection,
        IReadOnlyDictionary<Guid, Guid> aliases,
        CancellationToken cancel
    )
    {
        var found = new Dictionary<Guid, ResolvedEmployments>();
        foreach (var person in aliases.Values.Distinct())
        {
            if (kept?.Worker(person) is { } known)
            {
                found.Add(person, known.Employments);
            }
        }
        var others = aliases.Where(alias => !found.ContainsKey(alias.Value)).ToDictionary();
        if (others.Count > 0)
        {
            foreach (var (person, read) in await ReadEmployments.Of(connection, employerId, others, cancel))
            {
                found.Add(person, read);
            }
        }
        return found;
    }
}
