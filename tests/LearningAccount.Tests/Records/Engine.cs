using System.Globalization;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using Npgsql;

namespace LearningAccount.Tests.Records;

/// <summary>What the facts can be kept in.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>Every test of stored facts runs on each engine: <c>[Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]</c>.</summary>
public static class Engines
{
    public static TheoryData<Engine> All => new(Enum.GetValues<Engine>());
}

/// <summary>A clock that tests move.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;

    public void Set(string instant) => Now = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}

/// <summary>An empty database of one engine, gone with the test.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly string? schema;

    private TestDatabase(Engine engine)
    {
        if (engine == Engine.Postgres)
        {
            var server = Server();
            schema = $"t_{Guid.CreateVersion7():N}";
            Connection = new NpgsqlConnectionStringBuilder(server) { SearchPath = schema }.ToString();
        }
        // Made last: where there is no server the test is skipped, and nobody would take the folder away.
        folder = new();
    }

    public SetClock Clock { get; } = new(new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero));

    /// <summary>Null for the embedded one.</summary>
    public string? Connection { get; }
    public string Folder => folder.Path;
    public Database Database { get; private set; } = null!;

    public static async Task<TestDatabase> OpenAsync(Engine engine)
    {
        var made = await EmptyAsync(engine);
        made.Database = await made.OpenAgain();
        return made;
    }

    /// <summary>One that no program has opened yet.</summary>
    public static async Task<TestDatabase> EmptyAsync(Engine engine)
    {
        var made = new TestDatabase(engine);
        await made.ChangeSchemas("create schema");
        return made;
    }

    /// <summary>One more program on the same database.</summary>
    public Task<Database> OpenAgain() => Database.OpenAsync(Connection, Folder, Clock, TestContext.Current.CancellationToken);

    /// <summary>Goes behind the program's back.</summary>
    public async Task Tamper(string statement)
    {
        await using var connection = await Database.Connect(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Database is not null)
        {
            await Database.DisposeAsync();
        }
        await ChangeSchemas("drop schema cascade");
        folder.Dispose();
    }

    private async Task ChangeSchemas(string what)
    {
        if (schema is null)
        {
            return;
        }
        await using var connection = new NpgsqlConnection(Server());
        await connection.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = what.StartsWith("create", StringComparison.Ordinal)
            ? $"create schema {schema}"
            : $"drop schema if exists {schema} cascade";
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static string Server()
    {
        var server = Environment.GetEnvironmentVariable("LEARNING_ACCOUNT_TEST_POSTGRES");
        if (!string.IsNullOrEmpty(server))
        {
            return server;
        }
        // On a developer's machine without a server this is shown as skipped; a check of the project must run it.
        Assert.SkipWhen(
            string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")),
            "LEARNING_ACCOUNT_TEST_POSTGRES names no server; ./test starts one."
        );
        throw new InvalidOperationException("LEARNING_ACCOUNT_TEST_POSTGRES names no server; ./test starts one.");
    }
}
