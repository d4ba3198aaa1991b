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

    /// <summary>The answer that a request was given before; null: none, or its day is over.</summary>
    public static Task<GivenAnswer?> Find(Change change, AskedOnce asked, CancellationToken cancel) =>
        change.Connection.QuerySingleOrDefaultAsync<GivenAnswer>(
            new(
                """
                select request_hash, status, location, etag, body from given_answer
                where user_id = @UserId and answer_key = @Key
                """,
                new { asked.UserId, asked.Key },
                cancellationToken: cancel
            )
        );

    /// <summary>
    /// Keeps the answer of a request under its key. Where another with the same key was quicker, all of this change is undone and done
    /// again, and finds the answer of the other.
    /// </summary>
    /// <param name="employerId">Whom it tells of; null: no employer.</param>
    public static Task Keep(Change change, AskedOnce asked, Guid? employerId, GivenAnswer answer, CancellationToken cancel) =>
        change.Tell(
            """
            insert into given_answer
              (user_id, answer_key, request_hash, answered_at, status, location, etag, body, employer_id)
            values (@UserId, @Key, @RequestHash, @AskedAt, @Status, @Location, @ETag, @Body, @employerId)
            """,
            new
            {
                asked.UserId,
                asked.Key,
                asked.RequestHash,
                asked.AskedAt,
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
