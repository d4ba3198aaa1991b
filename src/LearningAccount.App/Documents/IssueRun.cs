using System.Data.Common;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>
/// Issues the documents of a run, some at a time, each some in one change: whatever moment it is broken off at, what was issued is
/// issued, and it goes on with the rest.
/// </summary>
/// <param name="sendsMail">Whether there is a mail server.</param>
public sealed class IssueRun(Database database, DocumentDesks desks, DocumentRuns runs, bool sendsMail)
{
    private const int AtOnce = 100;

    /// <summary>An evidence file is of one worker, or of a few.</summary>
    public const int MostEvidence = 50;

    /// <param name="made">Told after each change how many were issued in it.</param>
    public async Task Do(DocumentRun run, IProgress<int>? made, CancellationToken cancel)
    {
        if (await desks.Open(run.EmployerId, cancel) is not { } desk)
        {
            await runs.End(run.EmployerId, run.RunId, "failed", "document.noEmployer", cancel);
            return;
        }
        var asked = DocumentAsked.FromJson(run.Asked);
        foreach (var some in (await Left(run, desk, cancel)).Chunk(AtOnce))
        {
            if (await runs.Find(run.EmployerId, run.RunId, cancel) is not { IsUnderWay: true })
            {
                return;
            }
            await runs.Hold(run, cancel);
            var issued = await Some(run, desk, asked, some, cancel);
            made?.Report(issued);
        }
        await runs.End(run.EmployerId, run.RunId, "done", null, cancel);
    }

    /// <summary>Which workers a document is asked for, as a run keeps them.</summary>
    public static string Named(Guid worker, string? about) =>
        about is null ? ColumnText.Of(worker) : $"{ColumnText.Of(worker)}:{about}";

    private async Task<int> Some(
        DocumentRun run,
        DocumentDesk desk,
        DocumentAsked asked,
        (Guid Worker, string? About)[] some,
        CancellationToken cancel
    )
    {
        IReadOnlyList<DocumentFacts> facts;
        await using (var connection = await database.Connect(cancel))
        {
            facts = await desk.Facts(
                connection,
                run.Kind,
                [
                    .. some.Select(one => (Worker: desk.Employer.Worker(one.Worker), one.About))
                        .Where(one => one.Worker is not null)
                        .Where(one =>
                            desk.WhyNot(run.Kind, one.Worker!, desk.AccountOf(one.Worker!, asked.On), one.About) is null
                        )
                        .Select(one => (one.Worker!, one.About)),
                ],
                asked,
                cancel
            );
        }
        var prepared = facts.Select(desk.Prepare).ToList();
        return await Change.Make(
            database,
            new Author(run.Actor, run.Door ?? Door.Portal) { UserId = run.UserId },
            async change =>
            {
                var now = database.Clock.GetUtcNow();
                await change.Touch(run.EmployerId, "issueDocuments", cancel);
                // Read under the lock of the journal: another program may have issued them just now.
                var given = await Given(change.Connection, desk, prepared, cancel);
                var missing = prepared
                    .Where(one =>
                        !given[one.WorkerId]
                            .Any(other =>
                                (other.RunId == run.RunId && other.IsAbout(one.About))
                                || (asked.OnlyMissing && DocumentSelection.IsSame(other, one.Kind, one.About, asked.On))
                            )
                    )
                    .ToList();
                await IssueDocuments.Do(change, run.EmployerId, desk.Employer.Seq, missing, now, run.RunId, cancel);
                if (sendsMail)
                {
                    var issued = missing.Select(one => one.DocumentId).ToHashSet();
                    var mails = desk.Mails(facts.Where(one => issued.Contains(one.DocumentId)));
                    await Outbox.Add(change.Connection, mails, now, cancel);
                }
                return missing.Count;
            },
            cancel
        );
    }

    // Also by another run, asked for while this one waited or was broken off.
    private static async Task<ILookup<Guid?, GivenDocument>> Given(
        DbConnection connection,
        DocumentDesk desk,
        IEnumerable<PreparedDocument> prepared,
        CancellationToken cancel
    ) =>
        (
            await ReadIssued.Given(
                connection,
                desk.Employer.Employer.EmployerId,
                prepared.SelectMany(one => desk.Employer.AliasesOf(one.WorkerId)),
                cancel
            )
        ).ToLookup(one => desk.Employer.Worker(one.WorkerId)?.WorkerId);

    private async Task<IReadOnlyList<(Guid Worker, string? About)>> Left(
        DocumentRun run,
        DocumentDesk desk,
        CancellationToken cancel
    )
    {
        await using var connection = await database.Connect(cancel);
        var made = await DocumentRuns.Made(connection, run.EmployerId, run.RunId, cancel);
        return
        [
            .. (await DocumentRuns.Workers(connection, run.EmployerId, run.RunId, cancel))
                .Select(Read)
                .Where(one => !made.Contains((desk.Employer.Worker(one.Worker)?.WorkerId ?? one.Worker, one.About))),
        ];
    }

    /// <summary>The same read back.</summary>
    internal static (Guid Worker, string? About) Read(string named) =>
        named.IndexOf(':', StringComparison.Ordinal) is var at and >= 0
            ? (Guid.ParseExact(named[..at], "D"), named[(at + 1)..])
            : (Guid.ParseExact(named, "D"), null);
}
