using System.CommandLine;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>The law a command goes by: with the agreements added to the database where there is one, else what is shipped.</summary>
internal static class KnownLaw
{
    public static async Task<LawBook> Read(ParseResult asked, TimeProvider clock, CancellationToken cancel)
    {
        await using var database = await OpenExisting(asked, clock, cancel);
        if (database is null)
        {
            return LawBook.Shipped;
        }
        await using var connection = await database.Connect(cancel);
        return await ReadLawBook.From(connection, cancel);
    }

    /// <summary>The database, or null where none was made yet: a question makes none.</summary>
    public static async Task<Database?> OpenExisting(ParseResult asked, TimeProvider clock, CancellationToken cancel)
    {
        var place = DatabasePlace.Of(asked);
        return Database.Exists(place.PostgresConnection, place.DataFolder) ? await place.OpenAsync(clock, cancel) : null;
    }
}
