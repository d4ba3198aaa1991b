using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LearningAccount.Records.Storage;

/// <summary>
/// Tells whether anybody committed anything, from one connection that never writes: SQLite compares what it saw last with the
/// file (<c>pragma data_version</c>). The question is prepared once, and takes a part of the time of any other.
/// </summary>
internal sealed class SqliteVersion(string connectionString) : IDisposable
{
    private readonly Lock gate = new();
    private SqliteConnection? connection;
    private sqlite3_stmt? question;

    /// <summary>Null: it cannot be told just now.</summary>
    public long? Read()
    {
        lock (gate)
        {
            question ??= Prepare();
            if (question is null)
            {
                return null;
            }
            long? version = raw.sqlite3_step(question) == raw.SQLITE_ROW ? raw.sqlite3_column_int64(question, 0) : null;
            return raw.sqlite3_reset(question) == raw.SQLITE_OK ? version : null;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            question?.Dispose();
            connection?.Dispose();
        }
    }

    private sqlite3_stmt? Prepare()
    {
        connection ??= new(connectionString);
        connection.Open();
        return raw.sqlite3_prepare_v2(connection.Handle!, "pragma data_version", out var prepared) == raw.SQLITE_OK
            ? prepared
            : null;
    }
}
