using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports;

/// <summary>
/// Files that programs send: kept with the answer that they were taken, so that whoever got it never has to send them again, and
/// brought in by whichever program takes them first.
/// </summary>
public sealed class ImportTasks(Database database)
{
    /// <summary>Longer than it takes to say that it is still held.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long an answer can be asked for.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string Columns = """
        task_id, user_id, employer_id, employer_number, file_name, file_hash, file_bytes, is_rehearsal, state, asked_at, ended_at,
        tries, fault, answer
        """;

    /// <summary>Keeps a task with its file, inside a change: with the answer to whoever sent it.</summary>
    public static async Task Add(Change change, ImportTask task, Stream file, CancellationToken cancel)
    {
        await change.Connection.ExecuteAsync(
            new(
                """
                insert into import_task (task_id, user_id, employer_id, employer_number, file_name, file_hash, file_bytes,
                  is_rehearsal, state, asked_at, tries)
                values (@TaskId, @UserId, @EmployerId, @EmployerNumber, @FileName, @FileHash, @FileBytes,
                  @isRehearsal, 'waiting', @AskedAt, 0)
                """,
                new
                {
                    task.TaskId,
                    task.UserId,
                    task.EmployerId,
                    task.EmployerNumber,
                    task.FileName,
                    task.FileHash,
                    task.FileBytes,
                    isRehearsal = task.IsRehearsal ? 1L : 0L,
                    task.AskedAt,
                },
                cancellationToken: cancel
            )
        );
        await OriginalFiles.Keep(change.Connection, ColumnText.Of(task.TaskId), file, cancel, OriginalFiles.Waiting);
    }

    /// <summary>A task of whoever sent it; null: none such.</summary>
    public async Task<ImportTask?> Find(Guid task, Guid userId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.QuerySingleOrDefaultAsync<ImportTask>(
            new(
                $"select {Columns} from import_task where task_id = @task and user_id = @userId",
                new { task, userId },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>How many files of somebody wait.</summary>
    public async Task<long> Waiting(Guid userId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.ExecuteScalarAsync<long>(
            new(
                "select count(*) from import_task where user_id = @userId and state = 'waiting'",
                new { userId },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Takes the one that waits longest, so that nobody else works on it for the time of <see cref="Lease"/>; null: none.</summary>
    public async Task<ImportTask?> Take(CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        await using var reading = await database.Connect(cancel);
        // Asked first: where nothing waits, no writer is kept waiting.
        var due = await reading.QueryFirstOrDefaultAsync<Guid?>(
            new($"select task_id {Due} order by asked_at limit 1", new { now }, cancellationToken: cancel)
        );
        if (due is not { } task)
        {
            return null;
        }
        var taken = await database.WriteState(
            """
            update import_task set leased_until = @until, tries = tries + 1
            where task_id = @task and state = 'waiting' and (leased_until is null or leased_until < @now)
            """,
            new
            {
                task,
                now,
                until = now + Lease,
            },
            cancel
        );
        return taken == 0
            ? null
            : await reading.QuerySingleAsync<ImportTask>(
                new($"select {Columns} from import_task where task_id = @task", new { task }, cancellationToken: cancel)
            );
    }

    /// <summary>Holds it for another while, unless that would have to wait for who writes.</summary>
    public Task Hold(ImportTask task, CancellationToken cancel) =>
        database.TryWriteState(
            "update import_task set leased_until = @until where task_id = @TaskId and state = 'waiting'",
            new { task.TaskId, until = database.Clock.GetUtcNow() + Lease },
            cancel
        );

    /// <summary>The file, which can be wound back and goes when it is closed.</summary>
    public async Task<Stream> Open(ImportTask task, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await OriginalFiles.Copy(connection, ColumnText.Of(task.TaskId), cancel, OriginalFiles.Waiting)
            ?? throw new InvalidOperationException("The file of a task is gone.");
    }

    /// <summary>Ends it, and forgets the file.</summary>
    /// <param name="fault">Null: it is done.</param>
    public async Task End(ImportTask task, string? fault, ImportAnswerOf? answer, CancellationToken cancel)
    {
        await database.WriteState(
            """
            update import_task set state = @state, fault = @fault, answer = @answer, ended_at = @now, leased_until = null
            where task_id = @TaskId and state = 'waiting'
            """,
            new
            {
                task.TaskId,
                state = fault is null ? "done" : "failed",
                fault,
                answer = answer?.ToJson(),
                now = database.Clock.GetUtcNow(),
            },
            cancel
        );
        await database.WriteState("delete from import_task_content where hash = @TaskId", new { task.TaskId }, cancel);
    }

    /// <summary>Forgets what was answered long ago, and files whose task had ended when somebody was stopped.</summary>
    public async Task Sweep(CancellationToken cancel)
    {
        await database.WriteState(
            "delete from import_task where state <> 'waiting' and ended_at < @longAgo",
            new { longAgo = database.Clock.GetUtcNow() - Kept },
            cancel
        );
        await database.WriteState(
            "delete from import_task_content where hash not in (select task_id from import_task where state = 'waiting')",
            new { },
            cancel
        );
    }

    private const string Due = "from import_task where state = 'waiting' and (leased_until is null or leased_until < @now)";
}
