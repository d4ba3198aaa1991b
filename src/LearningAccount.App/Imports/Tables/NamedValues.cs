using System.Globalization;

namespace LearningAccount.App.Imports.Tables;

/// <summary>
/// The columns of a file whose values carry their names, such as JSON and XML: a path of names is a column, in the order in which
/// the paths are first met.
/// </summary>
internal sealed class NamedColumns(TableLimits limits)
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => places.Keys;

    public void Add(string path)
    {
        if (places.TryAdd(path, places.Count) && places.Count > limits.Columns)
        {
            throw Refusal.Of("table.tooManyColumns", "", ("limit", limits.Columns.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>The line of names, which stands above the first row.</summary>
    public TableRow Header() => new(0, [.. places.Keys.Select(name => new Cell(CellKind.Text, name))]);

    /// <summary>A row, each value in the column of its path; null where it says nothing.</summary>
    public TableRow? Row(int number, IEnumerable<(string Path, Cell Value)> values)
    {
        var cells = new Cell[places.Count];
        Array.Fill(cells, Cell.Empty);
        var isFilled = false;
        foreach (var (path, value) in values)
        {
            // Of a name that is repeated the first value counts, as it does for whoever reads from the top.
            if (places.TryGetValue(path, out var place) && cells[place].IsEmpty)
            {
                cells[place] = value;
                isFilled |= !value.IsEmpty;
            }
        }
        return isFilled ? new(number, cells) : null;
    }
}
