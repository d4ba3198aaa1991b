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

public static class ReadOutbox
{
    private const int MostShown = 100;

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
