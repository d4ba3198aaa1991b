using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reconciliation;

/// <summary>The counters of one worker and year that stand, one for each kind of right.</summary>
internal sealed record StandingCounters(WorkerSnapshot Worker, int Year, ImmutableArray<ImportedCounterVersion> Rows)
{
    /// <summary>The day of the figures.</summary>
    public DateOnly On
    {
        get
        {
            var seen = Rows.Max(row => row.SeenOn);
            var last = new DateOnly(Year, 12, 31);
            return seen < last ? seen : last;
        }
    }

    public bool IsInHours => Rows.Any(row => row.Unit is CounterUnit.Hours);

    /// <summary>One figure shown for all rights goes before the sum of those shown for each.</summary>
    public CounterFigures InDays(Fraction hoursPerDay)
    {
        var (all, each) = Shown(hoursPerDay);
        return new(all.Credit ?? each.Credit, all.Used ?? each.Used, all.Left ?? each.Left, all.CarriedOver ?? each.CarriedOver);
    }

    /// <summary>The figures for all rights are not the sum of those for each.</summary>
    public bool ContradictThemselves
    {
        get
        {
            var (all, each) = Shown(Fraction.One);
            return Differ(all.Credit, each.Credit)
                || Differ(all.Used, each.Used)
                || Differ(all.Left, each.Left)
                || Differ(all.CarriedOver, each.CarriedOver);
        }
    }

    /// <summary>Of the rows of a worker, year and right that one stands which was seen last.</summary>
    public static IEnumerable<StandingCounters> Of(EmployerSnapshot snapshot, IEnumerable<ImportedCounterVersion> rows) =>
        rows.Where(row => row.Outcome is CounterOutcome.Kept)
            .Select(row => (Row: row, Worker: snapshot.Worker(row.WorkerId!.Value)))
            .Where(row => row.Worker is not null)
            .GroupBy(row => (row.Worker!.WorkerId, Year: row.Row.Year!.Value))
            .Select(year => new StandingCounters(
                year.First().Worker!,
                year.Key.Year,
                [
                    .. year.GroupBy(row => row.Row.RightType)
                        .OrderBy(right => right.Key)
                        .Select(right => Last(right.Select(row => row.Row))),
                ]
            ));

    internal static ImportedCounterVersion Last(IEnumerable<ImportedCounterVersion> rows) =>
        rows.MaxBy(row => (row.SeenOn, row.Recorded, row.RowNumber))!;

    private (CounterFigures All, CounterFigures Each) Shown(Fraction hoursPerDay)
    {
        var (all, each) = (default(CounterFigures), default(CounterFigures));
        foreach (var row in Rows)
        {
            var figures = FiguresOf(row).Each(figure => row.Unit is CounterUnit.Hours ? figure / hoursPerDay : figure);
            if (row.RightType is RightType.All)
            {
                all = figures;
                continue;
            }
            each = new(
                CounterFigures.Sum(each.Credit, figures.Credit),
                CounterFigures.Sum(each.Used, figures.Used),
                CounterFigures.Sum(each.Left, figures.Left),
                CounterFigures.Sum(each.CarriedOver, figures.CarriedOver)
            );
        }
        return (all, each);
    }

    // A right that was carried over is no credit of the year.
    private static CounterFigures FiguresOf(ImportedCounterVersion row) =>
        row.RightType is RightType.CarriedOver
            ? new(null, row.Used, row.Remaining, row.CarriedOver ?? row.Credit)
            : new(row.Credit, row.Used, row.Remaining, row.CarriedOver);

    private static bool Differ(Fraction? all, Fraction? each) => all is not null && each is not null && all != each;
}
