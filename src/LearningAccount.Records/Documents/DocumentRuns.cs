using System.Data.Common;
using Dapper;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Documents;

/// <summary>Documents of many workers asked for at once.</summary>
public sealed record DocumentRun
{
    public required Guid RunId { get; init; }
    public required Guid EmployerId { get; init; }
    public required DocumentKind Kind { get; init; }

    /// <summary>What was chosen for them, as JSON.</summary>
    public required string Asked { get; init; }
    public required long Total { get; init; }

    /// <summary>Who asked, as the journal names people.</summary>
    public required string Actor { get; init; }
    public required Guid? UserId { get; init; }

    /// <summary>Through which door it was asked for; null: nobody kept that yet.</summary>
    public required Door? Door { get; init; }

    /// <summary><c>waiting</c>, <c>done</c>, <c>stopped</c> or <c>failed</c>.</summary>
    public required string State { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>The code of what went wrong.</summary>
    public required string? Fault { get; init; }

    /// <summary>Issued so far.</summary>
    public required long Made { get; init; }
    public bool IsUnderWay => State is "waiting";

    /// <summary>Somebody who sees some workers sees the runs it asked for.</summary>
    public bool IsSeenBy(Visitor visitor, DateTimeOffset now) =>
        AccessRules.Scopes(visitor, EmployerId, now) is null || UserId == visitor.UserId;
}

/// <summary>
/// Runs as they are asked for, taken and ended. What of a run is done stands in the documents it issued, so one that was broken
/// off at any moment goes on where it was, and issues nothing twice.
/// </summary>
public sealed class DocumentRuns(Database database)
{
    /// <summary>Longer than one round of a run may last.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const string Columns = """
        run_id, employer_id, kind, asked, total, actor, door, user_id, state, asked_at, ended_at, fault,
        (select count(*) from issued_document as d
          where d.employer_id = r.employer_id and d.run_id = r.run_id and d.superseded is null) as made
        """;

    /// <summary>Asks for documents; where the same was asked for and is under way, that is the run.</summary>
    public async Task<Guid> Ask(
        Guid employerId,
        DocumentKind kind,
        string asked,
        IReadOnlyCollection<string> workers,
        Author author,
        CancellationToken cancel
    )
    {
        await using var writing = await database.BeginWriting(cancel);
        var now = database.Clock.GetUtcNow();
        var run = await Ask(writing.Connection, employerId, kind, asked, workers, author, now, cancel);
        await writing.Commit(cancel);
        return run;
    }

    /// <summary>The same as part of what is being written.</summary>
    public static async Task<Guid> Ask(
        DbConnection connection,
        Guid employerId,
        DocumentKind kind,
        string asked,
        IReadOnlyCollection<string> workers,
        Author author,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var wanted = new
        {
            run = Guid.CreateVersion7(),
            employerId,
            kind = ColumnText.Of(kind),
            asked,
            workers = ReadVersions.List(workers),
            total = (long)workers.Count,
            actor = author.Actor,
            door = ColumnText.Of(author.Door),
            userId = author.UserId,
            now,
        };
        // A button pressed twice, or a command given again after it was broken off.
        var same = await connection.QueryFirstOrDefaultAsync<Guid?>(
            new(
                """
                select run_id from document_run
                where employer_id = @employerId and state = 'waiting' and kind = @kind and asked = @asked and workers = @workers
                """,
                wanted,
                cancellationToken: cancel
            )
        );
        if (same is { } known)
        {
            return known;
        }
        await connection.ExecuteAsync(
            new(
                """
                insert into document_run
                  (run_id, employer_id, kind, asked, workers, total, actor, door, user_id, state, asked_at)
                values (@run, @employerId, @kind, @asked, @workers, @total, @actor, @door, @userId, 'waiting', @now)
                """,
                wanted,
                cancellationToken: cancel
            )
        );
        return wanted.run;
    }

    /// <summary>The last of an employer, the newest first.</summary>
    public async Task<IReadOnlyList<DocumentRun>> Of(Guid employerId, int most, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var runs = await connection.QueryAsync<DocumentRun>(
            new(
                $"select {Columns} from document_run as r where employer_id = @employerId order by asked_at desc limit @most",
                new { employerId, most },
                cancellationToken: cancel
            )
        );
        return runs.AsList();
    }

    public async Task<DocumentRun?> Find(Guid employerId, Guid run, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await Find(connection, employerId, run, cancel);
    }

    /// <summary>The same as part of what is being written.</summary>
    public static Task<DocumentRun?> Find(DbConnection connection, Guid employerId, Guid run, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<DocumentRun>(
            new(
                $"select {Columns} from document_run as r where employer_id = @employerId and run_id = @run",
                new { employerId, run },
                cancellationToken: cancel
            )
        );

    /// <summary>Those of a kind that are not through yet, the oldest first.</summary>
    public static async Task<IReadOnlyList<DocumentRun>> UnderWay(
        DbConnection connection,
        Guid employerId,
        DocumentKind kind,
        CancellationToken cancel
    ) =>
        (
            await connection.QueryAsync<DocumentRun>(
                new(
                    $"""
                    select {Columns} from document_run as r
                    where employer_id = @employerId and kind = @kind and state = 'waiting' order by asked_at
                    """,
                    new { employerId, kind = ColumnText.Of(kind) },
                    cancellationToken: cancel
                )
            )
        ).AsList();

    /// <summary>The workers of a run, each with what its document is about: <c>id</c> or <c>id:training</c>.</summary>
    public static async Task<IReadOnlyList<string>> Workers(
        DbConnection connection,
        Guid employerId,
        Guid run,
        CancellationToken cancel
    ) =>
        System.Text.Json.JsonSerializer.Deserialize<List<string>>(
            await connection.ExecuteScalarAsync<string>(
                new(
                    "select workers from document_run where employer_id = @employerId and run_id = @run",
                    new { employerId, run },
                    cancellationToken: cancel
                )
            ) ?? "[]"
        )!;

    /// <summary>Which of them have their document.</summary>
    public static async Task<HashSet<(Guid Worker, string? About)>> Made(
        DbConnection connection,
        Guid employerId,
        Guid run,
        CancellationToken cancel
    ) =>
        [
            .. await connection.QueryAsync<(Guid, string?)>(
                new(
                    """
                    select worker_id, about from issued_document
                    where employer_id = @employerId and run_id = @run and superseded is null
                    """,
                    new { employerId, run },
                    cancellationToken: cancel
                )
            ),
        ];

    /// <summary>Takes a run that waits, so that nobody else works on it for the time of <see cref="Lease"/>; null: none waits.</summary>
    public async Task<DocumentRun?> Take(CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        await using (var reading = await database.Connect(cancel))
        {
            // Asked first: where nothing waits, no writer is kept waiting.
            var waits = await reading.ExecuteScalarAsync<string?>(
                new($"select run_id {Due}", new { now }, cancellationToken: cancel)
            );
            if (waits is null)
            {
                return null;
            }
        }
        await using var writing = await database.BeginWriting(cancel);
        var taken = await writing.Connection.QueryFirstOrDefaultAsync<(Guid Run, Guid Employer)?>(
            new(
                $"""
                update document_run set leased_until = @until
                where run_id = (select run_id {Due}) and state = 'waiting' and (leased_until is null or leased_until < @now)
                returning run_id, employer_id
                """,
                new { now, until = now + Lease },
                cancellationToken: cancel
            )
        );
        await writing.Commit(cancel);
        return taken is { } one ? await Find(one.Employer, one.Run, cancel) : null;
    }

    /// <summary>Holds a run for another while.</summary>
    public Task Hold(DocumentRun run, CancellationToken cancel) =>
        database.WriteState(
            "update document_run set leased_until = @until where employer_id = @EmployerId and run_id = @RunId and state = 'waiting'",
            new
            {
                run.EmployerId,
                run.RunId,
                until = database.Clock.GetUtcNow() + Lease,
            },
            cancel
        );

    /// <param name="state"><c>done</c>, <c>stopped</c> by somebody, or <c>failed</c>.</param>
    public Task End(Guid employerId, Guid run, string state, string? fault, CancellationToken cancel) =>
        database.WriteState(Ended, EndOf(employerId, run, state, fault, database.Clock.GetUtcNow()), cancel);

    /// <summary>Goes on with one that was stopped or failed.</summary>
    public Task GoOn(Guid employerId, Guid run, CancellationToken cancel) =>
        database.WriteState(GoesOn, new { employerId, run }, cancel);

    /// <summary>Stops it, or goes on with it, together with what else is written there.</summary>
    public static Task Set(
        DbConnection connection,
        Guid employerId,
        Guid run,
        bool isToGoOn,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        connection.ExecuteAsync(
            isToGoOn
                ? new(GoesOn, new { employerId, run }, cancellationToken: cancel)
                : new(Ended, EndOf(employerId, run, "stopped", null, now), cancellationToken: cancel)
        );

    private const string Ended = """
        update document_run set state = @state, ended_at = @now, fault = @fault, leased_until = null
        where employer_id = @employerId and run_id = @run and state = 'waiting'
        """;

    private const string GoesOn = """
        update document_run set state = 'waiting', ended_at = null, fault = null, leased_until = null
        where employer_id = @employerId and run_id = @run and state in ('stopped', 'failed')
        """;

    private static object EndOf(Guid employerId, Guid run, string state, string? fault, DateTimeOffset now) =>
        new
        {
            employerId,
            run,
            state,
            fault,
            now,
        };

    private const string Due = """
        from document_run
        where state = 'waiting' and (leased_until is null or leased_until < @now)
        order by asked_at limit 1
        """;
}
