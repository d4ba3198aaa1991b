using System.Globalization;
using LearningAccount.App.Exports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Example;

/// <summary>The staff list as a Dutch payroll program writes it, with the slips that such lists have.</summary>
internal static class ExampleStaffList
{
    private const Language Spoken = Language.Nl;
    private const string EmployerName = "Zonnewijzer NV";

    /// <summary>Rows that are wrong, and rows that say again what another said.</summary>
    public const int Wrong = 3;
    public const int Repeated = 1;

    public static byte[] Write(IReadOnlyList<ExampleWorker> workers)
    {
        using var file = new MemoryStream();
        using (var table = new CsvTableWriter(file, Spoken))
        {
            var lines = workers.SelectMany(Lines).ToList();
            Rows(table, lines);
            Row(table, StaffCells.Cells(lines[0], Spoken));
            var slip = workers[^1];
            var right = Lines(slip).First();
            Row(table, With(right, ListColumn.Ssin, ExampleNumbers.Mistyped(slip.Ssin)));
            Row(table, With(right, ListColumn.Start, "31/02/2025"));
            Row(table, With(right, ListColumn.End, "01/01/1990"));
        }
        return file.ToArray();
    }

    /// <summary>The list of another employer, without a slip.</summary>
    public static byte[] Write(EnterpriseNumber employer, string name, IReadOnlyList<ExampleWorker> workers)
    {
        using var file = new MemoryStream();
        using (var table = new CsvTableWriter(file, Spoken))
        {
            Rows(table, workers.SelectMany(worker => Lines(worker, employer, name)));
        }
        return file.ToArray();
    }

    private static void Rows(CsvTableWriter table, IEnumerable<StaffLine> lines)
    {
        var names = StaffCells.Columns.Select(column => Vocabulary.Shipped.Name(column, Spoken));
        // Lists hold columns of other trades as well; they are told and left alone.
        table.Header([.. names, "Kostenplaats"]);
        foreach (var line in lines)
        {
            Row(table, StaffCells.Cells(line, Spoken));
        }
    }

    private static IEnumerable<StaffLine> Lines(ExampleWorker worker) => Lines(worker, ExampleNumbers.Employer, EmployerName);

    private static IEnumerable<StaffLine> Lines(ExampleWorker worker, EnterpriseNumber employer, string name) =>
        worker.Contracts.Select(contract => new StaffLine
        {
            Ssin = worker.Ssin,
            FormerSsin = worker.FormerSsin,
            Employer = employer,
            EmployerName = name,
            Identity = new()
            {
                OwnReference = worker.Reference,
                FamilyName = worker.FamilyName,
                GivenNames = worker.GivenNames,
                BirthDate = worker.Ssin.BirthDate,
                BirthPlace = worker.BirthPlace,
                Domicile = worker.Domicile,
                Language = worker.Language,
                Email = worker.Email,
                Sex = worker.Ssin.Sex,
                Department = contract.Job.Department,
            },
            Contract = new()
            {
                Start = contract.Start,
                End = contract.End,
                EndReason = contract.EndReason,
                PaidInLieu = contract.PaidInLieu,
                NoticeWorked = contract.NoticeWorked,
                JointCommittee = JointCommittee.Parse(contract.Job.Committee),
                Category = contract.Category ?? contract.Job.Category,
                Hours = contract.Hours is { } hours ? Fraction.Of(hours, 100) : null,
                FullTimeHours = contract.Hours is null ? null : Fraction.Of(contract.Job.FullTime, 100),
            },
            Suspension = null,
        });

    private static OutCell[] With(StaffLine line, ListColumn column, string text)
    {
        var cells = StaffCells.Cells(line, Spoken);
        cells[StaffCells.Columns.IndexOf(column)] = OutCell.Of(text);
        return cells;
    }

    private static void Row(CsvTableWriter table, OutCell[] cells)
    {
        var place = cells[StaffCells.Columns.IndexOf(ListColumn.JointCommittee)].Text;
        table.Row([.. cells, OutCell.Of(string.Create(CultureInfo.InvariantCulture, $"KP-{place}"))]);
    }
}
