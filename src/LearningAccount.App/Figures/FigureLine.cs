using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Reports;

namespace LearningAccount.App.Figures;

/// <summary>One figure in words, as files and the command line give it.</summary>
/// <param name="Whom">Of women or men, where it is of some only.</param>
/// <param name="Code">The rubric of the form where it has one, else a code of ours.</param>
/// <param name="Value">Null: it would tell of persons.</param>
/// <param name="Missing">Trainings that belong to it and whose quantity is not known.</param>
/// <param name="Incomplete">Trainings counted of which a part of the costs is not known.</param>
public sealed record FigureLine(
    string Section,
    string? Whom,
    string Code,
    string Name,
    Fraction? Value,
    string Unit,
    int Decimals,
    int Missing,
    Fraction MissingHours,
    int Incomplete
)
{
    /// <summary>What the name and the unit are the words of: <c>Net</c>, <c>Euro</c>.</summary>
    public required (string Name, string Unit) Codes { get; init; }

    /// <summary>What it is of: <c>women</c>, <c>men</c>, <c>unknown</c>, <c>all</c>; null: nobody in particular.</summary>
    public string? Of { get; init; }
    public JointCommittee? Committee { get; init; }

    /// <summary>What it is the figure of, with the trainings behind it; null: it is computed of others, or hidden.</summary>
    public Figure? Behind { get; init; }

    /// <summary>Something belongs to it, and of all of it nobody said how much it is.</summary>
    public bool IsNotKnown => Behind is { Shares.IsEmpty: true, Missing.IsEmpty: false };

    /// <summary>It would tell of persons.</summary>
    public bool IsHidden => Value is null;

    public static IEnumerable<FigureLine> All(MadeFigures made, Words words) =>
        made.Report is { } report
            ? OfReport(report, words)
            : made.Equality!.Tables.SelectMany(table => OfTable(made, table, words));

    private static IEnumerable<FigureLine> OfReport(Report report, Words words) =>
        from section in report.Sections
        from figure in section.Figures
        select new FigureLine(
            FigureWords.Section(report.Kind, section, words),
            section.Of is { } of ? words[$"figures.of.{of}"] : null,
            figure.Code,
            words[$"figures.name.{figure.Name}"],
            figure.Value,
            words[$"figures.unit.{figure.Unit}"],
            2,
            figure.Missing.Length,
            figure.Missing.Aggregate(Fraction.Zero, (sum, one) => sum + one.Hours),
            figure.Incomplete.Length
        )
        {
            Codes = (figure.Name, figure.Unit.ToString()),
            Of = section.Of,
            Committee = section.Committee,
            Behind = figure,
        };

    private static IEnumerable<FigureLine> OfTable(MadeFigures made, EqualityTable table, Words words)
    {
        for (var row = 0; row < table.Rows.Length; row++)
        {
            for (var column = 0; column < made.Equality!.Columns.Length; column++)
            {
                var cell = table.Cells[row][column];
                var isKind = cell.Credit is null;
                var section = words[$"figures.{table.Code}.{table.Rows[row]}"];
                var of = words[$"figures.of.{made.Equality.Columns[column]}"];
                yield return Line(isKind ? "persons" : "workers", "Persons", cell.Workers, 0);
                yield return Line("hours", "Hours", cell.Hours.Value, 2);
                yield return Line("hoursAHead", "Hours", cell.HoursAHead ?? 0, 2);
                if (!isKind && cell.UseOfCredit is { } use)
                {
                    yield return Line("useOfCredit", "Percent", use * 100, 1);
                }

                FigureLine Line(string name, string unit, Fraction value, int decimals) =>
                    new(
                        section,
                        of,
                        $"{cell.Hours.Code}.{name}",
                        words[$"figures.name.{name}"],
                        cell.IsHidden ? null : value,
                        words[$"figures.unit.{unit}"],
                        decimals,
                        0,
                        0,
                        0
                    )
                    {
                        Codes = (name, unit),
                        Of = made.Equality.Columns[column],
                        Behind = name is "hours" && !cell.IsHidden ? cell.Hours : null,
                    };
            }
        }
    }
}
