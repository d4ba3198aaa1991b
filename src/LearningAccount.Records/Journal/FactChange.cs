using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>A column of a fact before and after a line of the journal; null: it was, or is, not given.</summary>
public sealed record FieldChange(string Column, string? Before, string? After);

/// <summary>What one line of the journal did to one fact: wrote it, changed it, or ended it.</summary>
/// <param name="Table">The table of the fact.</param>
/// <param name="Key">What makes it the same fact over all its versions.</param>
public sealed record FactChange(string Table, string Key, long Seq, FactRow? Before, FactRow? After)
{
    private FactRow Either => After ?? Before!;

    /// <summary>The worker it is about, or null.</summary>
    public Guid? WorkerId => Either["worker_id"] is { } id ? Guid.Parse(id) : null;

    /// <summary>A word by which people know it: a title, a year, a quarter, a name.</summary>
    public string? Named => Either["title"] ?? Either["name"] ?? Either["quarter"] ?? Either["year"] ?? Either["file_name"];

    /// <summary>Where it came from.</summary>
    public string? Origin => Either["origin"];

    /// <summary>The fields that differ, in the order of the table.</summary>
    public IEnumerable<FieldChange> Fields =>
        Either
            .Columns.Select(column => new FieldChange(column, Before?[column], After?[column]))
            .Where(one => !string.Equals(one.Before, one.After, StringComparison.Ordinal));
}

/// <summary>One version of a fact as its columns hold it.</summary>
public sealed class FactRow
{
    private readonly Dictionary<string, string?> cells;

    internal FactRow(BulkTable table, IDictionary<string, object?> row)
    {
        Columns = table.Columns;
        Recorded = Convert.ToInt64(row["recorded"], System.Globalization.CultureInfo.InvariantCulture);
        Superseded = row["superseded"] is { } closed
            ? Convert.ToInt64(closed, System.Globalization.CultureInfo.InvariantCulture)
            : null;
        cells = table.Columns.ToDictionary(
            column => column,
            column =>
                Convert.ToString(row[column], System.Globalization.CultureInfo.InvariantCulture) is { Length: > 0 } text
                    ? text
                    : null,
            StringComparer.Ordinal
        );
    }

    public IReadOnlyList<string> Columns { get; }
    internal long Recorded { get; }
    internal long? Superseded { get; }

    public string? this[string column] => cells.GetValueOrDefault(column);
}
