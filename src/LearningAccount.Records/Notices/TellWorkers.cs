using System.Data.Common;
using System.Text.Json;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Notices;

/// <summary>
/// Goes through what is new in an employer's journal, and once a day through its accounts, and tells workers what they have to
/// be told. Notices, mail and how far it came are written in one change: done again, or broken off at any moment, it tells
/// nobody twice and forgets nobody.
/// </summary>
/// <param name="sendsMail">Whether there is a mail server; without one, notices stand in the portal alone.</param>
public sealed class TellWorkers(Database database, ReadSnapshots snapshots, bool sendsMail)
{
    /// <returns>How many notices were written.</returns>
    public async Task<int> Do(CancellationToken cancel)
    {
        var told = 0;
        foreach (var employer in await WithSomethingNew(cancel))
        {
            told += await Of(employer, cancel);
        }
        return told;
    }

    private async Task<int> Of(Standing done, CancellationToken cancel)
    {
        var employer = done.EmployerId;
        if (await snapshots.Of(employer, null, cancel) is not { } snapshot)
        {
            return 0;
        }
        var now = database.Clock.GetUtcNow();
        var today = Knowledge.DayOf(now);
        List<(Guid Worker, TellableAccount Account)> accounts;
        await using (var connection = await database.Connect(cancel))
        {
            var own = snapshot.LawUnder(await ReadLawBook.From(connection, cancel));
            accounts =
            [
                .. (await Concerned(connection, snapshot, done, today, cancel)).Select(worker =>
                    (worker.WorkerId, TellableAccount.Of(AccountComputation.For(worker.Facts, own, today)))
                ),
            ];
        }
        try
        {
            return await Change.Make(
                database,
                new Author("Learning Account", Door.Job),
                async change =>
                {
                    var last = await change.Touch(employer, "tellWorkers", cancel, snapshot.Seq);
                    // Read under the lock of the journal: another program may have gone through it just now.
                    var since = await Progress(change.Connection, employer, cancel);
                    var known = await ReadTold.Of(change.Connection, snapshot, today, cancel);
                    var news = await JournalNews.Since(change.Connection, snapshot, since, cancel);
                    // Data that are restricted are not used to tell of them, until that is lifted.
                    var restricted = await Restricted.Of(change.Connection, employer, cancel);
                    var notices = Notices(snapshot, accounts, known, news, today)
                        .Where(notice => !restricted.Has(notice.WorkerId))
                        .ToList();
                    change.Insert(Tables.Notice, notices);
                    // The change writes a line of its own, in which there is nothing to tell.
                    await Keep(change.Connection, employer, notices.Count > 0 ? last + 1 : last, today, cancel);
                    if (sendsMail)
                    {
                        var mail = await MailOfNotices.Of(change.Connection, snapshot, notices, news, now, cancel);
                        await Outbox.Add(change.Connection, mail, now, cancel);
                    }
                    return notices.Count;
                },
                cancel
            );
        }
        catch (RefusedException refused) when (refused.Anomaly.Code is "changedMeanwhile")
        {
            // Somebody wrote meanwhile: there will be another round, on what is known then.
            return 0;
        }
    }

    // What an account gives rise to was told today already, where nothing was written of the worker since.
    private static async Task<IEnumerable<WorkerSnapshot>> Concerned(
        DbConnection connection,
        EmployerSnapshot snapshot,
        Standing done,
        DateOnly today,
        CancellationToken cancel
    )
    {
        if (done.Seq is not { } since || done.DoneOn != today)
        {
            return snapshot.Workers;
        }
        var touched = await TouchedFacts.Between(connection, done.EmployerId, since, snapshot.Seq, NextSnapshot.RestsOn, cancel);
        return touched.IsAny(NextSnapshot.OfAllWorkers)
            ? snapshot.Workers
            : touched.Workers.Select(snapshot.Worker).OfType<WorkerSnapshot>().Distinct();
    }

    private static IEnumerable<NoticeVersion> Notices(
        EmployerSnapshot snapshot,
        IEnumerable<(Guid Worker, TellableAccount Account)> accounts,
        ReadTold known,
        JournalNews news,
        DateOnly today
    )
    {
        foreach (var (worker, account) in accounts)
        {
            foreach (
                var due in NoticeRules.Of(
                    account,
                    known.OpenedOn(worker),
                    known.YearlyOn(worker),
                    snapshot.Settings.YearlyNoticeMonth,
                    (kind, about) => known.IsTold(worker, kind, about)
                )
            )
            {
                yield return Notice(worker, due);
            }
        }
        foreach (var worker in snapshot.Workers.Select(one => one.WorkerId))
        {
            // Who is told today that the account exists finds all trainings in it.
            if (known.OpenedOn(worker) is not null && news.TrainingsOf(worker) is { } trainings)
            {
                yield return Notice(worker, trainings);
            }
            foreach (var step in news.CorrectionsOf(worker))
            {
                yield return Notice(worker, step);
            }
        }

        NoticeVersion Notice(Guid worker, DueNotice due) =>
            new()
            {
                EmployerId = snapshot.Employer.EmployerId,
                Origin = FactVersion.ByHand,
                NoticeId = Guid.CreateVersion7(),
                WorkerId = worker,
                Kind = due.Kind,
                About = due.About,
                Stated = JsonSerializer.Serialize(due.Stated),
                ToldOn = today,
            };
    }

    private static Task Keep(DbConnection connection, Guid employer, long seq, DateOnly today, CancellationToken cancel) =>
        connection.ExecuteAsync(
            new(
                """
                insert into notice_progress (employer_id, seq, done_on) values (@employer, @seq, @today)
                on conflict (employer_id) do update set seq = excluded.seq, done_on = excluded.done_on
                """,
                new
                {
                    employer,
                    seq,
                    today,
                },
                cancellationToken: cancel
            )
        );

    private static Task<long?> Progress(DbConnection connection, Guid employer, CancellationToken cancel) =>
        connection.QueryFirstOrDefaultAsync<long?>(
            new("select seq from notice_progress where employer_id = @employer", new { employer }, cancellationToken: cancel)
        );

    private async Task<IReadOnlyList<Standing>> WithSomethingNew(CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var all = await connection.QueryAsync<Standing>(
            new(
                """
                select c.employer_id, p.seq, p.done_on,
                  (select max(j.seq) from journal as j where j.employer_id = c.employer_id) as last_seq
                from journal_chain as c left join notice_progress as p on p.employer_id = c.employer_id
                """,
                cancellationToken: cancel
            )
        );
        var today = Knowledge.DayOf(database.Clock.GetUtcNow());
        return
        [
            .. all.Where(one => one.EmployerId != JournalLine.Instance && one.LastSeq is not null)
                .Where(one => one.Seq is null || one.Seq < one.LastSeq || one.DoneOn < today),
        ];
    }

    private sealed record Standing
    {
        public required Guid EmployerId { get; init; }
        public required long? Seq { get; init; }
        public required DateOnly? DoneOn { get; init; }
        public required long? LastSeq { get; init; }
    }
}
