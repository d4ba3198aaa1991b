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

    private readonly ConditionalWeakTable<EmployerSnapshot, SharedQuestion<bool>> known = [];

    /// <summary>As they stand a moment before a change; whoever changes them meanwhile is not waited for.</summary>
    public async Task<EmploymentsThen> Of(Guid employerId) =>
        snapshots.Latest(employerId) is { } kept && await known.GetValue(kept, QuestionOf).Ask()
            ? new(employerId, kept)
            : new(employerId, null);

    /// <summary>Whether the employments of a snapshot are those of now still. However many write at once ask together.</summary>
    private SharedQuestion<bool> QuestionOf(EmployerSnapshot kept)
    {
        var (employerId, since) = (kept.Employer.EmployerId, kept.Seq);
        return new(async () =>
        {
            await using var connection = await database.Connect(CancellationToken.None);
            var written = await connection.QueryAsync<(string Name, long Last)>(
                """
                select table_name, max(seq) from journal_content
                where employer_id = @employerId and seq > @since group by table_name
                """,
                new { employerId, since }
            );
            foreach (var (name, last) in written)
            {
                if (RestsOn.Contains(name))
                {
                    return false;
                }
                since = Math.Max(since, last);
            }
            return true;
        });
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
