using System.Collections.Immutable;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Reads a row that shows a right. What is wrong is remarked; the figures that can be read are read all the same, for the totals.</summary>
internal static class RightLineReading
{
    /// <summary>The figures of a right, as columns.</summary>
    public static readonly ImmutableArray<ListColumn?> Figures =
    [
        ListColumn.Credit,
        ListColumn.Used,
        ListColumn.Remaining,
        ListColumn.CarriedOver,
    ];

    private const int AgreementLength = 60;
    private const int RemarkLength = 2_000;

    // The law grants the first days for 2022; a year ahead may be shown already.
    private const int FirstYear = 2022;
    private static readonly Fraction MostDays = 366;
    private static readonly Fraction MostHours = 4_000;

    /// <summary>A row of a training list that says it shows a right.</summary>
    public static bool IsRight(RowReading row) => row.Word<RecordType>(ListColumn.RecordType) == RecordType.Right;

    public static RightLine Read(RowReading row, DateOnly today)
    {
        var ssin = row.Ssin(ListColumn.Ssin, today, isRequired: !row.IsFilled(ListColumn.OwnReference));
        var year = Year(row, today);
        var said = row.Word<DurationUnit>(ListColumn.Unit);
        var unit = UnitOf(said);
        var figures = Figures.ToDictionary(column => column!.Value, column => Figure(row, column!.Value, said, ref unit));
        if (figures[ListColumn.Credit] is null)
        {
            // A list of trainings has one column for how much, of whatever the row is.
            figures[ListColumn.Credit] = Figure(row, ListColumn.Duration, said, ref unit);
        }
        if (!row.IsWrong && figures.Values.All(figure => figure is null))
        {
            row.Fail("right.noFigures");
        }
        return new()
        {
            Ssin = ssin,
            Employer = row.Enterprise(ListColumn.EnterpriseNumber),
            Identity = StaffLineReading.Identity(row, ssin),
            Year = year,
            Type = row.IsFilled(ListColumn.RightType) ? row.Word<RightType>(ListColumn.RightType) : RightType.All,
            Unit = unit ?? CounterUnit.Days,
            Credit = figures[ListColumn.Credit],
            Used = figures[ListColumn.Used],
            Remaining = figures[ListColumn.Remaining],
            CarriedOver = figures[ListColumn.CarriedOver],
            Agreement = row.Text(ListColumn.CbaNumber, AgreementLength),
            Computation = row.Word<RightComputation>(ListColumn.Computation, Severity.Warning),
            OptedOut = row.YesNo(ListColumn.OptOut),
            SeenOn = SeenOn(row, year, today),
            Remark = row.Text(ListColumn.Remark, RemarkLength),
        };
    }

    private static int? Year(RowReading row, DateOnly today)
    {
        if (!row.IsFilled(ListColumn.Year))
        {
            row.Fail("cell.missing", ListColumn.Year);
            return null;
        }
        if (row.Number(ListColumn.Year) is not { } number)
        {
            return null;
        }
        if (!number.IsWhole || number < FirstYear || number > today.Year + 1)
        {
            row.Fail("right.year", ListColumn.Year);
            return null;
        }
        return (int)number.Numerator;
    }

    private static DateOnly? SeenOn(RowReading row, int? year, DateOnly today)
    {
        var seen = row.Date(ListColumn.SeenOn);
        if (seen > today)
        {
            row.Fail("right.seenInFuture", ListColumn.SeenOn);
        }
        else if (seen?.Year < year)
        {
            row.Fail("right.seenBeforeYear", ListColumn.SeenOn);
        }
        return seen;
    }

    private static CounterUnit? UnitOf(DurationUnit? said) =>
        said is null ? null
        : said is DurationUnit.Days ? CounterUnit.Days
        : CounterUnit.Hours;

    /// <summary>All figures of a row have one unit: that of its own column, else the first that says one tells it for the others.</summary>
    /// <param name="said">The unit in the column of its own.</param>
    private static Fraction? Figure(RowReading row, ListColumn column, DurationUnit? said, ref CounterUnit? unit)
    {
        var cell = row.ValueOf(column);
        if (cell.IsEmpty)
        {
            return null;
        }
        if (QuantityReading.Duration(cell, out var quantity, out var written) is { } fault)
        {
            row.Fail(fault, column);
            return null;
        }
        var told = written ?? row.PlaceOf(column)!.Unit;
        var own =
            told is null ? (CounterUnit?)null
            : told is DurationUnit.Days ? CounterUnit.Days
            : CounterUnit.Hours;
        if (own is not null && unit is not null && own != unit)
        {
            row.Fail("right.unitsDiffer", column);
            return null;
        }
        unit ??= own;
        // A cell that says minutes was made hours already; a header or a column of its own was not.
        if (written is null && (said ?? told) is DurationUnit.Minutes)
        {
            quantity /= 60;
        }
        return InBounds(row, column, quantity, unit) ? quantity : null;
    }

    private static bool InBounds(RowReading row, ListColumn column, Fraction quantity, CounterUnit? unit)
    {
        if (quantity.Sign < 0 && column is not ListColumn.Remaining)
        {
            row.Fail("right.negative", column);
            return false;
        }
        if (quantity.Abs() > (unit is CounterUnit.Hours ? MostHours : MostDays))
        {
            row.Fail("right.tooMuch", column);
            return false;
        }
        return true;
    }
}
