using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Where a column stands and what its header says: its name as written, and a unit such as in <c>Duur (uren)</c>.</summary>
public sealed record ColumnPlace(int Index, string Name, DurationUnit? Unit, bool InPercent);

/// <summary>The header of a list, recognised: which column holds what.</summary>
public sealed partial record ListHeader
{
    // Titles, dates of export and blank rows often stand above the header.
    private const int RowsAbove = 10;

    private static readonly FileKind[] Lists = [FileKind.StaffList, FileKind.TrainingList, FileKind.RightList];
    private static readonly ListColumn[] Durations = [ListColumn.Duration, ListColumn.Hours, ListColumn.Days];

    public required FileKind List { get; init; }

    /// <summary>The row it stands in.</summary>
    public required int Row { get; init; }
    public required ImmutableDictionary<ListColumn, ColumnPlace> Columns { get; init; }

    /// <summary>What is wrong with the header; an error makes the whole file unreadable.</summary>
    public required ImmutableArray<Anomaly> Anomalies { get; init; }

    /// <summary>Number of columns with a header.</summary>
    public required int Width { get; init; }

    /// <summary>What somebody said about lists of this kind; null where the names of columns say enough.</summary>
    public NamedMapping? Mapping { get; init; }

    /// <summary>No row of names stands above the list.</summary>
    public bool HasNoNames => Mapping?.Mapping.HasNoNames == true;

    /// <summary>The list says something of this in every row.</summary>
    public bool Says(ListColumn column) => Columns.ContainsKey(column) || Mapping?.Mapping.Always.ContainsKey(column) == true;

    /// <summary>How many names of a row are known, in the list where most are: what tells a header from other rows.</summary>
    public static int Known(IReadOnlyList<string> names) => Lists.Max(list => Known(list, names));

    /// <summary>The same, where lists of other programs are known too.</summary>
    public static Func<IReadOnlyList<string>, int> Known(IReadOnlyList<NamedMapping> mappings) =>
        mappings.Count == 0 ? Known : names => mappings.Select(each => each.Mapping.Fits(names)).Append(Known(names)).Max();

    /// <summary>The kind of list a header belongs to, or null where too little of it is known to tell.</summary>
    public static FileKind? KindOf(IReadOnlyList<string> names)
    {
        var (staff, trainings) = (Known(FileKind.StaffList, names), Known(FileKind.TrainingList, names));
        if (IsOfRights(names))
        {
            return FileKind.RightList;
        }
        if (Math.Max(staff, trainings) < 2)
        {
            return null;
        }
        // A staff list may tell of an education; a list of trainings tells how long each was.
        var columns = names.Select(name => Find(FileKind.TrainingList, name)?.Column).ToHashSet();
        var isTrainings =
            columns.Contains(ListColumn.Title) && (columns.Overlaps(Durations.Cast<ListColumn?>()) || trainings > staff);
        return isTrainings ? FileKind.TrainingList : FileKind.StaffList;
    }

    /// <summary>It has a year and a figure of a right, and no title of a training.</summary>
    private static bool IsOfRights(IReadOnlyList<string> names)
    {
        var columns = names.Select(name => Find(FileKind.RightList, name)?.Column).ToHashSet();
        return columns.Contains(ListColumn.Year)
            && columns.Overlaps(RightLineReading.Figures)
            && !names.Any(name => Find(FileKind.TrainingList, name)?.Column is ListColumn.Title);
    }

    /// <summary>The rows among which a header is looked for.</summary>
    public static IReadOnlyList<TableRow> Top(ITable table) => [.. table.Rows().Take(RowsAbove)];

    /// <summary>Finds the header among the first rows and reads it; null where no row is one.</summary>
    /// <param name="mappings">Of lists that were understood before. The one that knows most columns of a row counts.</param>
    public static ListHeader? Read(IReadOnlyList<TableRow> top, IReadOnlyList<NamedMapping> mappings)
    {
        // A list without names is never taken for another by its look: somebody says so of each.
        if (mappings is [{ Name: "", Mapping.HasNoNames: true } said])
        {
            return Read(Unnamed.Header(top), said.Mapping.List, said);
        }
        var mapped = (
            from row in top
            from mapping in mappings
            let fits = mapping.Mapping.HasNoNames ? 0 : mapping.Mapping.Fits(Names(row))
            where fits > 0
            orderby fits descending
            select (row, mapping)
        ).FirstOrDefault();
        if (mapped.row is not null)
        {
            return Read(mapped.row, mapped.mapping.Mapping.List, mapped.mapping);
        }
        var (best, known) = ((TableRow?)null, 1);
        foreach (var row in top)
        {
            var count = Known(Names(row));
            if (count > known)
            {
                (best, known) = (row, count);
            }
        }
        return best is null ? null : Read(best, KindOf(Names(best))!.Value, mapping: null);
    }

    internal static ListHeader Read(TableRow row, FileKind list, NamedMapping? mapping)
    {
        var keys = ListMapping.Keys(Names(row));
        var said = mapping?.Mapping.Columns;
        var taken = said?.Values.ToHashSet() ?? [];
        var columns = ImmutableDictionary.CreateBuilder<ListColumn, ColumnPlace>();
        var anomalies = ImmutableArray.CreateBuilder<Anomaly>();
        var unused = new List<string>();
        var at = "row " + Text(row.Number);
        for (var index = 0; index < row.Cells.Count; index++)
        {
            var name = row[index].Text;
            if (name.Length == 0)
            {
                continue;
            }
            var isSaid = said is not null && said.ContainsKey(keys[index]);
            if (isSaid && said![keys[index]] is null)
            {
                continue;
            }
            var found = Find(list, name);
            if (isSaid)
            {
                found = new(said![keys[index]]!.Value, found?.Unit, found?.InPercent ?? false);
            }
            if (found is null || (!isSaid && taken.Contains(found.Column)))
            {
                unused.Add(name);
            }
            else if (columns.TryGetValue(found.Column, out var earlier))
            {
                anomalies.Add(new("column.twice", Severity.Error, at) { Values = [("first", earlier.Name), ("second", name)] });
            }
            else
            {
                columns.Add(found.Column, new(index, name, found.Unit ?? mapping?.Mapping.Unit, found.InPercent));
            }
        }
        if (unused.Count > 0)
        {
            anomalies.Add(new("column.notUsed", Severity.Warning, at) { Values = [("names", string.Join(", ", unused))] });
        }
        var columnsSaid = columns.Keys.Concat(mapping?.Mapping.Always.Keys ?? []).ToHashSet();
        foreach (var missing in Missing(list, columnsSaid, mapping?.Mapping))
        {
            anomalies.Add(new($"column.missing.{missing}", Severity.Error, at));
        }
        return new()
        {
            List = list,
            Row = row.Number,
            Columns = columns.ToImmutable(),
            Anomalies = anomalies.ToImmutable(),
            Width = row.Cells.Count,
            Mapping = mapping,
        };
    }

    /// <summary>What a list cannot do without, as the end of a code.</summary>
    public static IEnumerable<string> Missing(FileKind list, IReadOnlySet<ListColumn> columns, ListMapping? mapping)
    {
        if (list == FileKind.StaffList)
        {
            if (!columns.Contains(ListColumn.Ssin) && !columns.Contains(ListColumn.OwnReference))
            {
                yield return "ssin";
            }
            yield break;
        }
        if (!(columns.Contains(ListColumn.Ssin) || columns.Overlaps(StaffLineReading.NamesWorker)))
        {
            yield return "worker";
        }
        if (list == FileKind.RightList)
        {
            yield break;
        }
        if (!columns.Contains(ListColumn.Title))
        {
            yield return "title";
        }
        if (!columns.Contains(ListColumn.TrainingStart) && !columns.Contains(ListColumn.TrainingEnd))
        {
            yield return "trainingStart";
        }
        if (!columns.Any(column => Durations.Contains(column)) && mapping is not { Lengths.Count: > 0 })
        {
            yield return "duration";
        }
    }

    private static int Known(FileKind list, IReadOnlyList<string> names) =>
        names.Select(name => Find(list, name)?.Column).OfType<ListColumn>().Distinct().Count();

    internal sealed record Found(ListColumn Column, DurationUnit? Unit, bool InPercent);

    /// <summary>
    /// The column of a header as people write them: <c>Duur (uren)</c>, <c>% tewerkstelling</c>, <c>Naam / Nom</c>,
    /// <c>INSZ *</c>.
    /// </summary>
    internal static Found? Find(FileKind list, string name)
    {
        if (name.Length is 0 or > 120)
        {
            return null;
        }
        var vocabulary = Vocabulary.Shipped;
        // A path of names: "Worker.Name" is the worker name, "Worker.Ssin" the number.
        if (name.Split('.') is [.., var outer, var inner] && !name.Contains(' ', StringComparison.Ordinal))
        {
            return Find(list, $"{outer} {inner}") ?? Find(list, inner);
        }
        var inPercent = name.Contains('%', StringComparison.Ordinal);
        if (vocabulary.Header(list, name) is { } whole)
        {
            return new(whole, null, inPercent);
        }
        var bare = Bracketed().Replace(name, " ");
        if (bare.Length != name.Length && vocabulary.Header(list, bare) is { } column)
        {
            var inside = Bracketed().Match(name).Value;
            return new(column, vocabulary.Value<DurationUnit>(inside), inPercent);
        }
        var parts = name.Split('/', '|', '\n');
        var columns = parts.Select(part => vocabulary.Header(list, part)).Distinct().ToList();
        return columns is [{ } same] && parts.Length > 1 ? new(same, null, inPercent) : null;
    }

    private static List<string> Names(TableRow row) => [.. row.Cells.Select(cell => cell.Text)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bracketed();
}
