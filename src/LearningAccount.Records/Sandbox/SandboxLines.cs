using System.Data.Common;
using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Sandbox;

/// <summary>The lines at which the journals of a sandbox stood when it was made: what a reset goes back to.</summary>
public static class SandboxLines
{
    /// <summary>Notes where the journals stand now, once it was filled; done again it does nothing.</summary>
    /// <exception cref="RefusedException"><c>notSandbox</c>.</exception>
    public static async Task Keep(Database database, CancellationToken cancel)
    {
        if (!database.IsSandbox)
        {
            throw new RefusedException("notSandbox", "sandbox");
        }
        await database.WriteState(
            """
            insert into sandbox_line (employer_id, seq)
            select employer_id, max(seq) from journal
            where employer_id <> @instance and not exists (select 1 from sandbox_line)
            group by employer_id
            """,
            new { instance = JournalLine.Instance },
            cancel
        );
    }

    /// <summary>As <see cref="Database.IsSandbox"/>, for whoever has a connection alone.</summary>
    public static async Task<bool> IsSandbox(DbConnection connection, CancellationToken cancel) =>
        await connection.ExecuteScalarAsync<long>(new("select count(*) from sandbox", cancellationToken: cancel)) > 0;

    /// <summary>Where it is filled: the last line of each employer's journal then.</summary>
    public static async Task<Dictionary<Guid, long>> Of(DbConnection connection, CancellationToken cancel) =>
        (
            await connection.QueryAsync<(Guid Employer, long Seq)>(
                new("select employer_id, seq from sandbox_line", cancellationToken: cancel)
            )
        ).ToDictionary(line => line.Employer, line => line.Seq);
}
