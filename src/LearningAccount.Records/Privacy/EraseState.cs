using System.Data.Common;
using Dapper;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>Takes out what is no fact: files, looks, mail, and the ways to sign in of whoever is nothing else here.</summary>
internal static class EraseState
{
    private static readonly string[] OfUsers =
    [
        "session",
        "one_time_secret",
        "passkey",
        "user_password",
        "recovery_code",
        "outside_identity",
        "mail_choice",
        "calendar_feed",
        "duty_mail",
    ];

    /// <summary>What providers registered of who goes: found by facts, so before those are erased.</summary>
    public static Task Registrations(DbConnection connection, ErasurePlan plan, CancellationToken cancel)
    {
        var keys = Database.ManyKeys(connection);
        return connection.ExecuteAsync(
            new(
                $"""
                delete from provider_registration where registration_id in (
                    select d.registration_id from registration_decision as d
                    where d.employer_id = @EmployerId and d.worker_id in ({keys}))
                  or (ssin in (
                      select n.ssin from worker as w join person_number as n on n.person_id = w.person_id
                      where w.employer_id = @EmployerId and w.worker_id in ({keys}))
                    and employer_number in (
                      select e.enterprise_number from employer as e where e.employer_id = @EmployerId
                      union select e.nsso_number from employer as e where e.employer_id = @EmployerId))
                """,
                new
                {
                    plan.EmployerId,
                    keys = ReadVersions.List(plan.Persons.SelectMany(one => one.Workers).Select(ColumnText.Of)),
                },
                cancellationToken: cancel
            )
        );
    }

    public static async Task Do(DbConnection connection, ErasurePlan plan, CancellationToken cancel)
    {
        var state = plan.State;
        var keys = Database.ManyKeys(connection);
        Task Run(string statement, object values) => connection.ExecuteAsync(new(statement, values, cancellationToken: cancel));
        var asked = PlanState.StateKeys(plan.EmployerId, state);
        await Run($"delete from look where {PlanState.LooksOf(connection)}", asked);
        // What programs were answered may name the worker; whoever asks again is answered anew.
        await Run("delete from given_answer where employer_id = @EmployerId", new { plan.EmployerId });
        // So may what became of files they sent; the imports themselves are facts and stay.
        await Run(
            "delete from import_task where state <> 'waiting' and (employer_id is null or employer_id = @EmployerId)",
            new { plan.EmployerId }
        );
        await Run($"delete from outbox where {PlanState.MailOf(connection)}", asked);
        await Run(
            $"delete from notice_read where employer_id = @EmployerId and notice_id in ({keys})",
            new { plan.EmployerId, keys = ReadVersions.List(state.Notices.Select(ColumnText.Of)) }
        );
        await Run(
            $"delete from document_content where employer_id = @EmployerId and document_id in ({keys})",
            new { plan.EmployerId, keys = ReadVersions.List(state.Documents.Select(ColumnText.Of)) }
        );
        await StrikeOut(connection, plan.EmployerId, [.. plan.Persons.SelectMany(person => person.Workers)], cancel);
        await Run(
            $"delete from attachment_content where employer_id = @EmployerId and hash in ({keys})",
            new { plan.EmployerId, keys = ReadVersions.List(state.Attachments) }
        );
        await Run(
            $"delete from import_content where hash in ({keys})",
            new { keys = ReadVersions.List(plan.Files.Select(file => file.Hash)) }
        );
        var users = new { keys = ReadVersions.List(state.UsersGone.Select(ColumnText.Of)) };
        await Run(
            $"delete from session_reason where session_hash in (select session_hash from session where user_id in ({keys}))",
            users
        );
        foreach (var table in OfUsers)
        {
            await Run($"delete from {table} where user_id in ({keys})", users);
        }
    }

    // What was asked for many at once names each of them, and goes on for the others.
    private static async Task StrikeOut(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<Guid> workers,
        CancellationToken cancel
    )
    {
        if (workers.Count == 0)
        {
            return;
        }
        var going = workers.Select(ColumnText.Of).ToHashSet(StringComparer.Ordinal);
        var runs = await connection.QueryAsync<Guid>(
            new("select run_id from document_run where employer_id = @employerId", new { employerId }, cancellationToken: cancel)
        );
        foreach (var run in runs)
        {
            var asked = await DocumentRuns.Workers(connection, employerId, run, cancel);
            var left = asked.Where(named => !going.Contains(named.Split(':')[0])).ToList();
            if (left.Count < asked.Count)
            {
                await connection.ExecuteAsync(
                    new(
                        "update document_run set workers = @workers, total = @total where employer_id = @employerId and run_id = @run",
                        new
                        {
                            employerId,
                            run,
                            workers = ReadVersions.List(left),
                            total = (long)left.Count,
                        },
                        cancellationToken: cancel
                    )
                );
            }
        }
    }
}
