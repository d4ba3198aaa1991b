using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;

namespace LearningAccount.Records.Reports;

/// <summary>Workers of a group, what they followed and what they used of their credit. A hidden one is never written out.</summary>
public sealed record EqualityCell
{
    /// <summary>Of those in service in the period; in a table by kind, those who followed some of it.</summary>
    public required int Workers { get; init; }

    /// <summary>Whom the hours are divided by: everybody of the group in service in the period.</summary>
    public required int Heads { get; init; }
    public required Figure Hours { get; init; }

    /// <summary>Days of the year in which the period ends; null where the table does not tell them.</summary>
    public required Fraction? Credit { get; init; }
    public required Fraction? Used { get; init; }
    public required bool IsHidden { get; init; }

    public Fraction? HoursAHead => IsHidden || Heads == 0 ? null : Hours.Value / Heads;

    /// <summary>The part of the credit that was used.</summary>
    public Fraction? UseOfCredit => IsHidden || Credit is not { Sign: > 0 } credit ? null : Used / credit;
}

/// <summary>Groups of workers by sex; the last row, where it has totals, is everybody.</summary>
/// <param name="Code"><c>age</c>, <c>regime</c>, <c>kind</c>.</param>
public sealed record EqualityTable(string Code, ImmutableArray<string> Rows, ImmutableArray<ImmutableArray<EqualityCell>> Cells);

/// <summary>
/// How women and men take part in training: hours a head and use of credit by age and by work regime, persons and hours by kind.
/// No group so small that it tells of persons is shown, nor can one be computed from what is.
/// </summary>
public sealed record EqualityReport
{
    public const string Everybody = "all";
    private const string NotKnown = "unknown";
    private const int OlderFrom = 50;
    private static readonly string[] Ages = ["under50", "from50", NotKnown];
    private static readonly string[] Regimes = ["fullTime", "partTime"];
    private static readonly string[] Kinds = ["formal", "informal", "initial"];

    public required Period Period { get; init; }

    /// <summary>The last one is everybody.</summary>
    public required ImmutableArray<string> Columns { get; init; }
    public required ImmutableArray<EqualityTable> Tables { get; init; }
    public required ImmutableArray<JudgedTraining> LeftOut { get; init; }
    public required Fraction HoursPerDay { get; init; }

    /// <summary>What everybody followed.</summary>
    public ImmutableArray<FigureShare> Everything => Tables[0].Cells[^1][^1].Hours.Shares;

    public bool HidesAny => Tables.Any(table => table.Cells.Any(row => row.Any(cell => cell.IsHidden)));

    /// <summary>A cell that is shown, by the code of its hours: <c>age.from50.women</c>.</summary>
    public Figure? Find(string code) =>
        Tables
            .SelectMany(table => table.Cells.SelectMany(row => row))
            .FirstOrDefault(cell => !cell.IsHidden && string.Equals(cell.Hours.Code, code, StringComparison.Ordinal))
            ?.Hours;

    public static EqualityReport Of(EmployerSnapshot employer, LawBook law, Period period)
    {
        var own = employer.LawUnder(law);
        var judged = JudgeTrainings.Of(employer, period, own.HoursPerDay);
        var counted = judged.Where(one => one.Counts).ToLookup(one => one.Worker.WorkerId);
        var people = employer
            .Workers.Select(worker => Person.Of(worker, period, own, [.. counted[worker.WorkerId]]))
            .OfType<Person>()
            .ToList();
        string[] sexes =
        [
            .. new[] { SocialBalance.Women, SocialBalance.Men, SocialBalance.Unknown }.Where(sex =>
                people.Exists(person => Is(person.Sex, sex))
            ),
        ];
        Grid[] grids =
        [
            Grid.Of(people, sexes, Ages, person => person.Age),
            Grid.Of(people, sexes, Regimes, person => person.Regime),
        ];
        // A total is the same in all tables: hidden in one it is hidden in all.
        var hidden = Enumerable.Range(0, sexes.Length + 1).Select(column => grids.Any(grid => grid.HidesTotal(column))).ToArray();
        return new()
        {
            Period = period,
            HoursPerDay = own.HoursPerDay,
            Columns = [.. sexes, Everybody],
            LeftOut = [.. judged.Where(one => !one.Counts)],
            Tables =
            [
                grids[0].Table("age", [.. sexes, Everybody], hidden),
                grids[1].Table("regime", [.. sexes, Everybody], hidden),
                ByKind(people, sexes, hidden),
            ],
        };
    }

    private static EqualityTable ByKind(List<Person> people, string[] sexes, bool[] hidden)
    {
        string[] columns = [.. sexes, Everybody];
        var kinds = Kinds.Where(kind => people.Exists(person => person.Follows(kind))).ToArray();
        var rows = kinds.Select(kind =>
        {
            // Who followed it and who did not are everybody: so that neither can be computed from the other.
            var grid = Grid.Of(people, sexes, ["yes", "no"], person => person.Follows(kind) ? "yes" : "no");
            return columns.Select((column, place) => grid.OfKind(kind, column, place, hidden[place])).ToImmutableArray();
        });
        return new("kind", [.. kinds], [.. rows]);
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    /// <summary>A worker in service in the period.</summary>
    private sealed record Person(
        string Sex,
        string Age,
        string Regime,
        ImmutableArray<JudgedTraining> Trainings,
        AccountYear? Year
    )
    {
        public bool Follows(string kind) => Trainings.Any(one => Is(SocialBalance.SectionOf(one.Training), kind));

        public static Person? Of(WorkerSnapshot worker, Period period, EmployerLaw law, ImmutableArray<JudgedTraining> trainings)
        {
            var parts = worker
                .Employments.Employments.SelectMany(employment => employment.Parts)
                .Where(part => period.Overlaps(new(part.From, part.To)) && part.Category != WorkerCategory.Agency)
                .ToList();
            if (parts.Count == 0)
            {
                return null;
            }
            var account = AccountComputation.For(worker.Facts, law, period.LastDay);
            return new(
                SocialBalance.SexOf(worker),
                AgeOf(worker.BornOn, period.LastDay),
                RegimeOf(parts, period, worker.Facts.Employer.FullTimeWeeklyHours),
                trainings,
                account.Years.FirstOrDefault(year => year.Year == period.LastDay.Year)
            );
        }

        private static string AgeOf(DateOnly? born, DateOnly on) =>
            born is not { } day ? NotKnown
            : day.AddYears(OlderFrom) <= on ? "from50"
            : "under50";

        /// <summary>On the last day in service in the period; contracts at the same time together.</summary>
        private static string RegimeOf(List<EmploymentPart> parts, Period period, Fraction fullTime)
        {
            var last = parts.Max(part => part.To is { } to && to < period.LastDay ? to : period.LastDay);
            var worked = parts
                .Where(part => new Period(part.From, part.To).Contains(last))
                .Aggregate(Fraction.Zero, (sum, part) => sum + FractionOf(part.Regime, fullTime));
            return worked >= Fraction.One ? "fullTime" : "partTime";
        }

        private static Fraction FractionOf(WorkRegime regime, Fraction fullTime) =>
            regime.Fraction ?? (regime.Hours is { } hours ? hours / (regime.FullTimeHours ?? fullTime) : Fraction.One);
    }

    /// <summary>People by a group and by sex, with the cells that must be hidden.</summary>
    private sealed class Grid(string[] rows, List<Person>[,] people, bool[,] hidden)
    {
        public static Grid Of(List<Person> people, string[] sexes, string[] groups, Func<Person, string> group)
        {
            string[] rows = [.. groups.Where(row => people.Exists(person => Is(group(person), row))), Everybody];
            var cells = new List<Person>[rows.Length, sexes.Length + 1];
            var counts = new int[rows.Length, sexes.Length + 1];
            for (var row = 0; row < rows.Length; row++)
            {
                for (var column = 0; column <= sexes.Length; column++)
                {
                    cells[row, column] = people.FindAll(person =>
                        (row == rows.Length - 1 || Is(group(person), rows[row]))
                        && (column == sexes.Length || Is(person.Sex, sexes[column]))
                    );
                    counts[row, column] = cells[row, column].Count;
                }
            }
            return new(rows, cells, SmallCells.Hidden(counts));
        }

        public bool HidesTotal(int column) => hidden[rows.Length - 1, column];

        public EqualityTable Table(string code, ImmutableArray<string> columns, bool[] hiddenTotals) =>
            new(
                code,
                [.. rows],
                [
                    .. rows.Select(
                        (name, row) =>
                            columns
                                .Select(
                                    (column, place) =>
                                        Cell(
                                            $"{code}.{name}.{column}",
                                            people[row, place],
                                            hidden[row, place] || (row == rows.Length - 1 && hiddenTotals[place])
                                        )
                                )
                                .ToImmutableArray()
                    ),
                ]
            );

        public EqualityCell OfKind(string kind, string column, int place, bool isTotalHidden)
        {
            var yes = Array.IndexOf(rows, "yes");
            return new()
            {
                Workers = people[yes, place].Count,
                Heads = people[rows.Length - 1, place].Count,
                Hours = Figure.Hours(
                    $"kind.{kind}.{column}",
                    people[yes, place]
                        .SelectMany(person => person.Trainings)
                        .Where(one => Is(SocialBalance.SectionOf(one.Training), kind))
                ),
                Credit = null,
                Used = null,
                IsHidden = hidden[yes, place] || isTotalHidden,
            };
        }

        private static EqualityCell Cell(string code, List<Person> group, bool isHidden) =>
            new()
            {
                Workers = group.Count,
                Heads = group.Count,
                Hours = Figure.Hours(code, group.SelectMany(person => person.Trainings)),
                Credit = Sum(group, year => year.Credit + year.Extra),
                Used = Sum(group, year => year.Used),
                IsHidden = isHidden,
            };

        private static Fraction Sum(List<Person> group, Func<AccountYear, Fraction> days) =>
            group.Aggregate(Fraction.Zero, (sum, person) => sum + (person.Year is { } year ? days(year) : 0));
    }
}
