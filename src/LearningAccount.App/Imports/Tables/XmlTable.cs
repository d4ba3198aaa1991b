using System.Globalization;
using System.Xml;

namespace LearningAccount.App.Imports.Tables;

/// <summary>
/// An XML file of no known schema as a table. The element that is a row is the one with which most names of columns are known,
/// counting what stands in the elements around it: a worker's number beside each of the worker's trainings.
/// </summary>
public sealed class XmlTable : ITable
{
    private readonly Stream file;
    private readonly TableLimits limits;
    private readonly XmlPath record;
    private readonly NamedColumns columns;

    private XmlTable(Stream file, TableLimits limits, XmlPath record, NamedColumns columns) =>
        (this.file, this.limits, this.record, this.columns) = (file, limits, record, columns);

    public string? Sheet => null;

    /// <summary>Opens a seekable file and reads it once for its names.</summary>
    /// <param name="knownHeaders">How many of a row's texts are names of columns.</param>
    /// <exception cref="FileRefusedException">Too large, no XML, or XML that names a document type.</exception>
    public static XmlTable Open(Stream file, Func<IReadOnlyList<string>, int> knownHeaders, TableLimits? limits = null)
    {
        limits ??= TableLimits.Default;
        if (file.Length > limits.FileBytes)
        {
            throw Refusal.Of("table.tooLarge", "", ("limit", (limits.FileBytes >> 20).ToString(CultureInfo.InvariantCulture)));
        }
        var root = XmlPath.Root();
        foreach (var (path, isStart, _) in Walk(file, root, limits))
        {
            if (isStart)
            {
                path.CountOne();
            }
        }
        var best = (Path: root, Known: -1);
        foreach (var path in root.Within().Where(path => path.IsRow))
        {
            var known = knownHeaders([.. path.Columns().Select(column => column.FullName)]);
            // Of two that know as much the more frequent is the row; of those the outer one, which holds the other.
            if (known > best.Known || (known == best.Known && path.Count > best.Path.Count))
            {
                best = (path, known);
            }
        }
        if (best.Known < 0)
        {
            throw Refusal.Of("table.noHeader");
        }
        var names = new NamedColumns(limits);
        foreach (var column in best.Path.Columns())
        {
            names.Add(column.FullName);
        }
        return new(file, limits, best.Path, names);
    }

    public IEnumerable<TableRow> Rows()
    {
        yield return columns.Header();
        var number = 0;
        var values = new List<(XmlPath Path, Cell Value)>();
        foreach (var (path, isStart, text) in Walk(file, record.Top, limits))
        {
            if (isStart)
            {
                // What an element said before it begins anew belongs to the one that ended.
                values.RemoveAll(value => value.Path == path || value.Path.IsWithin(path));
            }
            else if (path != record)
            {
                if (text is { Length: > 0 })
                {
                    values.Add((path, Cell.OfText(text, limits)));
                }
            }
            else
            {
                if (++number > limits.Rows)
                {
                    throw Refusal.Of("table.tooManyRows", "", ("limit", limits.Rows.ToString(CultureInfo.InvariantCulture)));
                }
                if (columns.Row(number, values.Select(value => (value.Path.FullName, value.Value))) is { } row)
                {
                    yield return row;
                }
            }
        }
    }

    // The file belongs to who opened it.
    public void Dispose() { }

    /// <summary>Each element and attribute as it begins and as it ends, then with its text.</summary>
    private static IEnumerable<(XmlPath Path, bool IsStart, string? Text)> Walk(Stream file, XmlPath root, TableLimits limits)
    {
        file.Position = 0;
        using var metered = new MeteredStream(new LeftOpen(file), limits.FileBytes);
        using var reader = XmlReader.Create(
            metered,
            new()
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                MaxCharactersInDocument = limits.FileBytes,
            }
        );
        var (path, text, isLeaf) = (root, "", false);
        while (Read(reader))
        {
            metered.PieceEnded();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth > ImportLimits.XmlDepth)
                    {
                        throw NotXml(reader);
                    }
                    path = path.Child(reader.LocalName, limits.Columns);
                    yield return (path, true, null);
                    (text, isLeaf) = ("", true);
                    var isEmpty = reader.IsEmptyElement;
                    for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
                    {
                        if (reader.NamespaceURI.Length == 0)
                        {
                            var attribute = path.Child(reader.LocalName, limits.Columns);
                            yield return (attribute, true, null);
                            yield return (attribute, false, reader.Value);
                        }
                    }
                    if (isEmpty)
                    {
                        yield return (path, false, null);
                        (path, isLeaf) = (path.Parent!, false);
                    }
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when isLeaf && text.Length <= limits.CellLength:
                    text += reader.Value;
                    break;
                case XmlNodeType.EndElement:
                    yield return (path, false, isLeaf ? text : null);
                    (path, isLeaf) = (path.Parent!, false);
                    break;
            }
        }
    }

    private static bool Read(XmlReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (XmlException)
        {
            throw NotXml(reader);
        }
    }

    private static FileRefusedException NotXml(XmlReader reader) =>
        Refusal.Of(
            "table.notXml",
            string.Create(CultureInfo.InvariantCulture, $"row {(reader as IXmlLineInfo)?.LineNumber ?? 0}")
        );
}
