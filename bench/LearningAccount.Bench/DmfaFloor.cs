using System.Data.Common;
using System.Xml;
using LearningAccount.Records.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace LearningAccount.Bench;

/// <summary>
/// What an import cannot do without: reading the XML, and writing the same rows into the same tables in the fastest way the engine
/// knows. Nothing is checked, decided, looked up or hashed.
/// </summary>
internal static class DmfaFloor
{
    public static void Scan(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        using var xml = XmlReader.Create(file, new() { IgnoreWhitespace = true });
        while (xml.Read()) { }
    }

    /// <summary>All rows an import wrote, by table.</summary>
    public static async Task<List<(BulkTable Table, List<object?[]> Rows)>> Read(Database database)
    {
        var tables = new List<(BulkTable, List<object?[]>)>();
        await using var connection = await database.Connect(CancellationToken.None);
        foreach (var table in Tables.All)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"select {table.ColumnList} from {table.Name}";
            await using var reader = await command.ExecuteReaderAsync();
            var rows = await Take(reader, int.MaxValue);
            if (rows.Count > 0)
            {
                tables.Add((table, rows));
            }
        }
        return tables;
    }

    /// <summary>The next rows of a query, so many at most.</summary>
    public static async Task<List<object?[]>> Take(DbDataReader reader, int most)
    {
        var rows = new List<object?[]>();
        while (rows.Count < most && await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = await reader.IsDBNullAsync(i) ? null : reader.GetValue(i);
            }
            rows.Add(row);
        }
        return rows;
    }

    public static async Task Insert(Database database, List<(BulkTable Table, List<object?[]> Rows)> tables)
    {
        await using var connection = await database.Connect(CancellationToken.None);
        await Run(connection, "begin");
        foreach (var (table, rows) in tables)
        {
            await Insert(connection, table, rows);
        }
        await Run(connection, "commit");
    }

    public static async Task Insert(DbConnection connection, BulkTable table, List<object?[]> rows)
    {
        if (connection is SqliteConnection sqlite)
        {
            Insert(sqlite.Handle!, table, rows);
        }
        else
        {
            await Copy((NpgsqlConnection)connection, table, rows);
        }
    }

    private static void Insert(sqlite3 handle, BulkTable table, List<object?[]> rows)
    {
        var places = string.Join(", ", Enumerable.Repeat("?", rows[0].Length));
        _ = raw.sqlite3_prepare_v2(handle, $"insert into {table.Name} ({table.ColumnList}) values ({places})", out var statement);
        using (statement)
        {
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++)
                {
                    _ = row[i] switch
                    {
                        string text => raw.sqlite3_bind_text(statement, i + 1, text),
                        long whole => raw.sqlite3_bind_int64(statement, i + 1, whole),
                        _ => raw.sqlite3_bind_null(statement, i + 1),
                    };
                }
                if (raw.sqlite3_step(statement) != raw.SQLITE_DONE)
                {
                    throw new InvalidOperationException(raw.sqlite3_errmsg(handle).utf8_to_string());
                }
                _ = raw.sqlite3_reset(statement);
            }
        }
    }

    private static async Task Copy(NpgsqlConnection connection, BulkTable table, List<object?[]> rows)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            $"copy {table.Name} ({table.ColumnList}) from stdin (format binary)"
        );
        foreach (var row in rows)
        {
            writer.StartRow();
            foreach (var value in row)
            {
                switch (value)
                {
                    case string text:
                        writer.Write(text, NpgsqlDbType.Text);
                        break;
                    case long whole:
                        writer.Write(whole, NpgsqlDbType.Bigint);
                        break;
                    default:
                        writer.WriteNull();
                        break;
                }
            }
        }
        await writer.CompleteAsync();
    }

    public static async Task Run(DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
