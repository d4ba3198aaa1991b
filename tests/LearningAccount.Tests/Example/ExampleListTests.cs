using LearningAccount.App.Example;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Example;

public sealed class ExampleListTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly Dictionary<string, byte[]> Files = ExampleCompany.Files(Language.En).ToDictionary();

    [Fact]
    public void The_staff_list_has_the_slips_it_should_have_and_no_others()
    {
        using var list = ListFile.Open(new MemoryStream(Files[ExampleCompany.StaffList]));
        Assert.Equal("column.notUsed", Assert.Single(list.Header.Anomalies).Code);
        var codes = list.Rows().SelectMany(row => Remarks(list.Read(row), StaffLineReading.Read)).ToList();
        Assert.Equal(["cell.ssinCheck", "cell.dateNotInCalendar", "row.endBeforeStart"], codes);
    }

    [Fact]
    public void The_list_of_trainings_has_the_slips_it_should_have_and_no_others()
    {
        using var list = ListFile.Open(new MemoryStream(Files[ExampleCompany.TrainingList]));
        Assert.Empty(list.Header.Anomalies);
        var codes = list.Rows().SelectMany(row => Remarks(list.Read(row), TrainingLineReading.Read)).ToList();
        Assert.Equal(
            ["training.before2023", "cell.ssinCheck", "cell.dateNotInCalendar", "row.endBeforeStart", "training.durationMissing"],
            codes
        );
    }

    [Fact]
    public void The_list_of_trainings_has_what_figures_and_a_plan_are_made_of()
    {
        using var list = ListFile.Open(new MemoryStream(Files[ExampleCompany.TrainingList]));
        var lines = list.Rows().Select(row => TrainingLineReading.Read(list.Read(row), Today)).OfType<TrainingLine>().ToList();
        Assert.Contains(lines, line => line.IsInitial == true);
        Assert.Contains(lines, line => line is { LeaveScheme: not null, DossierNumber: not null });
        Assert.Contains(lines, line => line.FundedBy is FundingSource.SectorFund && line.Subsidy > Fraction.Zero);
        Assert.Contains(lines, line => line.WageCost > Fraction.Zero && line.Cost > Fraction.Zero);
        Assert.Contains(lines, line => line is { Kind: TrainingKind.Formal, Status: TrainingStatus.Followed, WageCost: null });
        Assert.True(lines.Count(line => line is { Status: TrainingStatus.Planned, Start.Year: 2027 }) > 10);
    }

    [Fact]
    public void The_same_files_are_written_each_time()
    {
        using var folder = new TemporaryFolder();
        ExampleCompany.Write(folder["company"], Language.En);
        var written = Directory.GetFiles(folder["company"]).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
        Assert.Equal(Files.Keys.Order(StringComparer.Ordinal), written.Keys.Order(StringComparer.Ordinal));
        Assert.All(Files, file => Assert.Equal(file.Value, written[file.Key]));
    }

    [Fact]
    public void The_page_of_the_folder_is_there_in_each_language()
    {
        var pages = Languages.All.Select(language => ExampleCompany.Files(language).First().Content).Distinct();
        Assert.Equal(Languages.All.Length, pages.Count());
    }

    private static IEnumerable<string> Remarks<T>(RowReading row, Func<RowReading, DateOnly, T?> read)
        where T : class
    {
        var line = read(row, Today);
        Assert.Equal(line is null, row.Remarks.Exists(remark => remark.Severity == Severity.Error));
        return row.Remarks.Select(remark => remark.Code);
    }
}
