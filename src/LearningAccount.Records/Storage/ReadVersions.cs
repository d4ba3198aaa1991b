using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace LearningAccount.Records.Storage;

/// <summary>Reads versions of one table, of one employer.</summary>
public static class ReadVersions
{
    /// <summary>Those that hold as the employer's journal stood at line <paramref name="seq"/>.</summary>
    public static Task<List<T>> At<T>(
        DbConnection connection,
        BulkTable<T> table,
        Guid employerId,
        long seq,
        CancellationToken cancel
    )
        where T : FactVersion =>
        Query<T>(
            connection,
            $"""
            select {table.ColumnList} from {table.Name}
            where employer_id = @employerId and recorded <= @seq and (superseded is null or superseded > @seq)
            """,
            new { employerId, seq },
            cancel
        );

    /// <summary>The same, of some workers.</summary>
    public static Task<List<T>> At<T>(
        DbConnection connection,
        BulkTable<T> table,
        Guid employerId,
        IReadOnlyCollection<Guid> workerIds,
        long seq,
        CancellationToken cancel
    )
        where T : FactVersion =>
        Query<T>(
            connection,
            OfWorkersAt(connection, table),
            new
            {
                employerId,
                keys = List(workerIds.Select(ColumnText.Of)),
                seq,
            },
            cancel
        );

    // The plus keeps SQLite from taking the key of the table for it, which would read all of the employer for each worker.
    internal static string OfWorkersAt(DbConnection connection, BulkTable table) =>
        $"""
            select {table.ColumnList} from {Database.Keyed(connection, table, "worker_id")}
            where +recorded <= @seq and (superseded is null or superseded > @seq)
            """;

    /// <summary>Those that hold now; inside a change, with what it wrote itself.</summary>
    public static Task<List<T>> Now<T>(DbConnection connection, BulkTable<T> table, Guid employerId, CancellationToken cancel)
        where T : FactVersion =>
        Query<T>(
            connection,
            $"select {table.ColumnList} from {table.Name} where employer_id = @employerId and superseded is null",
            new { employerId },
            cancel
        );

    /// <summary>The same, of some workers.</summary>
    public static Task<List<T>> Now<T>(
        DbConnection connection,
        BulkTable<T> table,
        Guid employerId,
        IReadOnlyCollection<Guid> workerIds,
        CancellationToken cancel
    )
        where T : FactVersion =>
        Query<T>(
            connection,
            $"""
            select {table.ColumnList} from {Database.Holding(connection, table, "worker_id")}
            """,
            new { employerId, keys = List(workerIds.Select(ColumnText.Of)) },
            cancel
        );

    /// <summary>Keys as <see cref="Database.ManyKeys"/> and its kin take them.</summary>
    public static string List(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);

    internal static async Task<List<T>> Query<T>(
        DbConnection connection,
        string sql,
        object parameters,
        CancellationToken cancel
    ) => (await connection.QueryAsync<T>(new(sql, parameters, cancellationToken: cancel))).AsList();
}
