using System.CommandLine;
using LearningAccount.Records.Storage;

namespace LearningAccount.App;

/// <summary>Where the facts are kept: in a folder of this machine, or in PostgreSQL.</summary>
/// <param name="DataFolder">Holds the embedded database, the keys of the forms and uploaded files until they are confirmed.</param>
/// <param name="PostgresConnection">Null: the embedded database in <paramref name="DataFolder"/>.</param>
internal sealed record DatabasePlace(string DataFolder, string? PostgresConnection)
{
    public static readonly Option<string> Folder = new("--data")
    {
        Description = "Folder that holds the embedded database; made where missing. Also: LEARNING_ACCOUNT_DATA.",
        HelpName = "folder",
        Recursive = true,
        DefaultValueFactory = _ =>
            Environment.GetEnvironmentVariable("LEARNING_ACCOUNT_DATA") is { Length: > 0 } set ? set : "data",
    };

    public static readonly Option<string?> Connection = new("--database")
    {
        Description = "Connection string of a PostgreSQL database (15 or later) instead of the embedded one.",
        HelpName = "connection",
        Recursive = true,
    };

    public static DatabasePlace Of(ParseResult asked) =>
        new(Path.GetFullPath(asked.GetRequiredValue(Folder)), asked.GetValue(Connection));

    /// <summary>Opens the database, which is made where it is missing.</summary>
    /// <exception cref="RefusedException">It cannot be used; the sentence never says a password.</exception>
    /// <param name="asSandbox">It has to be a sandbox: made one where there is no database yet.</param>
    public async Task<Database> OpenAsync(TimeProvider clock, CancellationToken cancel, bool asSandbox = false)
    {
        try
        {
            return await Database.OpenAsync(PostgresConnection, DataFolder, clock, cancel, asSandbox);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException("databaseFolder", "--data", ("folder", DataFolder));
        }
        catch (ArgumentException) when (!string.IsNullOrWhiteSpace(PostgresConnection))
        {
            throw new RefusedException("databaseConnection", "--database");
        }
    }
}
