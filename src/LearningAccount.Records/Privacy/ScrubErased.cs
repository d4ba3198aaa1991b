using System.Data.Common;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>
/// Takes what was erased out of the files of the database. That cannot be part of the change that erases; so the change writes down
/// that it is due, and whoever comes next does it, also where a program was broken off in between.
/// </summary>
public sealed class ScrubErased(Database database)
{
    // It needs as much room as the database is large, and keeps writers waiting: where it failed, it would fail again soon.
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private DateTimeOffset notBefore;

    internal static Task IsDue(DbConnection connection, Guid reportId, CancellationToken cancel) =>
        connection.ExecuteAsync(
            new("insert into scrub_due (report_id) values (@reportId)", new { reportId }, cancellationToken: cancel)
        );

    /// <summary>Does it where it is due, unless it failed within the hour. What fails is due still.</summary>
    /// <exception cref="DbException">The engine could not: mostly for lack of room.</exception>
    /// <exception cref="IOException">Somebody reads for so long that the log of changes could not be emptied.</exception>
    public async Task Do(CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        if (now < notBefore)
        {
            return;
        }
        List<string> due;
        await using (var connection = await database.Connect(cancel))
        {
            due = (
                await connection.QueryAsync<string>(new("select report_id from scrub_due", cancellationToken: cancel))
            ).AsList();
        }
        if (due.Count == 0)
        {
            return;
        }
        notBefore = now + Pause;
        await database.Scrub(cancel);
        await using var writing = await database.BeginWriting(cancel);
        // What was erased meanwhile stays due.
        await writing.Connection.ExecuteAsync(
            new(
                $"delete from scrub_due where report_id in ({Database.ManyKeys(writing.Connection)})",
                new { keys = ReadVersions.List(due) },
                cancellationToken: cancel
            )
        );
        await writing.Commit(cancel);
        notBefore = default;
    }
}
