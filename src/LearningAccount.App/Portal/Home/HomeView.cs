using System.Collections.Immutable;
using LearningAccount.App.Portal.Components;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Anomalies;
using LearningAccount.Records.Duties;

namespace LearningAccount.App.Portal.Home;

/// <summary>The home of an employer as its page tells it: it adds no figure of its own.</summary>
public sealed class HomeView(EmployerView employer, ImmutableArray<Duty> duties, Words words)
{
    private const int MostBehindShown = 5;
    private const int MostDutiesShown = 8;
    private const int MonthsOfYear = 12;

    public EmployerView Employer => employer;
    public EmployerFigures Figures => employer.Standing.Figures;
    public int Year => Figures.On.Year;
    public bool IsEmpty => employer.Table.Count == 0;

    /// <summary>What asks for a decision, by cause, the most urgent first.</summary>
    public IReadOnlyList<IGrouping<string, Finding>> Decisions { get; } =
    [.. employer.Standing.Open.GroupBy(finding => finding.Code, StringComparer.Ordinal)];

    /// <summary>The soonest of the calendar, what is late before the others.</summary>
    public IReadOnlyList<Duty> Duties { get; } =
    [.. duties.Where(duty => duty.State is not DutyState.Done).Take(MostDutiesShown)];

    /// <summary>The next day of the calendar that has not passed.</summary>
    public Duty? NextDuty => Duties.FirstOrDefault(duty => duty.State is not DutyState.Late);
    public int LateCount => duties.Count(duty => duty.State is DutyState.Late);
    public IReadOnlyList<WorkerRow> Behind { get; } = [.. employer.Table.MostBehind.Take(MostBehindShown)];
    public int BehindCount => employer.Table.CountOf(WorkerState.Behind);
    public EqualityView Equality => Figures.Equality;
    public IReadOnlyList<ExpiringOn> ExpiringThisYear =>
        [.. Figures.Expiring.Where(expiring => expiring.On.Year == employer.Dates.On.Year)];
    public ExpiringOn? ExpiresNext => Figures.Expiring.Cast<ExpiringOn?>().FirstOrDefault();

    /// <summary>The four figures, each with the same of last year; null where nothing is known of last year.</summary>
    public IEnumerable<(string Code, string Now, string? Before)> Comparisons
    {
        get
        {
            var (now, then) = (Figures.Now, Figures.Then);
            var isKnown = then.InService > 0;
            yield return ("share", PartOf(now.Share), isKnown ? PartOf(then.Share) : null);
            yield return ("average", Average(now), isKnown ? Average(then) : null);
            yield return ("trained", Trained(now), isKnown ? Trained(then) : null);
            yield return ("left", words.Days(now.Left), isKnown ? words.Days(then.Left) : null);
        }
    }

    public bool HasUse => Figures.Now.Credit.Sign > 0 || Figures.CreditBefore.Sign > 0;

    /// <summary>The part of the year's credit used so far, this year up to the day and the whole year before.</summary>
    public IReadOnlyList<ChartLine> UseLines
    {
        get
        {
            var top = UseTop;
            var months = Cumulative(Figures.UsedByMonth, Figures.Now.Credit);
            var before = Cumulative(Figures.UsedByMonthBefore, Figures.CreditBefore);
            var day = Fraction.Of(Figures.On.DayOfYear, DateTime.IsLeapYear(Year) ? 366 : 365);
            List<(Fraction, Fraction)> now = [(0, 0), .. MonthEnds(months.Take(Figures.On.Month - 1), top)];
            now.Add((day, months[Figures.On.Month - 1] / top));
            List<ChartLine> lines = [new(YearText(Year), ChartKind.Now, now)];
            if (Figures.CreditBefore.Sign > 0)
            {
                lines.Add(new(YearText(Year - 1), ChartKind.Before, [(0, 0), .. MonthEnds(before, top)]));
            }
            return lines;
        }
    }

    public IReadOnlyList<(Fraction Y, string Text)> UseLevels =>
        [(0, PartOf(0)), (Fraction.Of(1, 2), PartOf(UseTop / 2)), (1, PartOf(UseTop))];

    public IReadOnlyList<string> Months =>
        [
            .. Enumerable
                .Range(1, MonthsOfYear)
                .Select(month => words.Culture.DateTimeFormat.AbbreviatedMonthNames[month - 1].TrimEnd('.')),
        ];

    public ChartTable UseTable
    {
        get
        {
            var (months, before) = (
                Cumulative(Figures.UsedByMonth, Figures.Now.Credit),
                Cumulative(Figures.UsedByMonthBefore, Figures.CreditBefore)
            );
            return new(
                [
                    words["home.month"],
                    words.Of("home.daysOf", ("year", YearText(Year))),
                    YearText(Year),
                    words.Of("home.daysOf", ("year", YearText(Year - 1))),
                    YearText(Year - 1),
                ],
                [
                    .. Enumerable
                        .Range(1, MonthsOfYear)
                        .Select(month =>
                            (IReadOnlyList<string>)
                                [
                                    words.Culture.DateTimeFormat.MonthNames[month - 1],
                                    month > Figures.On.Month ? "" : words.Number(Figures.UsedByMonth[month - 1]),
                                    month > Figures.On.Month ? "" : PartOf(months[month - 1]),
                                    words.Number(Figures.UsedByMonthBefore[month - 1]),
                                    PartOf(before[month - 1]),
                                ]
                        ),
                ]
            );
        }
    }

    public IReadOnlyList<DaysGroup> Groups => [.. Enum.GetValues<DaysGroup>().Where(group => Figures.Groups.ContainsKey(group))];

    public IReadOnlyList<ChartBars> GroupBars
    {
        get
        {
            var most = Groups
                .Select(group => Figures.Groups[group])
                .Aggregate(Fraction.Zero, (top, one) => Fraction.Max(top, Fraction.Max(one.Days, one.Before)));
            return
            [
                .. Groups.Select(group => new ChartBars(
                    words[$"home.group.{group}"],
                    words.Days(Figures.Groups[group].Days),
                    most.IsZero
                        ? []
                        :
                        [
                            (ChartKind.Now, Figures.Groups[group].Days / most),
                            (ChartKind.Before, Figures.Groups[group].Before / most),
                        ]
                )),
            ];
        }
    }

    public ChartTable GroupTable =>
        new(
            [
                words["home.kind"],
                words.Of("home.daysOf", ("year", YearText(Year))),
                words.Of("home.daysUntil", ("on", words.ShortDate(Figures.Before))),
            ],
            [
                .. Groups.Select(group =>
                    (IReadOnlyList<string>)
                        [
                            words[$"home.group.{group}"],
                            words.Number(Figures.Groups[group].Days),
                            words.Number(Figures.Groups[group].Before),
                        ]
                ),
            ]
        );

    public IReadOnlyList<(ChartKind Kind, string Name)> Years =>
        [(ChartKind.Now, YearText(Year)), (ChartKind.Before, YearText(Year - 1))];

    /// <summary>The averages by sex and by age class that may be shown.</summary>
    public IReadOnlyList<ChartBars> EqualityBars
    {
        get
        {
            var shown = Equality
                .Columns.Select(column => (Code: $"home.sex.{column}", Cell: Equality.Cells[(EqualityView.All, column)]))
                .SkipLast(1)
                .Concat(
                    Equality
                        .Rows.SkipLast(1)
                        .Select(row => (Code: $"home.age.{row}", Cell: Equality.Cells[(row, EqualityView.All)]))
                )
                .Where(one => one.Cell.Average is not null)
                .ToList();
            var most = shown.Aggregate(Fraction.Zero, (top, one) => Fraction.Max(top, one.Cell.Average!.Value));
            return
            [
                .. shown.Select(one => new ChartBars(
                    words[one.Code],
                    words.Days(one.Cell.Average!.Value),
                    most.IsZero ? [] : [(ChartKind.Now, one.Cell.Average!.Value / most)]
                )),
            ];
        }
    }

    public ChartTable EqualityTable =>
        new(
            [words["home.ageClass"], .. Equality.Columns.Select(column => words[$"home.sex.{column}"])],
            [
                .. Equality.Rows.Select(row =>
                    (IReadOnlyList<string>)
                        [
                            words[$"home.age.{row}"],
                            .. Equality.Columns.Select(column => CellText(Equality.Cells.GetValueOrDefault((row, column)))),
                        ]
                ),
            ]
        );

    /// <summary>Of the unknown ones as many as may be told.</summary>
    public string UnknownText(bool sex) =>
        Equality.OfUnknown(sex) is { } number
            ? words.Count(sex ? "home.sexUnknown" : "home.birthUnknown", number)
            : words[sex ? "home.sexUnknown.some" : "home.birthUnknown.some"];

    public string PartOf(Fraction? part) =>
        part is { } known ? words.Of("home.percent", ("n", words.Number(known * 100, 0))) : "–";

    private string CellText(EqualityCell cell) =>
        cell.IsHidden ? words["home.hiddenCell"]
        : cell.Average is { } average ? words.Of("home.cell", ("days", words.Number(average)), ("n", words.Number(cell.Workers)))
        : "–";

    private string Average(DayFigures figures) => words.Days(figures.InService == 0 ? 0 : figures.Used / figures.InService);

    private string Trained(DayFigures figures) =>
        words.Of("home.trainedOf", ("n", words.Number(figures.Trained)), ("all", words.Number(figures.InService)));

    // The least fifth of the credit that holds both lines.
    private Fraction UseTop
    {
        get
        {
            var most = Fraction.Max(
                Cumulative(Figures.UsedByMonth, Figures.Now.Credit)[^1],
                Cumulative(Figures.UsedByMonthBefore, Figures.CreditBefore)[^1]
            );
            return Fraction.Max((most * 5).Ceiling() / 5, Fraction.Of(1, 5));
        }
    }

    private static Fraction[] Cumulative(IReadOnlyList<Fraction> months, Fraction credit)
    {
        var sum = Fraction.Zero;
        return [.. months.Select(days => credit.Sign > 0 ? (sum += days) / credit : 0)];
    }

    private static IEnumerable<(Fraction X, Fraction Y)> MonthEnds(IEnumerable<Fraction> parts, Fraction top) =>
        parts.Select((part, month) => (Fraction.Of(month + 1, MonthsOfYear), part / top));

    private static string YearText(int year) => year.ToString(Words.Invariant);
}
