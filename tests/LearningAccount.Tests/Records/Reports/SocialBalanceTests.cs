using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Reports;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Reports;

/// <summary>The figures of the social balance sheet, against those worked out on paper.</summary>
public sealed class SocialBalanceTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_small_company_has_the_figures_that_were_worked_out_on_paper(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, SmallCompany.Told);
        var report = SocialBalance.Of(employer, law, SmallCompany.Year);
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                // Jan 7.6 + 4 and Piet 6; Piet's cost nobody said. 300 + 228 + 100 gross, 20 paid, 48 received.
                ["5801"] = "2",
                ["5802"] = "17.6",
                ["5803"] = "600",
                ["58031"] = "628",
                ["58032"] = "20",
                ["58033"] = "48",
                // An: two of three days, and 40 hours on leave: 400 + 250 + 900 less 852.
                ["5811"] = "1",
                ["5812"] = "55.2",
                ["5813"] = "698",
                ["58131"] = "1550",
                ["58132"] = "0",
                ["58133"] = "852",
                ["5821"] = "1",
                ["5822"] = "3.8",
                ["5823"] = "50",
                ["5831"] = "0",
                ["5832"] = "0",
                ["5833"] = "0",
                ["5841"] = "0",
                ["5842"] = "0",
                ["5843"] = "0",
                ["5851"] = "0",
                ["5852"] = "0",
                ["5853"] = "0",
                ["initial.unknown.1"] = "1",
                ["initial.unknown.2"] = "7.6",
                ["initial.unknown.3"] = "0",
            },
            report.Figures.ToDictionary(figure => figure.Code, figure => figure.Value.ToDecimalText(), StringComparer.Ordinal)
        );
        var net = report.Find("5803")!.Value.Figure;
        Assert.Equal("Forklift", Assert.Single(net.Missing).Training.Title);
        Assert.Equal("Safety", Assert.Single(net.Incomplete).Training.Title);
        Assert.Empty(report.LeftOut);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_said_of_a_training_for_other_papers_is_kept_and_the_journal_stays_sound(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var (employer, _) = await SmallCompany.ReadAsync(test.Database, SmallCompany.Told);
        var held = employer.Workers[0].Trainings[0];
        Assert.Equal(
            (FundingSource.SectorFund, "SF-77", (Fraction?)228, (Fraction?)20, (Fraction?)48, (bool?)null),
            (held.FundedBy!.Value, held.DossierNumber, held.WageCost, held.FundContributions, held.Subsidy, held.IsInitial)
        );
        Assert.True(employer.Workers[3].Trainings[0].IsInitial);
        var cancel = TestContext.Current.CancellationToken;
        Assert.Empty(await new VerifyJournal(test.Database).Do(cancel).ToListAsync(cancel));
    }

    [Fact]
    public async Task Each_training_that_does_not_count_says_why()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, SmallCompany.LeftOut);
        var report = SocialBalance.Of(employer, law, SmallCompany.Year);
        Assert.Equal(["noLeave", "counted"], report.Find("5802")!.Value.Figure.Shares.Select(share => share.Of.Training.Title));
        Assert.All(report.LeftOut, one => Assert.Equal(one.Training.Title, one.Because.Code));
        Assert.Equal(
            ["cancelled", "notEmployed", "notFollowed", "otherPeriod", "ownCost", "planned"],
            report.LeftOut.Select(one => one.Because.Code).Order(StringComparer.Ordinal)
        );
        var leave = LeaveReport.Of(employer, law, SmallCompany.Year);
        Assert.Equal("noLeave", Assert.Single(leave.LeftOut).Because.Code);
    }

    [Fact]
    public async Task Agency_workers_stand_in_the_figures_of_the_agency()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = World
            .With()
            .AndWorker()
            .OfSex("f")
            .Employed("2025-01-01", category: WorkerCategory.Agency)
            .Trained("2025-03-03", "1");
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, world);
        var report = SocialBalance.Of(employer, law, SmallCompany.Year);
        Assert.Equal(Because.Agency, Assert.Single(report.LeftOut).Because);
    }

    [Fact]
    public async Task A_training_over_two_years_falls_in_both_as_the_account_takes_it_and_no_hour_is_lost()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, SmallCompany.Told);
        var (first, second) = (
            SocialBalance.Of(employer, law, Period.Year(2025)),
            SocialBalance.Of(employer, law, Period.Year(2026))
        );
        Assert.Equal(Fraction.Of(76, 10), second.Find("5812")!.Value.Figure.Value);
        Assert.Equal((Fraction)200, second.Find("5813")!.Value.Figure.Value);
        Assert.Equal((Fraction)600, CourseOf(first) + CourseOf(second));

        // A financial year that ends in June: the part of the first year still falls on its last day.
        var broken = SocialBalance.Of(employer, law, new Period(new(2025, 7, 1), new DateOnly(2026, 6, 30)));
        Assert.Equal(Fraction.Of(228, 10) + 40, broken.Find("5812")!.Value.Figure.Value);

        static Fraction CourseOf(Report report) =>
            report
                .Find("58131")!
                .Value.Figure.Shares.Where(share => share.Of.Training.Title is "Accounting")
                .Aggregate(Fraction.Zero, (sum, share) => sum + share.Quantity);
    }

    [Fact]
    public void Days_told_one_by_one_fall_on_their_own_days()
    {
        var training = AnyTraining(new(2025, 12, 30), new(2026, 1, 2)) with
        {
            Hours = 7,
            Sessions = """{"2025-12-30":["4","3"],"2026-01-02":["4","4"]}""",
        };
        Assert.Equal(
            [(new DateOnly(2025, 12, 30), (Fraction)3), (new DateOnly(2026, 1, 2), (Fraction)4)],
            TrainingDays.Of(training, Fraction.Of(38, 5))
        );
    }

    /// <summary>Whatever is registered, each figure is the sum of what stands behind it, and nothing that touches the period is lost.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_figure_is_the_sum_of_its_details_and_every_training_stands_somewhere_once(int seed)
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, AnyCompany(new Random(seed)));
        var period = new Period(new DateOnly(2025, 1, 1).AddDays(seed * 40), new DateOnly(2026, 3, 1));
        foreach (
            var report in new[]
            {
                SocialBalance.Of(employer, law, period),
                LeaveReport.Of(employer, law, period),
                SectorFundReport.Of(employer, law, period),
            }
        )
        {
            Assert.NotEmpty(report.Figures);
            Assert.Equal(
                report.Figures.Count(),
                report.Figures.Select(figure => figure.Code).Distinct(StringComparer.Ordinal).Count()
            );
            foreach (var figure in report.Figures)
            {
                var sum = figure.Shares.Aggregate(Fraction.Zero, (total, share) => total + share.Quantity);
                Assert.Equal(figure.Value, sum);
                Assert.All(figure.Shares, share => Assert.True(share.Of.Counts));
            }
            var all = report.Sections.SelectMany(section => section.Members).Concat(report.LeftOut).ToList();
            Assert.Equal(all.Count, all.Select(one => one.Training.TrainingId).Distinct().Count());
            Assert.All(report.LeftOut, one => Assert.False(one.Counts));
        }
        var balance = SocialBalance.Of(employer, law, period);
        var touching = employer
            .Workers.SelectMany(worker => worker.Trainings)
            .Count(training => training.StartOn <= period.LastDay && training.EndOn >= period.From);
        Assert.Equal(touching, balance.Sections.Sum(section => section.Members.Length) + balance.LeftOut.Length);
        foreach (var section in balance.Sections)
        {
            var persons = section.Members.Select(one => one.Worker.PersonId).Distinct().Count();
            Assert.Equal((Fraction)persons, section.Figures[0].Value);
        }
        var formal = balance.Sections.Where(section => section.Code is "formal");
        Assert.All(
            formal,
            section =>
                Assert.Equal(
                    section.Figures[2].Value,
                    section.Figures[3].Value + section.Figures[4].Value - section.Figures[5].Value
                )
        );
    }

    private static World AnyCompany(Random random)
    {
        var world = World.With();
        for (var worker = 0; worker < 8; worker++)
        {
            world
                .AndWorker()
                .OfSex("mfx"[random.Next(3)].ToString())
                .Employed("2025-02-01", random.Next(2) == 0 ? null : "2025-11-30");
            for (var training = random.Next(5); training >= 0; training--)
            {
                var start = new DateOnly(2024, 11, 1).AddDays(random.Next(500));
                world
                    .Trained(
                        $"{start.AddDays(random.Next(30)):yyyy-MM-dd}",
                        $"{random.Next(1, 9)}/3",
                        status: (TrainingStatus)random.Next(3),
                        from: $"{start:yyyy-MM-dd}",
                        kind: (TrainingKind)random.Next(2)
                    )
                    .Saying(one =>
                        one with
                        {
                            Cost = Any(random),
                            WageCost = Any(random),
                            FundContributions = Any(random),
                            Subsidy = Any(random),
                            IsInitial = random.Next(4) == 0 ? true : null,
                            FundedBy = random.Next(2) == 0 ? null : (FundingSource)random.Next(6),
                            LeaveScheme = random.Next(4) == 0 ? (LeaveScheme)random.Next(4) : null,
                        }
                    );
            }
        }
        return world;
    }

    private static Fraction? Any(Random random) => random.Next(2) == 0 ? null : Fraction.Of(random.Next(100_000), 100);

    private static TrainingVersion AnyTraining(DateOnly start, DateOnly end) =>
        new()
        {
            EmployerId = Guid.CreateVersion7(),
            Origin = "manual",
            WorkerId = Guid.CreateVersion7(),
            TrainingId = Guid.CreateVersion7(),
            ExternalId = null,
            Title = "Welding",
            Kind = TrainingKind.Formal,
            Status = TrainingStatus.Followed,
            StartOn = start,
            EndOn = end,
            Hours = null,
            Days = null,
            PerYear = null,
            Counts = true,
            LeaveScheme = null,
            OfferedAndRefused = false,
        };
}
