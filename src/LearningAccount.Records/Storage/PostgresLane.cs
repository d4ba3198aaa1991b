using System.Data;
using System.Data.Common;
using Npgsql;

namespace LearningAccount.Records.Storage;

/// <summary>
/// One connection for the brief changes of some employers. Those of one employer wait for each other in any case, each for the commit of the
/// one before; here they share it, and the server knows every statement already.
/// </summary>
/// <param name="patience">Milliseconds to wait for whoever writes to the same employer elsewhere: the others of the lane wait too.</param>
internal sealed class PostgresLane(NpgsqlDataSource source, int patience) : SharedCommit
{
    private PipelinedConnection? connection;

    private protected override bool IsUnderWay => connection is { State: ConnectionState.Open };

    private protected override async Task<DbConnection> BeginGroup(CancellationToken cancel)
    {
        if (connection is { State: ConnectionState.Open } known)
        {
            try
            {
                return Begun(known);
            }
            catch (NpgsqlException)
            {
                // The server went away since; nothing was asked of it yet.
            }
        }
        await Drop();
        connection = new(await source.OpenConnectionAsync(cancel));
        return Begun(connection);
    }

    private PipelinedConnection Begun(PipelinedConnection at)
    {
        at.Later(new("begin isolation level read committed"));
        at.Run($"set local lock_timeout = {patience}");
        return at;
    }

    // A transaction that has failed answers "commit" by undoing it, and one that is gone by a warning. To a savepoint both are errors.
    private protected override void Commit()
    {
        try
        {
            connection!.Later(new("savepoint whole"));
            connection.Run("commit");
        }
        catch
        {
            // It is undone as the connection ends.
            connection!.Close();
            throw;
        }
    }

    internal override void GiveBack() { }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Drop();
    }

    private async Task Drop()
    {
        if (connection is { } old)
        {
            connection = null;
            await old.DisposeAsync();
        }
    }
}
