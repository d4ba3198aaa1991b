using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>A request as its sender named it.</summary>
/// <param name="UserId">Who asks.</param>
/// <param name="RequestHash">SHA-256 of what is asked, in small hexadecimal digits.</param>
public sealed record AskedOnce(Guid UserId, string Key, string RequestHash, DateTimeOffset AskedAt);

/// <summary>What was answered to a request; the body is JSON.</summary>
public sealed record GivenAnswer
{
    public required string RequestHash { get; init; }
    public required int Status { get; init; }
    public required string? Location { get; init; }
    public required string? ETag { get; init; }
    public required string? Body { get; init; }
}

/// <summary>
/// The answers given to requests that carry a key of their sender's own, for a day: whoever did not get one may ask again and
/// nothing is done twice. Kept in the change itself, so that what was done and what was answered are never without each other.
/// </summary>
public static class GivenAnswers
{
    /// <summary>How long a key stands for its request.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>
    /// Takes a key for this request; the answer where it was given before. A request under way elsewhere with the same key is waited for.
    /// </summary>
    public static async Task<GivenAnswer?> Claim(Change change, AskedOnce asked, CancellationToken cancel)
    {
        var taken = await change.Connection.ExecuteAsync(
            new(
                """
                insert into given_answer (user_id, answer_key, request_hash, answered_at, status)
                values (@UserId, @Key, @RequestHash, @AskedAt, 0) on conflict (user_id, answer_key) do nothing
                """,
                asked,
                cancellationToken: cancel
            )
        );
        return taken > 0
            ? null
            : await change.Connection.QuerySingleAsync<GivenAnswer>(
                new(
                    """
                    select request_hash, status, location, etag, body from given_answer
                    where user_id = @UserId and answer_key = @Key
                    """,
                    asked,
                    cancellationToken: cancel
                )
            );
    }

    /// <summary>Keeps the answer of a request whose key was taken in the same change.</summary>
    /// <param name="employerId">Whom it tells of; null: no employer.</param>
    public static Task Keep(Change change, AskedOnce asked, Guid? employerId, GivenAnswer answer, CancellationToken cancel) =>
        change.Tell(
            """
            update given_answer set status = @Status, location = @Location, etag = @ETag, body = @Body,
              employer_id = @employerId
            where user_id = @UserId and answer_key = @Key
            """,
            new
            {
                asked.UserId,
                asked.Key,
                answer.Status,
                answer.Location,
                answer.ETag,
                answer.Body,
                employerId,
            },
            cancel
        );

    /// <summary>Forgets the keys whose day is over.</summary>
    public static Task Sweep(Database database, CancellationToken cancel) =>
        database.WriteState(
            "delete from given_answer where answered_at < @longAgo",
            new { longAgo = database.Clock.GetUtcNow() - Kept },
            cancel
        );
}
