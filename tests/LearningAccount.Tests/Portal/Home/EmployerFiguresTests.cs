using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Home;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal.Home;

public sealed class EmployerFiguresTests
{
    private static readonly DateOnly On = new(2026, 11, 20);

    [Fact]
    public async Task The_figures_of_a_day_stand_beside_those_of_the_same_day_a_year_before()
    {
        var figures = await FiguresAsync(
            World
                .With()
                .OfSize(SizeClass.Full)
                .AndWorker()
                .Employed("2024-01-01")
                .Trained("2025-03-03", "2")
                .Trained("2025-12-01", "1", "After the day")
                .Trained("2026-05-04", "3", from: "2026-05-02")
                .AndWorker("Maes", "Jan")
                .Employed("2026-01-01")
        );
        Assert.Equal(new(2, 1, 10, 3, 14), figures.Now);
        Assert.Equal(new(1, 1, 5, 2, 8), figures.Then);
        Assert.Equal(Fraction.Of(3, 10), figures.Now.Share);
        Assert.Equal((3, 0), (figures.UsedByMonth[4], figures.UsedByMonth[11]));
        Assert.Equal((2, 1), (figures.UsedByMonthBefore[2], figures.UsedByMonthBefore[11]));
        Assert.Equal(5, figures.CreditBefore);
    }

    [Fact]
    public async Task Days_are_told_by_kind_this_year_and_until_the_same_day_of_last()
    {
        var figures = await FiguresAsync(
            World
                .With()
                .OfSize(SizeClass.Full)
                .AndWorker()
                .Employed("2024-01-01")
                .Trained("2025-03-03", "1", kind: TrainingKind.Informal)
                .Trained("2025-12-01", "1", "After the day")
                .Trained("2026-05-04", "1", "Safety")
                .Trained("2026-06-01", "1", "Coaching", kind: TrainingKind.Informal)
        );
        Assert.Equal(new(1, 0), figures.Groups[DaysGroup.Formal]);
        Assert.Equal(new(1, 1), figures.Groups[DaysGroup.Informal]);
    }

    [Fact]
    public async Task Who_left_is_in_no_figure_of_today()
    {
        var figures = await FiguresAsync(
            World
                .With()
                .OfSize(SizeClass.Full)
                .AndWorker()
                .Employed("2024-01-01", "2026-03-31", reason: EndReason.Dismissal)
                .AndWorker("Maes", "Jan")
                .Employed("2026-01-01")
        );
        Assert.Equal((1, 5), (figures.Now.InService, figures.Now.Left));
        Assert.Equal((1, 1), (figures.Then.InService, figures.People.Count));
        Assert.Equal(new(new(2028, 12, 31), 1, 5), Assert.Single(figures.Expiring));
    }

    [Fact]
    public void Averages_by_sex_and_age_are_told_of_groups_and_hidden_of_few()
    {
        var people = Enumerable
            .Repeat(new PersonYear(Sex.Woman, 30, 2), 6)
            .Concat(Enumerable.Repeat(new PersonYear(Sex.Man, 30, 1), 6))
            .Concat(Enumerable.Repeat(new PersonYear(Sex.Man, 60, 4), 8))
            .Concat(Enumerable.Repeat(new PersonYear(Sex.Woman, 60, 4), 2));
        var view = EqualityView.Of([.. people]);
        Assert.Equal(["women", "men", "all"], view.Columns);
        Assert.Equal(["to34", "from55", "all"], view.Rows);
        Assert.True(view.HidesAny);
        Assert.Null(view.Cells[("from55", "women")].Average);
        Assert.Equal(Fraction.Of(20, 8), view.Cells[("all", "women")].Average);
        Assert.Equal(22, view.Cells[("all", "all")].Workers);
    }

    [Fact]
    public void Where_sex_or_birth_is_not_known_it_is_said()
    {
        var view = EqualityView.Of([
            .. Enumerable.Repeat(new PersonYear(null, null, 1), 7),
            .. Enumerable.Repeat(new PersonYear(Sex.Man, 50, 1), 7),
        ]);
        Assert.Equal((7, 7), (view.OfUnknown(sex: true), view.OfUnknown(sex: false)));
        var few = EqualityView.Of([new(null, 40, 1), .. Enumerable.Repeat(new PersonYear(Sex.Man, 50, 1), 7)]);
        Assert.Null(few.OfUnknown(sex: true));
    }

    private static async Task<EmployerFigures> FiguresAsync(World world)
    {
        await using var kept = await TestDatabase.OpenAsync(Engine.Sqlite);
        kept.Clock.Set("2026-11-20T11:00:00Z");
        await world.RecordedIn(kept.Database);
        var snapshot = (
            await new ReadSnapshots(kept.Database).Of(world.EmployerId, null, TestContext.Current.CancellationToken)
        )!;
        return EmployerStanding.Of(snapshot, LawBook.Shipped, On).Figures;
    }
}
