using System.Data.Common;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>Writes the line of a change into an employer's journal, with what it did in each table.</summary>
internal static class WriteLine
{
    /// <param name="of">The employer, what was done to it, and when.</param>
    /// <param name="isHeld">As <see cref="Database.NextPosition"/> has it.</param>
    /// <returns>The line.</returns>
    public static async Task<JournalLine> Do(
        Database database,
        DbConnection connection,
        (Guid EmployerId, OpenLine Line, DateTimeOffset At) of,
        bool isHeld,
        CancellationToken cancel
    )
    {
        var (employerId, open, at) = of;
        var contents = open.End();
        var line = new JournalLine
        {
            EmployerId = employerId,
            Seq = open.Seq,
            RecordedAt = at,
            Actor = open.By.Actor,
            Door = open.By.Door,
            Action = open.Action,
            Why = open.By.Why,
            ContentHash = JournalLine.HashOf(contents),
            PreviousHash = open.Previous?.Hash ?? JournalLine.NoHash,
            Hash = "",
        };
        line = line with { Hash = line.ComputeHash() };
        await database.Tell(
            connection,
            $"""
            insert into journal
              (employer_id, seq, recorded_at, actor, door, action, why, content_hash, previous_hash, hash, position)
            values
              (@EmployerId, @Seq, @RecordedAt, @Actor, @door, @Action, @Why, @ContentHash, @PreviousHash, @Hash,
               {database.NextPosition(isHeld)})
            """,
            new
            {
                line.EmployerId,
                line.Seq,
                line.RecordedAt,
                line.Actor,
                door = ColumnText.Of(line.Door),
                line.Action,
                line.Why,
                line.ContentHash,
                line.PreviousHash,
                line.Hash,
            },
            cancel
        );
        if (open.TableNames.Any(name => name == Tables.AccessGrant.Name))
        {
            await connection.ExecuteAsync(new("update access_stamp set stamp = stamp + 1", cancellationToken: cancel));
        }
        foreach (var content in contents)
        {
            await database.Tell(
                connection,
                """
                insert into journal_content (employer_id, seq, table_name, written, written_hash, closed, closed_hash)
                values (@employerId, @Seq, @TableName, @Written, @WrittenHash, @Closed, @ClosedHash)
                """,
                new
                {
                    employerId,
                    line.Seq,
                    content.TableName,
                    content.Written,
                    content.WrittenHash,
                    content.Closed,
                    content.ClosedHash,
                },
                cancel
            );
        }
        return line;
    }
}
