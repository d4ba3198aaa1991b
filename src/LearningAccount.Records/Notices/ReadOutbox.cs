using System.Data.Common;
using Dapper;

namespace LearningAccount.Records.Notices;

/// <summary>How the outbox stands, for whoever runs the installation.</summary>
/// <param name="Troubled">Given up, or tried in vain so far, the latest first.</param>
public sealed record OutboxStanding(long Waiting, long Sent, long GivenUp, IReadOnlyList<TroubledMail> Troubled);

/// <summary>A mail that did not arrive yet. It does not say to whom.</summary>
public sealed record TroubledMail
{
    public required Guid MailId { get; init; }
    public required MailKind Kind { get; init; }
    public required string State { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required long Attempts { get; init; }

    /// <summary>What the mail server said, or why it was not reached.</summary>
    public required string? Answer { get; init; }
    public bool IsGivenUp => State is "givenUp";
}

/// <summary>How far a mail came.</summary>
public sealed record SentMail
{
    public required string State { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public bool IsWaiting => State is "waiting";
    public bool IsGivenUp => State is "givenUp";
}

public static class ReadOutbox
{
    private const int MostShown = 100;

    /// <summary>The last invitation of an employer to somebody, as far as it is still kept.</summary>
    public static Task<SentMail?> Invitation(DbConnection connection, Guid employerId, Guid userId, CancellationToken cancel) =>
        connection.QueryFirstOrDefaultAsync<SentMail>(
            new(
                """
                select state, made_at from outbox
                where employer_id = @employerId and user_id = @userId and kind in ('invited', 'workerInvited')
                order by made_at desc limit 1
                """,
                new { employerId, userId },
                cancellationToken: cancel
            )
        );

    public static async Task<OutboxStanding> Of(DbConnection connection, CancellationToken cancel)
    {
        var counted = (
            await connection.QueryAsync<(string State, long Count)>(
                new("select state, count(*) from outbox group by state", cancellationToken: cancel)
            )
        ).ToDictionary(row => row.State, row => row.Count, StringComparer.Ordinal);
        var troubled = await connection.QueryAsync<TroubledMail>(
            new(
                """
                select mail_id, kind, state, made_at, due_at, attempts, answer from outbox
                where state = 'givenUp' or (state = 'waiting' and answer is not null)
                order by made_at desc limit @MostShown
                """,
                new { MostShown },
                cancellationToken: cancel
            )
        );
        return new(
            counted.GetValueOrDefault("waiting"),
            counted.GetValueOrDefault("sent"),
            counted.GetValueOrDefault("givenUp"),
            troubled.AsList()
        );
    }
}
