using System.Data.Common;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Notices;

/// <summary>What a mail tells its reader, which decides its words and whether it may be declined.</summary>
public enum MailKind
{
    AccountOpened,
    TrainingRecorded,
    YearlyBalance,
    DaysExpiring,
    CorrectionAskedBack,
    CorrectionAgreed,
    CorrectionRefused,
    CorrectionUnanswered,

    /// <summary>To the employer's people: a worker asks for a correction, or has answered.</summary>
    CorrectionAsked,

    /// <summary>To the employer's administrators: a request waits for too long.</summary>
    CorrectionEscalated,

    /// <summary>To whoever was given access to an employer: how to come in.</summary>
    Invited,

    /// <summary>The same to a worker, whose own account it is.</summary>
    WorkerInvited,

    /// <summary>To a worker: a document of the employer stands in the own pages.</summary>
    DocumentIssued,

    /// <summary>To whoever reads employers: what their calendars hold that is late or comes soon.</summary>
    DutyDigest,
}

/// <summary>A mail on its way. It holds no figure and no number of anybody.</summary>
public sealed record OutgoingMail
{
    public required Guid MailId { get; init; }
    public required Guid EmployerId { get; init; }
    public required Guid UserId { get; init; }
    public required string Address { get; init; }
    public required string Language { get; init; }
    public required MailKind Kind { get; init; }
    public required string EmployerName { get; init; }

    /// <summary>The request it is about, or null.</summary>
    public required Guid? RequestId { get; init; }

    /// <summary>The document it announces, or null.</summary>
    public Guid? DocumentId { get; init; }

    /// <summary>What it lists, as JSON; null: its kind says all.</summary>
    public string? Listed { get; init; }
    public long Attempts { get; init; }
}

/// <summary>
/// Mail to be sent. Written in the change that gives rise to it, so neither is there without the other; sent at least once, by
/// whoever holds it for a while; a program that stops in between leaves it to the next one.
/// </summary>
public sealed class Outbox(Database database)
{
    /// <summary>Longer than any conversation with a mail server may last.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private const int MinutesAtMost = 12 * 60;
    private const int MostAttempts = 12;
    private const int DaysSentIsKept = 30;
    private const int DaysGivenUpIsKept = 180;
    private const int LongestAnswer = 300;

    /// <summary>Puts mail into the outbox, with the change that tells of the same.</summary>
    public static Task Add(
        DbConnection connection,
        IEnumerable<OutgoingMail> mail,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        connection.ExecuteAsync(
            new(
                """
                insert into outbox
                  (mail_id, employer_id, user_id, address, language, kind, employer_name, request_id, document_id, listed, state,
                   made_at, due_at, attempts)
                values
                  (@MailId, @EmployerId, @UserId, @Address, @Language, @kind, @EmployerName, @RequestId, @DocumentId, @Listed,
                   'waiting', @now, @now, 0)
                """,
                mail.Select(one => new
                {
                    one.MailId,
                    one.EmployerId,
                    one.UserId,
                    one.Address,
                    one.Language,
                    kind = ColumnText.Of(one.Kind),
                    one.EmployerName,
                    one.RequestId,
                    one.DocumentId,
                    one.Listed,
                    now,
                }),
                cancellationToken: cancel
            )
        );

    /// <summary>The same by itself, where nothing is written that it tells of.</summary>
    public async Task Add(OutgoingMail mail, CancellationToken cancel)
    {
        await using var writing = await database.BeginWriting(cancel);
        await Add(writing.Connection, [mail], database.Clock.GetUtcNow(), cancel);
        await writing.Commit(cancel);
    }

    /// <summary>
    /// Takes one mail that is due, so that nobody else sends it for the time of <see cref="Lease"/>; null: none is due. Out of a sandbox
    /// none goes: nobody in it exists, but somebody may have an address that was typed there.
    /// </summary>
    public async Task<OutgoingMail?> Take(CancellationToken cancel)
    {
        if (database.IsSandbox)
        {
            return null;
        }
        var now = database.Clock.GetUtcNow();
        await using (var reading = await database.Connect(cancel))
        {
            // Asked first: an outbox with nothing due must not keep writers waiting.
            if (
                await reading.ExecuteScalarAsync<string?>(new($"select mail_id {Due}", new { now }, cancellationToken: cancel))
                is null
            )
            {
                return null;
            }
        }
        await using var writing = await database.BeginWriting(cancel);
        var taken = await writing.Connection.QueryFirstOrDefaultAsync<OutgoingMail>(
            new(
                $"""
                update outbox set leased_until = @until, attempts = attempts + 1
                where mail_id = (select mail_id {Due})
                  and state = 'waiting' and (leased_until is null or leased_until < @now)
                returning mail_id, employer_id, user_id, address, language, kind, employer_name, request_id, document_id,
                  listed, attempts
                """,
                new { now, until = now + Lease },
                cancellationToken: cancel
            )
        );
        await writing.Commit(cancel);
        return taken;
    }

    /// <param name="answer">What the mail server said.</param>
    public Task Sent(OutgoingMail mail, string answer, CancellationToken cancel) => End(mail, "sent", answer, cancel);

    /// <summary>It will never arrive: the server refuses it for good.</summary>
    public Task GiveUp(OutgoingMail mail, string answer, CancellationToken cancel) => End(mail, "givenUp", answer, cancel);

    /// <summary>It could not be sent now: later again, and after three days given up.</summary>
    public Task Later(OutgoingMail mail, string answer, CancellationToken cancel)
    {
        if (mail.Attempts >= MostAttempts)
        {
            return GiveUp(mail, answer, cancel);
        }
        return database.WriteState(
            "update outbox set leased_until = null, due_at = @due, answer = @answer where mail_id = @MailId and state = 'waiting'",
            new
            {
                mail.MailId,
                due = database.Clock.GetUtcNow() + DelayAfter(mail.Attempts),
                answer = Short(answer),
            },
            cancel
        );
    }

    /// <summary>Tries one that was given up again.</summary>
    public Task TryAgain(Guid mailId, CancellationToken cancel) =>
        database.WriteState(
            """
            update outbox set state = 'waiting', due_at = @now, attempts = 0, leased_until = null, ended_at = null
            where mail_id = @mailId and state = 'givenUp'
            """,
            new { mailId, now = database.Clock.GetUtcNow() },
            cancel
        );

    /// <summary>Forgets mail that was sent or given up long ago.</summary>
    public Task Sweep(CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        return database.WriteState(
            "delete from outbox where (state = 'sent' and ended_at < @sent) or (state = 'givenUp' and ended_at < @givenUp)",
            new { sent = now.AddDays(-DaysSentIsKept), givenUp = now.AddDays(-DaysGivenUpIsKept) },
            cancel
        );
    }

    /// <summary>1 minute, 3, 9, 27 and so on, at most twelve hours.</summary>
    internal static TimeSpan DelayAfter(long attempts)
    {
        var minutes = 1;
        for (var i = 1; i < attempts && minutes < MinutesAtMost; i++)
        {
            minutes *= 3;
        }
        return TimeSpan.FromMinutes(Math.Min(minutes, MinutesAtMost));
    }

    private const string Due = """
        from outbox
        where state = 'waiting' and due_at <= @now and (leased_until is null or leased_until < @now)
        order by due_at limit 1
        """;

    private Task End(OutgoingMail mail, string state, string answer, CancellationToken cancel) =>
        database.WriteState(
            """
            update outbox set state = @state, ended_at = @now, answer = @answer, leased_until = null
            where mail_id = @MailId and state = 'waiting'
            """,
            new
            {
                mail.MailId,
                state,
                now = database.Clock.GetUtcNow(),
                answer = Short(answer),
            },
            cancel
        );

    private static string Short(string answer) => answer.Length > LongestAnswer ? answer[..LongestAnswer] : answer;
}
