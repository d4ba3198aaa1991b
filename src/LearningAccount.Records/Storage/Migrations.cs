using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace LearningAccount.Records.Storage;

/// <summary>One numbered step of the schema.</summary>
/// <param name="Hash">SHA-256 of its text.</param>
internal sealed record Migration(int Number, string Name, string Text)
{
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}

internal sealed record MigrationRow
{
    public required int Number { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }
}

/// <summary>Brings a database to the schema of this program, or refuses it with a sentence.</summary>
internal static class Migrations
{
    private const string CreateTable = """
        create table migration (
          number bigint not null,
          name text not null,
          hash text not null,
          applied_at text not null,
          constraint a_migration_is_applied_once primary key (number)
        )
        """;

    public static IReadOnlyList<Migration> Shipped { get; } = [.. Embedded()];

    /// <exception cref="RefusedException">A step was altered after it was applied, or the database is newer than the program.</exception>
    /// <param name="asSandbox">A database that is made by this is marked as a sandbox; one that was there is left as it is.</param>
    public static async Task Apply(
        Database database,
        IReadOnlyList<Migration> steps,
        CancellationToken cancel,
        bool asSandbox = false
    )
    {
        // Read first: a program that finds nothing to do must not wait for a long import that writes.
        await using (var connection = await database.Connect(cancel))
        {
            if ((await Missing(database, connection, steps, cancel)).Count == 0)
            {
                return;
            }
        }
        await using var writing = await database.BeginMigrating(cancel);
        var missing = await Missing(database, writing.Connection, steps, cancel);
        foreach (var step in missing)
        {
            if (step.Number == 1)
            {
                await writing.Run(CreateTable, cancel);
            }
            await writing.Run(step.Text, cancel);
            await writing.Connection.ExecuteAsync(
                new(
                    "insert into migration (number, name, hash, applied_at) values (@Number, @Name, @Hash, @at)",
                    new
                    {
                        step.Number,
                        step.Name,
                        step.Hash,
                        at = database.Clock.GetUtcNow(),
                    },
                    cancellationToken: cancel
                )
            );
        }
        if (asSandbox && missing.Count == steps.Count)
        {
            await writing.Connection.ExecuteAsync(
                new(
                    "insert into sandbox (made_at) values (@at)",
                    new { at = database.Clock.GetUtcNow() },
                    cancellationToken: cancel
                )
            );
        }
        await writing.Commit(cancel);
    }

    private static async Task<IReadOnlyList<Migration>> Missing(
        Database database,
        DbConnection connection,
        IReadOnlyList<Migration> steps,
        CancellationToken cancel
    )
    {
        if (!await database.HasTable(connection, "migration", cancel))
        {
            return steps;
        }
        var applied = (
            await connection.QueryAsync<MigrationRow>(
                new("select number, name, hash from migration order by number", cancellationToken: cancel)
            )
        ).AsList();
        foreach (var row in applied)
        {
            var step =
                steps.FirstOrDefault(s => s.Number == row.Number)
                ?? throw new RefusedException("databaseNewer", "migration", ("migration", row.Name));
            if (!string.Equals(step.Hash, row.Hash, StringComparison.Ordinal))
            {
                throw new RefusedException("migrationAltered", "migration", ("migration", row.Name));
            }
        }
        return [.. steps.Where(s => applied.TrueForAll(row => row.Number != s.Number))];
    }

    private static IEnumerable<Migration> Embedded()
    {
        const string folder = "migrations/";
        var assembly = typeof(Migrations).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(IsMigration).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var name = resource[folder.Length..];
            // Line ends as git keeps them, whatever the checkout made of them.
            var text = reader.ReadToEnd().ReplaceLineEndings("\n");
            yield return new(int.Parse(name[..4], NumberStyles.None, CultureInfo.InvariantCulture), name, text);
        }

        static bool IsMigration(string resource) => resource.StartsWith(folder, StringComparison.Ordinal);
    }
}
