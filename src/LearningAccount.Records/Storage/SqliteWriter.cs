using System.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LearningAccount.Records.Storage;

/// <summary>
/// The connection of the one writer, open as long as the database is: what it has once been told to do it need not read again. Reading
/// a statement costs more than carrying it out for one worker, and a change is made of a dozen.
/// </summary>
internal sealed class SqliteWriter(string connectionString) : SqliteConnection(connectionString)
{
    // Statements that name their keys one by one are many; those of a change are few.
    private const int MostKept = 256;
    private readonly Dictionary<string, SqliteCommand> kept = new(StringComparer.Ordinal);
    private readonly Dictionary<BulkTable, sqlite3_stmt> inserts = [];

    /// <summary>A transaction is under way: the one before was neither committed nor undone.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(Handle!) == 0;

    public override SqliteCommand CreateCommand() => new WriterCommand(this) { CommandTimeout = DefaultTimeout };

    /// <summary>The statement that inserts a row of a table, to be bound, run and reset.</summary>
    public sqlite3_stmt InsertInto(BulkTable table)
    {
        if (!inserts.TryGetValue(table, out var statement))
        {
            var places = string.Join(", ", Enumerable.Repeat("?", BulkTable.Head.Length + table.Columns.Count));
            var result = raw.sqlite3_prepare_v2(
                Handle!,
                $"insert into {table.Name} ({table.ColumnList}) values ({places})",
                out statement
            );
            SqliteException.ThrowExceptionForRC(result, Handle!);
            inserts.Add(table, statement);
        }
        return statement;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Forget();
            foreach (var statement in inserts.Values)
            {
                statement.Dispose();
            }
            inserts.Clear();
        }
        base.Dispose(disposing);
    }

    /// <summary>Lends the command of a text until it is given back; null: it is in use, or none to be kept.</summary>
    private SqliteCommand? Take(string text)
    {
        if (kept.Remove(text, out var known))
        {
            return known;
        }
        if (!IsKept(text))
        {
            return null;
        }
        var command = new SqliteCommand(text, this);
        command.Prepare();
        return command;
    }

    private void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (kept.Count >= MostKept)
        {
            Forget();
        }
        if (State is not ConnectionState.Open || !kept.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }

    private void Forget()
    {
        foreach (var command in kept.Values)
        {
            command.Dispose();
        }
        kept.Clear();
    }

    // What makes tables, or says how the engine works, may do so while it is read; several in one text need those before.
    private static bool IsKept(string text) =>
        !text.Contains(';', StringComparison.Ordinal)
        && text.AsSpan().TrimStart() is var statement
        && (
            statement.StartsWith("select", StringComparison.Ordinal)
            || statement.StartsWith("insert", StringComparison.Ordinal)
            || statement.StartsWith("update", StringComparison.Ordinal)
            || statement.StartsWith("delete", StringComparison.Ordinal)
            || statement is "begin immediate" or "commit" or "rollback"
        );

    /// <summary>A command that has one that was kept run in its place.</summary>
    private sealed class WriterCommand : SqliteCommand
    {
        private readonly SqliteWriter writer;
        private SqliteCommand? lent;

        public WriterCommand(SqliteWriter writer)
        {
            this.writer = writer;
            Connection = writer;
        }

        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            if (lent is not null && !string.Equals(lent.CommandText, CommandText, StringComparison.Ordinal))
            {
                GiveBack();
            }
            lent ??= writer.Take(CommandText);
            if (lent is null)
            {
                return base.ExecuteReader(behavior);
            }
            lent.CommandTimeout = CommandTimeout;
            lent.Parameters.Clear();
            foreach (SqliteParameter parameter in Parameters)
            {
                lent.Parameters.Add(parameter);
            }
            return lent.ExecuteReader(behavior);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                GiveBack();
            }
            base.Dispose(disposing);
        }

        private void GiveBack()
        {
            if (lent is { } command)
            {
                lent = null;
                writer.GiveBack(command);
            }
        }
    }
}
