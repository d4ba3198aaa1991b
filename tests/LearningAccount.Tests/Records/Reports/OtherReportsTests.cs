using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Reports;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Reports;

/// <summary>Training leave, sector funds, equality, and what one training counts for.</summary>
public sealed class OtherReportsTests
{
    [Fact]
    public async Task A_file_of_flemish_leave_tells_its_number_its_hours_and_its_last_day()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, SmallCompany.Told);
        var report = LeaveReport.Of(employer, law, SmallCompany.Year);
        Assert.Equal((Fraction)40, report.Find("VOV.followed")!.Value.Figure.Value);
        Assert.Equal((Fraction)852, report.Find("VOV.grants")!.Value.Figure.Value);
        var file = LeaveFile.Of(Assert.Single(report.Sections[0].Members), report.HoursPerDay);
        Assert.Equal((new DateOnly(2025, 6, 15), new DateOnly(2025, 12, 15)), (file.From!.Value, file.Until));
        Assert.True(file.Deadline.IsProposal);
        Assert.Empty(file.Missing);
    }

    [Theory]
    [InlineData(LeaveScheme.PEL_BXL, "2025-06-20", "2025-12-31")]
    [InlineData(LeaveScheme.PEL_WAL, "2025-06-20", "2026-03-31")]
    [InlineData(LeaveScheme.PEL_DG, "2025-06-20", "2026-06-30")]
    [InlineData(LeaveScheme.PEL_WAL, "2025-09-01", "2027-03-31")]
    [InlineData(LeaveScheme.PEL_BXL, "2025-08-31", "2025-12-31")]
    public async Task Paid_educational_leave_is_asked_back_after_the_school_year(LeaveScheme scheme, string on, string until)
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = World
            .With()
            .AndWorker()
            .Employed("2020-01-01")
            .Trained(on, "2")
            .Saying(training => training with { LeaveScheme = scheme });
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, world);
        var report = LeaveReport.Of(employer, law, SmallCompany.Year);
        var one = Assert.Single(report.Sections.SelectMany(section => section.Members));
        var file = LeaveFile.Of(one, report.HoursPerDay);
        Assert.Equal(DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), file.Until);
        Assert.Equal(["provider", "fewHours", "attendance"], file.Missing);
        Assert.Equal(Fraction.Of(76, 5), file.Hours);
    }

    [Fact]
    public async Task Who_is_enrolled_stands_in_the_file_before_it_is_followed_and_too_many_hours_are_said()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = World.With().AndWorker().Employed("2020-01-01");
        for (var month = 9; month <= 11; month++)
        {
            world
                .Trained($"2025-{month:00}-20", "1", status: month == 11 ? TrainingStatus.Planned : TrainingStatus.Followed)
                .Saying(training =>
                    training with
                    {
                        Days = null,
                        Hours = 50,
                        LeaveScheme = LeaveScheme.VOV,
                        DossierNumber = "ODB-1",
                        ProviderName = "School",
                        CertificateReceived = true,
                    }
                );
        }
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, world);
        var report = LeaveReport.Of(employer, law, SmallCompany.Year);
        Assert.Equal((Fraction)100, report.Find("VOV.followed")!.Value.Figure.Value);
        Assert.Equal((Fraction)50, report.Find("VOV.enrolled")!.Value.Figure.Value);
        var files = LeaveFile.Of(report.Sections[0].Members, report.HoursPerDay);
        Assert.All(files, file => Assert.Equal(["overYear"], file.Missing));
        Assert.Equal("leaveEnrolled", files[^1].Judged.Because.Code);
    }

    [Fact]
    public async Task A_sector_fund_sees_its_own_trainings_with_their_numbers_apart_from_the_others()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, SmallCompany.Told);
        var report = SectorFundReport.Of(employer, law, SmallCompany.Year);
        Assert.Equal(
            ["124 NotSaid 7.6", "200 SectorFund 7.6", "200 NotSaid 69"],
            report.Sections.Select(section => $"{section.Committee} {section.Code} {section.Figures[1].Value.ToDecimalText()}")
        );
        var fund = report.Sections[1];
        Assert.Equal(["SF-77"], fund.Members.Select(one => one.Training.DossierNumber!));
        Assert.Equal((Fraction)1, fund.Figures[2].Value);
        Assert.Equal((Fraction)500, fund.Figures[3].Value);
    }

    [Fact]
    public async Task A_course_of_a_sector_fund_counts_as_paid_by_it_where_nobody_said_who_paid()
    {
        var world = World
            .With()
            .AndWorker()
            .Employed("2020-01-01")
            .Trained("2025-03-03", "1")
            .Saying(training => training with { CountsBasis = CountsBasis.SectorFund })
            .Trained("2025-03-04", "1")
            .Saying(training => training with { Funding = "half the fund, half us" });
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, world);
        var report = SectorFundReport.Of(employer, law, SmallCompany.Year);
        Assert.Equal(["SectorFund", "InWords"], report.Sections.Select(section => section.Code));
        Assert.All(report.Sections, section => Assert.Null(section.Committee));
    }

    [Fact]
    public async Task Women_and_men_are_compared_and_no_small_group_is_told()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = World.With().OfSize(SizeClass.Full);
        // Six women and six men under fifty, two women of fifty and over; each woman followed 7.6 hours, each man 15.2.
        for (var worker = 0; worker < 14; worker++)
        {
            var isMan = worker is >= 6 and < 12;
            world
                .AndWorker()
                .Being(identity =>
                    identity with
                    {
                        Sex = isMan ? "m" : "f",
                        BirthDate = worker >= 12 ? "1960-05-05" : "1990-05-05",
                    }
                )
                .Employed("2020-01-01", regime: worker % 2 == 0 ? "1" : "4/5")
                .Trained("2025-03-03", isMan ? "2" : "1");
        }
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, world);
        var report = EqualityReport.Of(employer, law, SmallCompany.Year);
        Assert.Equal(["women", "men", "all"], report.Columns);
        var age = report.Tables.Single(table => table.Code is "age");
        Assert.Equal(["under50", "from50", "all"], age.Rows);
        // Two women of fifty and over would be told; without others hidden they could be computed.
        Assert.True(age.Cells[1][0].IsHidden);
        Assert.Null(age.Cells[1][0].HoursAHead);
        Assert.Null(report.Find("age.from50.women"));
        Assert.True(report.HidesAny);
        var regime = report.Tables.Single(table => table.Code is "regime");
        Assert.Equal(["fullTime", "partTime", "all"], regime.Rows);
        Assert.All(
            report.Tables.SelectMany(table => table.Cells.SelectMany(row => row)).Where(cell => !cell.IsHidden),
            cell => Assert.True(cell.Workers == 0 || cell.Workers >= SmallCells.Least)
        );
        var shown = age.Cells.Concat(regime.Cells).SelectMany(row => row).First(cell => !cell.IsHidden && cell.Workers > 0);
        Assert.Equal(shown.Hours.Value / shown.Heads, shown.HoursAHead);
        Assert.True(shown.UseOfCredit > Fraction.Zero);
    }

    [Fact]
    public async Task A_group_large_enough_is_told_with_its_hours_a_head_and_its_use_of_credit()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = World.With().OfSize(SizeClass.Full);
        for (var worker = 0; worker < 10; worker++)
        {
            world.AndWorker().OfSex(worker < 5 ? "f" : "m").Employed("2025-01-01");
            if (worker is 0 or 5 or 6)
            {
                world.Trained("2025-03-03", "1");
            }
        }
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, world);
        var age = EqualityReport.Of(employer, law, SmallCompany.Year).Tables[0];
        var (women, men) = (age.Cells[^1][0], age.Cells[^1][1]);
        Assert.Equal((Fraction.Of(76, 50), Fraction.Of(152, 50)), (women.HoursAHead!.Value, men.HoursAHead!.Value));
        Assert.Equal((Fraction.Of(1, 25), Fraction.Of(2, 25)), (women.UseOfCredit!.Value, men.UseOfCredit!.Value));
    }

    [Fact]
    public async Task One_training_counts_for_several_things_each_with_its_reason()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var (employer, law) = await SmallCompany.ReadAsync(test.Database, SmallCompany.Told);
        var hours = employer.LawUnder(law).HoursPerDay;
        var an = employer.Workers[2];
        var uses = UsesOfTraining.Of(an, an.Trainings.Single(training => training.Title is "French"), hours);
        Assert.Equal(("5811", "formalOnLeave"), (uses.Rubric, uses.Balance.Because.Code));
        Assert.Equal(("leaveFollowed", new DateOnly(2025, 12, 15)), (uses.Leave!.Because.Code, uses.File!.Until));
        Assert.Equal("NotSaid", uses.Payer);

        var robin = employer.Workers[3];
        var initial = UsesOfTraining.Of(robin, robin.Trainings[0], hours);
        Assert.True(initial.Balance.Counts);
        Assert.Null(initial.Rubric);
        Assert.Null(initial.Leave);
    }
}
