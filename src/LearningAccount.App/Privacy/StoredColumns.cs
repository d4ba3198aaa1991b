using System.Collections.Frozen;
using System.Text.Json;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Privacy;

/// <summary>What each column of each table holds, by a category of data, and for which activity it is kept.</summary>
public static class StoredColumns
{
    /// <summary>What every table of facts begins with: whose it is, which line wrote and closed it, where it comes from.</summary>
    private static readonly FrozenSet<string> Head = FrozenSet.Create(
        StringComparer.Ordinal,
        "employer_id",
        "recorded",
        "place",
        "superseded",
        "origin",
        "origin_reference"
    );

    private const string Activity = "activity";

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Declared = Read();

    /// <summary>The activity a table is of; null: nobody has said.</summary>
    public static string? ActivityOf(string table) => Declared.GetValueOrDefault(table)?.GetValueOrDefault("");

    /// <summary>The category of a column; null: nobody has said.</summary>
    public static string? CategoryOf(string table, string column) =>
        Head.Contains(column) ? "technical" : Declared.GetValueOrDefault(table)?.GetValueOrDefault(column);

    /// <summary>The activities of the tables there are, each with its tables and the categories of data in them.</summary>
    public static async Task<IReadOnlyList<StoredActivity>> Of(Database database, CancellationToken cancel)
    {
        var columns = await database.Columns(cancel);
        return
        [
            .. columns
                .Where(table => ActivityOf(table.Key) is not null)
                .GroupBy(table => ActivityOf(table.Key)!, StringComparer.Ordinal)
                .Select(activity => new StoredActivity(
                    activity.Key,
                    [.. activity.Select(table => table.Key)],
                    [
                        .. activity
                            .SelectMany(table => table.Select(column => CategoryOf(table.Key, column)))
                            .OfType<string>()
                            .Where(category => category is not "technical")
                            .Distinct(StringComparer.Ordinal)
                            .Order(StringComparer.Ordinal),
                    ]
                )),
        ];
    }

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Read()
    {
        using var file = typeof(StoredColumns).Assembly.GetManifestResourceStream("Privacy/columns.json")!;
        var tables = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(file)!;
        return tables.ToFrozenDictionary(
            table => table.Key,
            table =>
                table
                    .Value.Where(part => part.Key is not Activity)
                    .SelectMany(part => part.Value.Split(' ').Select(column => KeyValuePair.Create(column, part.Key)))
                    .Append(KeyValuePair.Create("", table.Value[Activity]))
                    .ToFrozenDictionary(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
    }
}

/// <param name="Code">That of its words.</param>
/// <param name="Categories">Of personal and other data, by the codes of their words.</param>
public sealed record StoredActivity(string Code, IReadOnlyList<string> Tables, IReadOnlyList<string> Categories);
