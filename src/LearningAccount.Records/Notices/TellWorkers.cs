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

    private async Task<int> Of(Guid employer, CancellationToken cancel)
    {
        if (await snapshots.Of(employer, null, cancel) is not { } snapshot)
        {
            return 0;
        }
        var now = database.Clock.GetUtcNow();
        var today = Knowledge.DayOf(now);
        LawBook law;
        await using (var connection = await database.Connect(cancel))
        {
            law = await ReadLawBook.From(connection, cancel);
        }
        List<TellableAccount> accounts = [.. snapshot.Accounts(law, today).Select(TellableAccount.Of)];
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
                    var notices = Notices(snapshot, accounts, known, news, today).ToList();
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

    private static IEnumerable<NoticeVersion> Notices(
        EmployerSnapshot snapshot,
        IReadOnlyList<TellableAccount> accounts,
        ReadTold known,
        JournalNews news,
        DateOnly today
    )
    {
        for (var i = 0; i < accounts.Count; i++)
        {
            var worker = snapshot.Workers[i].WorkerId;
            foreach (
                var due in NoticeRules.Of(accounts[i], known.OpenedOn(worker), (kind, about) => known.IsTold(worker, kind, about))
            )
            {
                yield return Notice(worker, due);
            }
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

    private async Task<IReadOnlyList<Guid>> WithSomethingNew(CancellationToken cancel)
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
                .Where(one => one.Seq is null || one.Seq < one.LastSeq || one.DoneOn < today)
                .Select(one => one.EmployerId),
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
