using LearningAccount.Records.Storage;
using Npgsql;

namespace LearningAccount.Bench;

/// <summary>A database at this program's schema with nothing in it, gone afterwards.</summary>
internal sealed class EmptyDatabase : IAsyncDisposable
{
    private readonly string name = $"bench_{Guid.CreateVersion7():N}";
    private readonly string? postgres;

    private EmptyDatabase(string? postgres, string folder) => (this.postgres, Folder) = (postgres, Path.Combine(folder, name));

    /// <summary>Where SQLite keeps it.</summary>
    public string Folder { get; }

    /// <summary>Where PostgreSQL keeps it; null: SQLite does.</summary>
    public string? Connection { get; private set; }

    public static async Task<EmptyDatabase> MakeAsync(string? postgres, string folder)
    {
        var empty = new EmptyDatabase(postgres, folder);
        if (postgres is not null)
        {
            await Run(postgres, $"create schema {empty.name}");
            empty.Connection = new NpgsqlConnectionStringBuilder(postgres) { SearchPath = empty.name }.ToString();
        }
        return empty;
    }

    public Task<Database> OpenAsync() => Database.OpenAsync(Connection, Folder, TimeProvider.System, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            await Run(postgres, $"drop schema {name} cascade");
        }
        else if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task Run(string postgres, string statement)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
