using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Imports.Lists;

/// <summary>A column of a list as a person is shown it, to say what it means.</summary>
/// <param name="Key">What the answer is kept under.</param>
/// <param name="Guess">What it seems to mean; null: nothing here.</param>
/// <param name="Samples">A few different values.</param>
public sealed record InspectedColumn(int Index, string Key, string Name, ListColumn? Guess, ImmutableArray<string> Samples);

/// <summary>What the days of a list say about their order.</summary>
public enum DateOrder
{
    /// <summary>None is written in figures that could be read both ways.</summary>
    Plain,

    /// <summary>All can be read both ways: a person has to say.</summary>
    Unclear,
    DayFirst,
    MonthFirst,

    /// <summary>Some can only be read the one way, some only the other.</summary>
    Mixed,
}

/// <summary>A word of a list that stands for one of a few values, and that the program does not know.</summary>
/// <param name="Set">The values it may stand for, as <c>columns.json</c> names them.</param>
/// <param name="Meaning">The code that somebody said; null: nobody did yet.</param>
public sealed record InspectedWord(ListColumn Column, string Set, string Word, string? Meaning);

/// <summary>What is seen of a list before it is read as one: for a person to confirm or correct.</summary>
public sealed record Inspection
{
    public required FileKind List { get; init; }
    public required int HeaderRow { get; init; }

    /// <summary>No row of names seems to stand above it.</summary>
    public required bool HasNoNames { get; init; }
    public required ImmutableArray<InspectedColumn> Columns { get; init; }
    public required DateOrder Order { get; init; }

    /// <summary>The date that shows the order, such as <c>03/04/2024</c>; null: no day is written in figures, day or month first.</summary>
    public required string? OrderSample { get; init; }

    /// <summary>A person is asked for the order of dates.</summary>
    public bool AsksOrder => OrderSample is not null;

    /// <summary>A full name that does not show where the family name ends; null: every one does, or somebody said.</summary>
    public required string? NameSample { get; init; }

    /// <summary>Which comes first in full names, as far as they betray it.</summary>
    public required bool? GivenNamesFirst { get; init; }

    /// <summary>What durations without a unit seem to be in; null: every one has its unit.</summary>
    public required DurationUnit? Unit { get; init; }
    public required ImmutableArray<InspectedWord> Words { get; init; }

    /// <summary>Titles of trainings of which no length is told.</summary>
    public required ImmutableArray<string> TitlesWithoutLength { get; init; }

    /// <summary>What a list of this kind cannot do without and no column tells, as the end of a code.</summary>
    public required ImmutableArray<string> Missing { get; init; }

    /// <summary>The mapping by which it is understood now; null: by the names of its columns.</summary>
    public required NamedMapping? Mapping { get; init; }

    /// <summary>True where the list can be read as it stands, without a person's answer.</summary>
    public bool IsUnderstood => Missing.IsEmpty && Order is not (DateOrder.MonthFirst or DateOrder.Mixed) && UnknownWords.IsEmpty;

    /// <summary>Those nobody has said the meaning of.</summary>
    public ImmutableArray<InspectedWord> UnknownWords => [.. Words.Where(word => word.Meaning is null)];
}

/// <summary>Looks at a list: its header, some values of each column, and what they tell of dates, units and words.</summary>
internal static partial class InspectList
{
    private const int RowsLookedAt = 5_000;
    private const int SamplesShown = 4;
    private const int MostWords = 50;
    private const int MostTitles = 200;

    /// <summary>What durations of a training day are seldom more than, where they are in days.</summary>
    private const decimal MostDays = 5;

    private static readonly (ListColumn Column, string Set)[] WordColumns =
    [
        (ListColumn.TrainingKind, "trainingKind"),
        (ListColumn.TrainingStatus, "trainingStatus"),
        (ListColumn.LeaveScheme, "leaveScheme"),
        (ListColumn.FundedBy, "fundingSource"),
        (ListColumn.WorkingTime, "workingTime"),
        (ListColumn.IsInitial, "yesNo"),
        (ListColumn.Counts, "yesNo"),
        (ListColumn.Certificate, "yesNo"),
        (ListColumn.OfferedAndRefused, "yesNo"),
        (ListColumn.RecordType, "recordType"),
        (ListColumn.Unit, "durationUnit"),
        (ListColumn.EndReason, "endReason"),
        (ListColumn.PaidInLieu, "yesNo"),
        (ListColumn.NoticeWorked, "yesNo"),
        (ListColumn.Category, "workerCategory"),
        (ListColumn.SuspensionKind, "suspensionKind"),
        (ListColumn.Sex, "sex"),
        (ListColumn.Language, "language"),
    ];

    internal static readonly HashSet<ListColumn> DateColumns =
    [
        ListColumn.BirthDate,
        ListColumn.Start,
        ListColumn.End,
        ListColumn.SuspensionFrom,
        ListColumn.SuspensionTo,
        ListColumn.TrainingStart,
        ListColumn.TrainingEnd,
        ListColumn.CertificateValidUntil,
    ];

    /// <summary>What a word of a column was said to stand for, in words; as it was written where there is no such value.</summary>
    public static string MeaningOf(ListColumn column, string code, Language language) =>
        Vocabulary
            .Shipped.Codes(WordColumns.FirstOrDefault(each => each.Column == column).Set, language)
            .Where(each => string.Equals(each.Code, code, StringComparison.OrdinalIgnoreCase))
            .Select(each => each.Word)
            .FirstOrDefault(code);

    /// <summary>Looks at a seekable file, which stays its owner's.</summary>
    /// <exception cref="FileRefusedException">It is no table.</exception>
    public static Inspection Do(Stream file, ImportOptions options)
    {
        IReadOnlyList<NamedMapping> mappings = options.Answers.Mapping is { } said ? [new("", said)] : options.Mappings;
        using var table = TableFile.Open(file, ListHeader.Known(mappings));
        var top = ListHeader.Top(table);
        if (top.Count == 0)
        {
            throw Refusal.Of("table.empty");
        }
        var likely = LikelyHeader(top);
        var header = ListHeader.Read(top, mappings);
        var hasNoNames = header?.HasNoNames ?? options.Answers.Mapping?.HasNoNames ?? likely is null;
        if (header is null && hasNoNames && mappings.FirstOrDefault(each => IsAlike(each.Mapping, top[0])) is { } alike)
        {
            header = ListHeader.Read(Unnamed.Header(top), alike.Mapping.List, alike);
        }
        var names =
            hasNoNames ? Unnamed.Header(top)
            : header is null ? likely ?? top[0]
            : top.First(row => row.Number == header.Row);
        var rows = table.Rows().SkipWhile(row => row.Number <= names.Number).Take(RowsLookedAt).ToList();
        var list = header?.List ?? options.Answers.Mapping?.List ?? FileKind.TrainingList;
        var columns = Columns(names, rows, header, list, hasNoNames);
        var meanings = columns.Where(column => column.Guess is not null).ToDictionary(column => column.Guess!.Value);
        var mapping = header?.Mapping;
        var (order, sample) = Order(rows, meanings);
        var full = FullNames(rows, meanings);
        var always = mapping?.Mapping.Always.Keys ?? [];
        return new()
        {
            List = list,
            HeaderRow = names.Number,
            HasNoNames = hasNoNames,
            Columns = columns,
            Order =
                mapping?.Mapping.MonthFirst != true ? order
                : order is DateOrder.DayFirst or DateOrder.Mixed ? DateOrder.Mixed
                : DateOrder.Plain,
            OrderSample = sample,
            NameSample = mapping?.Mapping.GivenNamesFirst is null
                ? full.Find(name => NameReading.Split(name, null) is null)
                : null,
            GivenNamesFirst = NameReading.GivenFirst(full),
            Unit = Unit(rows, meanings, header),
            Words = [.. WordsOf(rows, meanings, mapping?.Mapping)],
            TitlesWithoutLength = [.. Titles(rows, meanings, mapping?.Mapping)],
            Missing = [.. ListHeader.Missing(list, meanings.Keys.Concat(always).ToHashSet(), mapping?.Mapping)],
            Mapping = mapping,
        };
    }

    private static bool IsAlike(ListMapping mapping, TableRow row) => mapping.HasNoNames && Unnamed.Fits(mapping, row);

    /// <summary>The first row of at least as many texts as most rows have cells, and no figures or addresses; null: there is none.</summary>
    private static TableRow? LikelyHeader(IReadOnlyList<TableRow> top)
    {
        var widest = top.Max(row => row.Cells.Count(cell => !cell.IsEmpty));
        return top.FirstOrDefault(row =>
            row.Cells.Count(cell => !cell.IsEmpty) * 2 > widest
            && row.Cells.All(cell =>
                cell.IsEmpty || (cell.Kind is CellKind.Text && !cell.Text.All(IsFigure) && !Address().IsMatch(cell.Text))
            )
        );
    }

    private static bool IsFigure(char c) => char.IsAsciiDigit(c) || c is '.' or ',' or '/' or '-';

    private static ImmutableArray<InspectedColumn> Columns(
        TableRow names,
        List<TableRow> rows,
        ListHeader? header,
        FileKind list,
        bool hasNoNames
    )
    {
        var texts = names.Cells.Select(cell => cell.Text).ToList();
        var keys = ListMapping.Keys(texts);
        var known = header?.Columns.ToDictionary(column => column.Value.Index, column => column.Key) ?? [];
        var columns = ImmutableArray.CreateBuilder<InspectedColumn>();
        for (var index = 0; index < texts.Count; index++)
        {
            var values = rows.Select(row => row[index]).Where(cell => !cell.IsEmpty).Take(200).ToList();
            if (texts[index].Length == 0 && values.Count == 0)
            {
                continue;
            }
            var guess =
                known.TryGetValue(index, out var column) ? column
                : header?.Mapping?.Mapping.Columns.ContainsKey(keys[index]) == true ? (ListColumn?)null
                : header is null && !hasNoNames && ListHeader.Find(list, texts[index]) is { } named ? named.Column
                : GuessByValues(values, list);
            columns.Add(
                new(
                    index,
                    keys[index],
                    texts[index],
                    guess is { } taken && columns.Any(earlier => earlier.Guess == taken) ? null : guess,
                    [
                        .. values
                            .Select(cell => cell.Text)
                            .Where(text => text.Length > 0)
                            .Distinct(StringComparer.Ordinal)
                            .Take(SamplesShown),
                    ]
                )
            );
        }
        return columns.ToImmutable();
    }

    /// <summary>What every value of a column can only be.</summary>
    private static ListColumn? GuessByValues(List<Cell> values, FileKind list)
    {
        if (values.Count == 0)
        {
            return null;
        }
        var today = DateOnly.MaxValue;
        return values.TrueForAll(cell => NumberReading.Ssin(cell, today, out _) is null) ? ListColumn.Ssin
            : values.TrueForAll(cell => NumberReading.Enterprise(cell, out _) is null) ? ListColumn.EnterpriseNumber
            : values.TrueForAll(cell => Address().IsMatch(cell.Text)) ? ListColumn.Email
            : list == FileKind.TrainingList && values.TrueForAll(IsOf("trainingKind")) ? ListColumn.TrainingKind
            : list == FileKind.TrainingList && values.TrueForAll(IsOf("trainingStatus")) ? ListColumn.TrainingStatus
            : null;
    }

    private static Predicate<Cell> IsOf(string set) => cell => Vocabulary.Shipped.Code(set, cell.Text) is not null;

    private static (DateOrder Order, string? Sample) Order(List<TableRow> rows, Dictionary<ListColumn, InspectedColumn> meanings)
    {
        var (day, month) = (false, false);
        var (sample, plain) = ((string?)null, (string?)null);
        foreach (var column in meanings.Values.Where(column => DateColumns.Contains(column.Guess!.Value)))
        {
            foreach (var row in rows)
            {
                if (
                    row[column.Index] is not { Kind: CellKind.Text } cell
                    || FiguresFirst().Match(cell.Text) is not { Success: true } match
                )
                {
                    continue;
                }
                var first = int.Parse(match.Groups["first"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
                var second = int.Parse(match.Groups["second"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
                day |= first > 12;
                month |= second > 12;
                // A date that can be read both ways shows best what is asked.
                sample ??= first <= 12 && second <= 12 && first != second ? cell.Text : null;
                plain ??= cell.Text;
            }
        }
        return (day, month) switch
        {
            (true, true) => (DateOrder.Mixed, sample ?? plain),
            (true, false) => (DateOrder.DayFirst, sample ?? plain),
            (false, true) => (DateOrder.MonthFirst, sample ?? plain),
            _ => (sample is null ? DateOrder.Plain : DateOrder.Unclear, sample),
        };
    }

    /// <summary>Full names, where no column of its own tells the family names.</summary>
    private static List<string> FullNames(List<TableRow> rows, Dictionary<ListColumn, InspectedColumn> meanings) =>
        meanings.TryGetValue(ListColumn.FullName, out var column) && !meanings.ContainsKey(ListColumn.FamilyName)
            ? [.. rows.Select(row => row[column.Index].Text).Where(text => text.Length > 0)]
            : [];

    private static DurationUnit? Unit(List<TableRow> rows, Dictionary<ListColumn, InspectedColumn> meanings, ListHeader? header)
    {
        if (
            !meanings.TryGetValue(ListColumn.Duration, out var column)
            || meanings.ContainsKey(ListColumn.Unit)
            || header?.Columns.GetValueOrDefault(ListColumn.Duration)?.Unit is not null
        )
        {
            return null;
        }
        var bare = rows.Select(row => row[column.Index])
            .Where(cell => QuantityReading.Duration(cell, out _, out var unit) is null && unit is null)
            .Select(cell =>
                decimal.TryParse(cell.Text.Replace(',', '.'), CultureInfo.InvariantCulture, out var value) ? value : 0
            )
            .Where(value => value > 0)
            .Order()
            .ToList();
        // A training is a few hours or a day or two; nearly all lists tell the one from the other by their middle value.
        return bare.Count == 0 ? null
            : bare[bare.Count / 2] > 60 ? DurationUnit.Minutes
            : bare[bare.Count / 2] < 2 && bare[^1] <= MostDays ? DurationUnit.Days
            : DurationUnit.Hours;
    }

    private static IEnumerable<InspectedWord> WordsOf(
        List<TableRow> rows,
        Dictionary<ListColumn, InspectedColumn> meanings,
        ListMapping? mapping
    ) =>
        from word in WordColumns
        where meanings.ContainsKey(word.Column)
        let index = meanings[word.Column].Index
        from text in rows.Select(row => row[index])
            .Where(cell => cell.Kind == CellKind.Text && !RowReading.SaysNothing(cell.Text))
            .Select(cell => cell.Text)
            .DistinctBy(Letters.Of, StringComparer.Ordinal)
            .Where(text => Vocabulary.Shipped.Code(word.Set, text) is null)
            .Take(MostWords)
        select new InspectedWord(word.Column, word.Set, text, mapping?.Word(word.Column, text));

    private static IEnumerable<string> Titles(
        List<TableRow> rows,
        Dictionary<ListColumn, InspectedColumn> meanings,
        ListMapping? mapping
    )
    {
        ListColumn[] lengths = [ListColumn.Duration, ListColumn.Hours, ListColumn.Days];
        if (!meanings.TryGetValue(ListColumn.Title, out var title) || mapping?.Always.Keys.Any(lengths.Contains) == true)
        {
            return [];
        }
        return rows.Where(row => lengths.All(column => !meanings.TryGetValue(column, out var place) || row[place.Index].IsEmpty))
            .Select(row => row[title.Index].Text)
            .Where(text => text.Length > 0)
            .DistinctBy(Letters.Of, StringComparer.Ordinal)
            .Take(MostTitles);
    }

    [GeneratedRegex(
        @"^(?<first>[0-9]{1,2})\s?[/.\-]\s?(?<second>[0-9]{1,2})\s?[/.\-]\s?[0-9]{2,4}\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex FiguresFirst();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
