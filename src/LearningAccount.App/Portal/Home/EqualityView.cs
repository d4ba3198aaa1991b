using LearningAccount.App.Portal.Employer;
using LearningAccount.Law;
using LearningAccount.Records.Reports;

namespace LearningAccount.App.Portal.Home;

/// <summary>The days followed this year by sex and age class, with the cells hidden that would tell of persons.</summary>
/// <param name="Columns">The codes of the columns with anybody in them; the last one is everybody.</param>
/// <param name="Rows">The codes of the age classes with anybody in them; the last one is everybody.</param>
public sealed record EqualityView(
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Rows,
    IReadOnlyDictionary<(string Row, string Column), EqualityCell> Cells
)
{
    public const string All = "all";
    public const string Unknown = "unknown";
    private static readonly string[] Sexes = ["women", "men", Unknown];
    private static readonly (string Code, int From)[] Ages =
    [
        ("to24", 0),
        ("to34", 25),
        ("to44", 35),
        ("to54", 45),
        ("from55", 55),
    ];

    /// <summary>Some cell is hidden.</summary>
    public bool HidesAny => Cells.Values.Any(cell => cell.IsHidden);

    /// <summary>Workers whose sex, or whose day of birth, is not known: how many, or null where that would tell of persons.</summary>
    public int? OfUnknown(bool sex)
    {
        var key = sex ? (All, Unknown) : (Unknown, All);
        return Cells.TryGetValue(key, out var cell) && !cell.IsHidden ? cell.Workers : null;
    }

    public bool HasUnknown => Columns.Contains(Unknown, StringComparer.Ordinal) || Rows.Contains(Unknown, StringComparer.Ordinal);

    public static EqualityView Of(IReadOnlyList<PersonYear> people)
    {
        var sums = people
            .GroupBy(person => (Row: AgeClass(person.Age), Column: SexOf(person.Sex)))
            .ToDictionary(
                group => group.Key,
                group => (Workers: group.Count(), Days: group.Aggregate(Fraction.Zero, (sum, one) => sum + one.Days))
            );
        string[] rows =
        [
            .. Ages.Select(age => age.Code).Append(Unknown).Where(row => sums.Keys.Any(key => Same(key.Row, row))),
            All,
        ];
        string[] columns = [.. Sexes.Where(column => sums.Keys.Any(key => Same(key.Column, column))), All];
        var workers = new int[rows.Length, columns.Length];
        var days = new Fraction[rows.Length, columns.Length];
        foreach (var ((row, column), sum) in sums)
        {
            foreach (var i in (int[])[Array.IndexOf(rows, row), rows.Length - 1])
            {
                foreach (var j in (int[])[Array.IndexOf(columns, column), columns.Length - 1])
                {
                    workers[i, j] += sum.Workers;
                    days[i, j] += sum.Days;
                }
            }
        }
        var hidden = SmallCells.Hidden(workers);
        var cells =
            from i in Enumerable.Range(0, rows.Length)
            from j in Enumerable.Range(0, columns.Length)
            select KeyValuePair.Create((rows[i], columns[j]), new EqualityCell(workers[i, j], days[i, j], hidden[i, j]));
        return new(columns, rows, cells.ToDictionary());
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private static string SexOf(Sex? sex) =>
        sex switch
        {
            Sex.Woman => "women",
            Sex.Man => "men",
            _ => Unknown,
        };

    private static string AgeClass(int? age) =>
        age is { } years ? Ages.Last(one => one.From <= Math.Max(0, years)).Code : Unknown;
}

/// <summary>The workers of a group and the days they followed together. A hidden one is never written out.</summary>
public readonly record struct EqualityCell(int Workers, Fraction Days, bool IsHidden)
{
    /// <summary>Days a worker; null where nobody is, or it must not be told.</summary>
    public Fraction? Average => IsHidden || Workers == 0 ? null : Days / Workers;
}
