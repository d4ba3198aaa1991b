using System.Globalization;
using System.Text.Json;

namespace LearningAccount.App.Imports.Tables;

/// <summary>
/// A JSON file (RFC 8259) as a table: a list of objects, one object a line, or an object that holds such a list. A list inside an
/// object gives a row for each of its objects, with what the outer one says beside it: a worker with its trainings.
/// </summary>
public sealed class JsonTable : ITable
{
    private const int Depth = 32;
    private static readonly JsonSerializerOptions Reading = new()
    {
        MaxDepth = Depth,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };
    private readonly Stream file;
    private readonly TableLimits limits;
    private readonly bool isList;
    private readonly NamedColumns columns;

    private JsonTable(Stream file, TableLimits limits, bool isList)
    {
        (this.file, this.limits, this.isList) = (file, limits, isList);
        columns = new(limits);
    }

    public string? Sheet => null;

    /// <summary>Opens a seekable file and reads it once for the names of its values.</summary>
    /// <exception cref="FileRefusedException">Too large, or no JSON.</exception>
    public static JsonTable Open(Stream file, TableLimits? limits = null)
    {
        limits ??= TableLimits.Default;
        if (file.Length > limits.FileBytes)
        {
            throw Refusal.Of("table.tooLarge", "", ("limit", (limits.FileBytes >> 20).ToString(CultureInfo.InvariantCulture)));
        }
        var table = new JsonTable(file, limits, FileHead.Of(file).FirstSign is '[');
        foreach (var values in table.Records())
        {
            foreach (var (path, _) in values)
            {
                table.columns.Add(path);
            }
        }
        return table;
    }

    public IEnumerable<TableRow> Rows()
    {
        yield return columns.Header();
        var number = 0;
        foreach (var values in Records())
        {
            if (++number > limits.Rows)
            {
                throw Refusal.Of("table.tooManyRows", "", ("limit", limits.Rows.ToString(CultureInfo.InvariantCulture)));
            }
            if (columns.Row(number, values) is { } row)
            {
                yield return row;
            }
        }
    }

    // The file belongs to who opened it.
    public void Dispose() { }

    private IEnumerable<List<(string Path, Cell Value)>> Records()
    {
        using var each = Elements().SelectMany(element => Records(element, [], "")).GetEnumerator();
        while (Next(each))
        {
            yield return each.Current;
        }
    }

    private IEnumerable<JsonElement> Elements()
    {
        file.Position = 0;
        using var metered = new MeteredStream(new LeftOpen(file), limits.FileBytes, limits.ElementBytes);
        // Objects one below the other are read one at a time, and so are those of a list.
        var elements = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(metered, topLevelValues: !isList, Reading);
        using var each = elements.ToBlockingEnumerable().GetEnumerator();
        while (Next(each))
        {
            metered.PieceEnded();
            yield return each.Current;
        }
    }

    private static bool Next<T>(IEnumerator<T> each)
    {
        try
        {
            return each.MoveNext();
        }
        catch (JsonException wrong)
        {
            throw Refusal.Of("table.notJson", string.Create(CultureInfo.InvariantCulture, $"row {(wrong.LineNumber ?? 0) + 1}"));
        }
        catch (InvalidOperationException)
        {
            // The bytes of a text are not looked at before somebody asks for it: they are no UTF-8, or half of a pair of signs.
            throw Refusal.Of("table.jsonText");
        }
    }

    private IEnumerable<List<(string Path, Cell Value)>> Records(
        JsonElement element,
        List<(string Path, Cell Value)> outer,
        string path
    )
    {
        if (element.ValueKind is JsonValueKind.Array)
        {
            foreach (var record in element.EnumerateArray().SelectMany(inner => Records(inner, outer, path)))
            {
                yield return record;
            }
            yield break;
        }
        if (element.ValueKind is not JsonValueKind.Object)
        {
            yield break;
        }
        var values = new List<(string, Cell)>(outer);
        var lists = new List<(string Path, JsonElement List)>();
        Take(element, path, values, lists);
        if (lists.Count == 0)
        {
            yield return values;
            yield break;
        }
        foreach (var record in lists.SelectMany(list => Records(list.List, values, list.Path)))
        {
            yield return record;
        }
    }

    // Values of objects within belong to the same row; of lists of plain values each is told, one after the other.
    private void Take(JsonElement element, string path, List<(string, Cell)> values, List<(string Path, JsonElement List)> lists)
    {
        foreach (var property in element.EnumerateObject())
        {
            var inner = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            switch (property.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    Take(property.Value, inner, values, lists);
                    break;
                case JsonValueKind.Array when property.Value.EnumerateArray().Any(one => one.ValueKind is JsonValueKind.Object):
                    lists.Add((inner, property.Value));
                    break;
                case JsonValueKind.Array when property.Value.GetArrayLength() == 0:
                    break;
                case JsonValueKind.Array:
                    values.Add(
                        (
                            inner,
                            Cell.OfText(string.Join(", ", property.Value.EnumerateArray().Select(one => one.ToString())), limits)
                        )
                    );
                    break;
                default:
                    values.Add((inner, CellOf(property.Value)));
                    break;
            }
        }
    }

    private Cell CellOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => new(CellKind.Number, value.GetRawText()),
            JsonValueKind.String => Cell.OfText(value.GetString(), limits),
            JsonValueKind.True => new(CellKind.Text, "true"),
            JsonValueKind.False => new(CellKind.Text, "false"),
            _ => Cell.Empty,
        };
}
