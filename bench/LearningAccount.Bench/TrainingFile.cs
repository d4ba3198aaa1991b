using System.Globalization;
using System.Text;
using LearningAccount.App.Exports;
using LearningAccount.Law;

namespace LearningAccount.Bench;

/// <summary>
/// A list of trainings of the workers of <see cref="LargeEmployer"/>, in the order of their days, as a training program writes it:
/// neighbouring rows are of other workers, and everybody comes back all along the file. No row says what another says.
/// </summary>
internal static class TrainingFile
{
    private static readonly string[] Header =
    [
        "Enterprise number",
        "SSIN",
        "Training",
        "Start date",
        "End date",
        "Hours",
        "Kind",
        "External reference",
        "Training provider",
    ];
    private static readonly string[] Subjects =
    [
        "Excel",
        "Safety at height",
        "First aid",
        "Forklift truck",
        "Fire fighting",
        "Negotiating",
        "Dutch",
        "French",
        "Welding",
        "Payroll",
        "Hygiene",
        "Privacy",
        "Accounting",
        "Project planning",
        "Electrical work",
        "Customer care",
        "Time management",
        "Asbestos",
        "Crane driving",
        "Purchasing",
    ];
    private static readonly string[] Forms =
    [
        "for beginners",
        "refresher",
        "workshop",
        "in practice",
        "masterclass",
        "online module",
        "advanced course",
        "coaching on the job",
        "exam preparation",
        "in a day",
        "seminar",
        "for team leaders",
        "basics",
        "new rules",
        "case studies",
    ];

    // Beginning in 2023, the year of the law, and over before the measuring.
    private static readonly DateOnly First = new(2023, 1, 2);
    private const int Weeks = 190;

    /// <summary>Returns the length of the file in bytes.</summary>
    public static long WriteText(string path, int rows)
    {
        using var text = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        text.WriteLine(string.Join(';', Header));
        foreach (var row in Rows(rows))
        {
            text.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{LargeEmployer.EnterpriseNumber};{row.Ssin};{row.Title};{row.Start:yyyy-MM-dd};{row.End:yyyy-MM-dd};{row.Hours};{row.Kind};{row.Reference};{row.Provider}"
                )
            );
        }
        text.Flush();
        return text.BaseStream.Length;
    }

    /// <summary>The same as a workbook.</summary>
    public static long WriteWorkbook(string path, int rows)
    {
        using (var file = File.Create(path))
        using (var workbook = new XlsxWriter(file, "Trainings"))
        {
            workbook.Header(Header);
            foreach (var row in Rows(rows))
            {
                workbook.Row([
                    OutCell.Of(LargeEmployer.EnterpriseNumber),
                    OutCell.Of(row.Ssin),
                    OutCell.Of(row.Title),
                    OutCell.Of(row.Start),
                    OutCell.Of(row.End),
                    OutCell.Of((Fraction)row.Hours),
                    OutCell.Of(row.Kind),
                    OutCell.Of(row.Reference),
                    OutCell.Of(row.Provider),
                ]);
            }
        }
        return new FileInfo(path).Length;
    }

    private static IEnumerable<TrainingRow> Rows(int rows)
    {
        var rounds = (rows + LargeEmployer.Workers - 1) / LargeEmployer.Workers;
        for (var i = 0; i < rows; i++)
        {
            var (round, place) = (i / LargeEmployer.Workers, i % LargeEmployer.Workers);
            // Each round is a week, Monday first.
            var start = First.AddDays(round * Weeks / rounds * 7 + place * 5 / LargeEmployer.Workers);
            // The next round meets everybody in another order.
            var worker = (place * 7 + round * 1_117) % LargeEmployer.Workers;
            var title = worker * 31 + round * 17;
            yield return new(
                LargeEmployer.SyntheticSsin(worker),
                $"{Subjects[title % Subjects.Length]}, {Forms[title / Subjects.Length % Forms.Length]}",
                start,
                i % 10 == 0 ? start.AddDays(i / 10 % 4) : start,
                1 + i % 8,
                i % 4 == 0 ? "informal" : "formal",
                string.Create(CultureInfo.InvariantCulture, $"R{i:0000000}"),
                string.Create(CultureInfo.InvariantCulture, $"Training centre {title % 40}")
            );
        }
    }

    private readonly record struct TrainingRow(
        string Ssin,
        string Title,
        DateOnly Start,
        DateOnly End,
        int Hours,
        string Kind,
        string Reference,
        string Provider
    );
}
