using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace LearningAccount.Records.Storage;

/// <summary>
/// A connection of one thread, which waits for the server itself: given to another thread and back, each answer would wait twice. What nobody
/// waits for an answer to is sent together with the next statement.
/// </summary>
internal sealed class PipelinedConnection(NpgsqlConnection server) : DbConnection
{
    private const string Savepoint = "savepoint ";
    private readonly NpgsqlConnection server = server;
    private readonly List<NpgsqlBatchCommand> waiting = [];

    /// <summary>What is run now waits for the next statement.</summary>
    public bool IsLater { get; set; }

    [AllowNull]
    public override string ConnectionString
    {
        get => server.ConnectionString;
        set => throw new NotSupportedException();
    }

    public override string Database => server.Database;
    public override string DataSource => server.DataSource;
    public override string ServerVersion => server.ServerVersion;
    public override ConnectionState State => server.State;

    /// <summary>The connection itself, everything sent that waited.</summary>
    public NpgsqlConnection Server
    {
        get
        {
            Send();
            return server;
        }
    }

    /// <summary>Sends it with the next statement. An error is told there.</summary>
    public void Later(NpgsqlBatchCommand statement) => waiting.Add(statement);

    public void Run(string statement)
    {
        Later(new(statement));
        Send();
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close()
    {
        waiting.Clear();
        server.Close();
    }

    public override void Open() => throw new NotSupportedException();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    protected override DbCommand CreateDbCommand() => new Command(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            server.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Send()
    {
        if (waiting.Count > 0)
        {
            using var batch = Batch();
            batch.ExecuteNonQuery();
        }
    }

    private NpgsqlBatch Batch()
    {
        var batch = new NpgsqlBatch(server);
        foreach (var statement in waiting)
        {
            batch.BatchCommands.Add(statement);
        }
        waiting.Clear();
        return batch;
    }

    /// <summary>Takes back what was not sent; true: not even the savepoint that it would be undone to.</summary>
    private bool Forget()
    {
        var isNothingSent = waiting.Exists(one => one.CommandText.StartsWith(Savepoint, StringComparison.Ordinal));
        waiting.Clear();
        return isNothingSent;
    }

    /// <summary>A statement that takes those along that wait.</summary>
    private sealed class Command(PipelinedConnection at) : DbCommand
    {
        private readonly NpgsqlCommand own = at.server.CreateCommand();
        private NpgsqlBatch? sent;

        [AllowNull]
        public override string CommandText
        {
            get => own.CommandText;
            set => own.CommandText = value;
        }

        public override int CommandTimeout
        {
            get => own.CommandTimeout;
            set => own.CommandTimeout = value;
        }

        public override CommandType CommandType
        {
            get => own.CommandType;
            set => own.CommandType = value;
        }

        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get; set; } = at;
        protected override DbParameterCollection DbParameterCollection => own.Parameters;
        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel() => own.Cancel();

        public override void Prepare() { }

        public override int ExecuteNonQuery()
        {
            if (CommandText.StartsWith("rollback to ", StringComparison.Ordinal) && at.Forget())
            {
                return 0;
            }
            if (at.IsLater || CommandText.StartsWith(Savepoint, StringComparison.Ordinal))
            {
                at.Later(Statement());
                return 0;
            }
            if (IsAlone())
            {
                return own.ExecuteNonQuery();
            }
            var last = Statement();
            at.Later(last);
            using var batch = at.Batch();
            batch.ExecuteNonQuery();
            return (int)last.RecordsAffected;
        }

        public override object? ExecuteScalar()
        {
            using var reader = ExecuteDbDataReader(CommandBehavior.Default);
            return reader.Read() && reader.FieldCount > 0 ? reader.GetValue(0) : null;
        }

        // Somebody who gives up waiting must not have a statement of the next one broken off.
        public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(ExecuteNonQuery());
        }

        public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(ExecuteScalar());
        }

        protected override Task<DbDataReader> ExecuteDbDataReaderAsync(
            CommandBehavior behavior,
            CancellationToken cancellationToken
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(ExecuteDbDataReader(behavior));
        }

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            // What is sent before has answers too, of no row.
            behavior &= ~(CommandBehavior.SingleResult | CommandBehavior.SingleRow);
            if (IsAlone())
            {
                return own.ExecuteReader(behavior);
            }
            at.Later(Statement());
            sent?.Dispose();
            sent = at.Batch();
            return sent.ExecuteReader(behavior);
        }

        protected override DbParameter CreateDbParameter() => new NpgsqlParameter();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                sent?.Dispose();
                own.Dispose();
            }
            base.Dispose(disposing);
        }

        /// <summary>Nothing waits that it could be sent with; several statements in one text are sent by themselves.</summary>
        private bool IsAlone()
        {
            if (CommandText.Contains(';', StringComparison.Ordinal))
            {
                at.Send();
            }
            return at.waiting.Count == 0;
        }

        private NpgsqlBatchCommand Statement()
        {
            var statement = new NpgsqlBatchCommand(CommandText);
            var parameters = own.Parameters.ToList();
            own.Parameters.Clear();
            foreach (var parameter in parameters)
            {
                statement.Parameters.Add(parameter);
            }
            return statement;
        }
    }
}
