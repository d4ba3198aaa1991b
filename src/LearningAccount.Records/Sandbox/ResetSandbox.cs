using System.Collections.Frozen;
using System.Data.Common;
using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Sandbox;

/// <summary>
/// Puts a sandbox back as it was made, in one change: whoever reads sees what was there before or what was there at first. It is
/// written as any change is, a line in each employer's journal, so whatever goes by the journals (what is kept in memory, versions of
/// answers, whoever follows what changes) goes on from there.
/// </summary>
public static class ResetSandbox
{
    public const string Action = "resetSandbox";

    // Who signs in and what they may do stays: nobody has to be let in again. What the installation itself knows is not the sandbox's.
    private static readonly FrozenSet<string> Left = FrozenSet.Create(
        StringComparer.Ordinal,
        Tables.AccessGrant.Name,
        Tables.PortalUser.Name,
        Tables.Machine.Name,
        Tables.MachineKey.Name,
        Tables.LawFile.Name,
        Tables.EnterpriseSet.Name,
        // Nothing is erased here; these are what makes a journal with gaps verifiable.
        Tables.ErasedContent.Name,
        Tables.ErasureReport.Name
    );

    // What is on its way or was answered goes with the facts it was about; the tables of it are no facts.
    private const string Empty = """
        delete from given_answer;
        delete from import_task_content;
        delete from import_task;
        delete from provider_registration;
        delete from document_run;
        delete from outbox
        """;

    /// <exception cref="RefusedException"><c>notSandbox</c>: there are people in it who exist.</exception>
    public static async Task Do(Database database, Author author, CancellationToken cancel)
    {
        if (!database.IsSandbox)
        {
            throw new RefusedException("notSandbox", "sandbox");
        }
        await Change.Make(database, author with { Reach = null }, change => Do(change, cancel), cancel);
    }

    private static async Task Do(Change change, CancellationToken cancel)
    {
        var made = await SandboxLines.Of(change.Connection, cancel);
        var employers = await change.Connection.QueryAsync<Guid>(
            new(
                "select employer_id from journal_chain where employer_id <> @instance order by employer_id",
                new { instance = JournalLine.Instance },
                cancellationToken: cancel
            )
        );
        var lost = new List<(BulkTable Table, IReadOnlyCollection<FactVersion> Versions)>();
        foreach (var employer in employers.AsList())
        {
            await change.TouchWithRestricted(employer, Action, cancel);
            var isFirst = made.TryGetValue(employer, out var line);
            foreach (var table in Tables.All.Where(table => !isFirst || !Left.Contains(table.Name)))
            {
                lost.Add((table, await TakeAway(change, table, employer, line, cancel)));
            }
        }
        // Last: what was there at first may have gone to somebody else meanwhile, such as the number of an employer.
        foreach (var (table, versions) in lost.Where(one => one.Versions.Count > 0))
        {
            change.Insert(table, versions);
        }
        await change.Connection.ExecuteAsync(new(Empty, cancellationToken: cancel));
    }

    /// <summary>Closes what holds and was said since a line.</summary>
    /// <returns>What held at the line, and is not said by anything that holds.</returns>
    private static async Task<IReadOnlyCollection<FactVersion>> TakeAway(
        Change change,
        BulkTable table,
        Guid employerId,
        long line,
        CancellationToken cancel
    )
    {
        var said = await Query(change.Connection, table, "recorded > @line and superseded is null", employerId, line, cancel);
        var then = await Query(change.Connection, table, "recorded <= @line and superseded > @line", employerId, line, cancel);
        var back = then.Select(Words).GroupBy(words => words).ToDictionary(same => same.Key, same => same.Count());
        var away = new List<(long, long)>();
        foreach (var version in said)
        {
            // A reset before this one may have said it again already.
            if (back.GetValueOrDefault(Words(version)) is var count and > 0)
            {
                back[Words(version)] = count - 1;
            }
            else
            {
                away.Add((version.Recorded, version.Place));
            }
        }
        await change.Close(table, employerId, away, cancel);
        return [.. back.SelectMany(one => Enumerable.Repeat(one.Key, one.Value))];
    }

    private static Task<IReadOnlyCollection<FactVersion>> Query(
        DbConnection connection,
        BulkTable table,
        string which,
        Guid employerId,
        long line,
        CancellationToken cancel
    ) =>
        table.Query(
            connection,
            $"select {table.ColumnList} from {table.Name} where employer_id = @employerId and {which} order by recorded, place",
            new { employerId, line },
            cancel
        );

    // A version without the place it has in the journal.
    private static FactVersion Words(FactVersion version) => version with { Recorded = 0, Place = 0, Superseded = null };
}
