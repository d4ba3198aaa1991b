using System.Data.Common;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LearningAccount.Bench;

/// <summary>
/// The floor of the API, in a process of its own as the program is: an answer of so many bytes for one raw query, and one raw insert
/// that is on disk before it is answered. No token, no contract, no journal.
/// </summary>
internal static class BareApi
{
    public const string Argument = "--bare-api";
    private const string Make = "create table if not exists bare (id text not null primary key, body text not null)";
    private const string Insert = "insert into bare (id, body) values (@id, @body)";

    /// <param name="target">A folder for the embedded engine, or the connection of a server.</param>
    public static async Task ServeAsync(string target)
    {
        var isServer = target.Contains('=', StringComparison.Ordinal);
        await RunAsync(target, isServer, Make, null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var body = new byte[1024 * 1024];
        Array.Fill(body, (byte)'x');
        app.MapGet(
            "/read/{bytes:int}",
            async (int bytes) =>
            {
                await RunAsync(target, isServer, "select count(*) from bare where id = 'none'", null);
                return Results.Bytes(body.AsMemory(0, bytes), "application/json");
            }
        );
        app.MapPost(
            "/write",
            async (HttpRequest request) =>
            {
                using var reader = new StreamReader(request.Body);
                await RunAsync(target, isServer, Insert, await reader.ReadToEndAsync());
                return Results.Bytes(body.AsMemory(0, 1024), "application/json");
            }
        );
        app.MapPost("/bulk/{items:int}", (int items) => BulkAsync(target, isServer, items));
        await app.RunAsync();
    }

    private static async Task<IResult> BulkAsync(string target, bool isServer, int items)
    {
        var text = new string('x', 300);
        await using var connection = await OpenAsync(target, isServer);
        if (connection is NpgsqlConnection server)
        {
            await using var copy = await server.BeginBinaryImportAsync("copy bare (id, body) from stdin (format binary)");
            for (var i = 0; i < items; i++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(Guid.CreateVersion7().ToString("D"));
                await copy.WriteAsync(text);
            }
            await copy.CompleteAsync();
            return Results.Ok();
        }
        await using var all = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Insert;
        command.Parameters.Add(new SqliteParameter("@id", ""));
        command.Parameters.Add(new SqliteParameter("@body", text));
        for (var i = 0; i < items; i++)
        {
            command.Parameters[0].Value = Guid.CreateVersion7().ToString("D");
            await command.ExecuteNonQueryAsync();
        }
        await all.CommitAsync();
        return Results.Ok();
    }

    private static async Task RunAsync(string target, bool isServer, string statement, string? body)
    {
        await using var connection = await OpenAsync(target, isServer);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        if (body is not null)
        {
            Add(command, "@id", Guid.CreateVersion7().ToString("D"));
            Add(command, "@body", body);
        }
        await command.ExecuteNonQueryAsync();
    }

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static async Task<DbConnection> OpenAsync(string target, bool isServer)
    {
        if (isServer)
        {
            var server = new NpgsqlConnection(target);
            await server.OpenAsync();
            return server;
        }
        var connection = new SqliteConnection($"Data Source={Path.Combine(target, "bare.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // As durable as the program's own.
        command.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 30000";
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
