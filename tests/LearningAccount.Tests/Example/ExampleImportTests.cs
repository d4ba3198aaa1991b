using LearningAccount.App.Example;
using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Tests.Imports;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Example;

public sealed class ExampleImportTests
{
    private static readonly DateOnly On = new(2026, 10, 31);

    private static readonly List<(string Name, byte[] Content)> Files =
    [
        .. ExampleCompany.Files(Language.En).Where(file => !file.Name.EndsWith(".md", StringComparison.Ordinal)),
    ];

    [Fact]
    public async Task The_company_comes_in_with_the_slips_it_should_have_and_no_others()
    {
        await using var world = await Opened();
        var reports = await Import(world, Files);
        var wrong = reports.Where(report => report.HasErrors).ToDictionary(r => r.FileName, r => r.CountOf(RowOutcome.Error));
        Assert.Equal(
            new Dictionary<string, long>
            {
                ["dmfa-2024Q2.xml"] = 1,
                [ExampleCompany.StaffList] = ExampleStaffList.Wrong,
                [ExampleCompany.TrainingList] = ExampleTrainingList.Wrong,
            },
            wrong
        );
        Assert.Equal(ExampleStaffList.Repeated, reports[^2].CountOf(RowOutcome.Duplicate));
        Assert.Equal(ExampleTrainingList.Repeated, reports[^1].CountOf(RowOutcome.Duplicate));
        var codes = reports[^1].Codes.Keys;
        Assert.Contains("training.before2023", codes);
        Assert.Contains("training.outsideEmployment", codes);
        await world.AssertJournalHolds();

        // Once more changes nothing, files with slips and files without.
        var again = await Import(world, Files);
        Assert.All(again, report => Assert.Equal(0, report.CountOf(RowOutcome.New) + report.CountOf(RowOutcome.Changed)));
    }

    [Fact]
    public async Task Its_accounts_are_those_of_a_company_of_its_size()
    {
        await using var world = await Opened();
        await Import(world, Files);
        var snapshot = await Snapshot(world);
        // One student was declared by the solidarity contribution alone and stands in no list.
        Assert.Equal(249, snapshot.Workers.Length);
        Assert.Equal(12, snapshot.Quarters.Length);
        Assert.All(
            snapshot.Quarters,
            quarter => Assert.True(quarter.Fte >= 130 && quarter.Fte <= 230, $"{quarter.Quarter}: {quarter.Fte}")
        );

        var accounts = snapshot.Accounts(LawBook.Shipped, On).ToList();
        Assert.All(accounts, account => Assert.All(account.Years, AddsUp));
        var steady = accounts
            .Where((_, place) => snapshot.Workers[place].Employments.Employments is [{ End: null, Start.Year: < 2024 }])
            .ToList();
        Assert.True(steady.Count > 100);
        Assert.All(steady, account => Assert.Equal(SizeClass.Full, account.Years.Single(year => year.Year == 2026).Class));
        Assert.True(steady.Count(account => account.Balance.Exact.Sign > 0) > steady.Count * 3 / 4);
        Assert.Contains(accounts, account => account.Anomalies.Any(anomaly => anomaly.Code is "beyondCredit"));
        var reasons = accounts.Select(account => account.Exit?.EndReason).OfType<EndReason>().Distinct();
        Assert.Equal(Enum.GetValues<EndReason>(), reasons.Order());
    }

    [Fact]
    public async Task One_start_in_the_staff_list_disagrees_with_the_declarations()
    {
        await using var world = await Opened();
        await Import(world, Files);
        var anomalies = (await Snapshot(world)).Workers.SelectMany(worker => worker.Employments.Anomalies);
        Assert.Equal("sourcesDisagree.start", Assert.Single(anomalies).Code);
    }

    [Fact]
    public async Task The_order_of_the_files_changes_no_balance()
    {
        await using var forwards = await Opened();
        await Import(forwards, Files);
        await using var backwards = await Opened();
        await Import(backwards, Enumerable.Reverse(Files));
        Assert.Equal(await Balances(forwards), await Balances(backwards));
    }

    private static async Task<TestDatabase> Opened()
    {
        var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        world.Clock.Set("2026-11-21T09:00:00Z");
        return world;
    }

    private static async Task<List<ImportReport>> Import(TestDatabase world, IEnumerable<(string Name, byte[] Content)> files)
    {
        var reports = new List<ImportReport>();
        foreach (var (name, content) in files)
        {
            reports.Add(await world.Import(content, name));
        }
        return reports;
    }

    private static async Task<EmployerSnapshot> Snapshot(TestDatabase world)
    {
        var employer = Assert.Single(await world.Held(FactTables.Employer));
        var read = new ReadSnapshots(world.Database);
        return (await read.Of(employer.EmployerId, known: null, TestContext.Current.CancellationToken))!;
    }

    private static async Task<List<string>> Balances(TestDatabase world)
    {
        var snapshot = await Snapshot(world);
        var accounts = snapshot.Accounts(LawBook.Shipped, On);
        return
        [
            .. snapshot
                .Workers.Zip(
                    accounts,
                    (worker, account) => $"{worker.Identity?.OwnReference} {worker.MaskedNumber} {account.Balance.Exact}"
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    private static void AddsUp(AccountYear year) =>
        Assert.Equal(
            year.Closing,
            year.Opening + year.Credit + year.Extra + year.Adjusted - year.Used - year.Expired - year.Forfeited
        );
}
