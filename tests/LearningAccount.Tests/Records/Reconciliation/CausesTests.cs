using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Reconciliation;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using static LearningAccount.Tests.Records.Reconciliation.CounterWorld;

namespace LearningAccount.Tests.Records.Reconciliation;

/// <summary>Each cause a difference can have, found from facts and figures alone.</summary>
public sealed class CausesTests
{
    private static World Full => World.With().OfSize(SizeClass.Full).AndWorker();

    // A world, the counters of 2025 (or of the years from 2024 on), and what explains those of the last.
    private static readonly Dictionary<string, (Func<World> World, string[] Figures, string[] Causes)> Cases = new(
        StringComparer.Ordinal
    )
    {
        ["equal"] = (() => Full.Employed("2025-01-01").Trained("2025-03-03", "1"), ["5;1;4;0"], []),
        ["only the balance is shown"] = (() => Full.Employed("2025-01-01").Trained("2025-03-03", "1"), [";;4;"], []),
        ["two decimals"] = (() => Full.Employed("2025-05-01"), ["3.33;0;3.33;0"], ["rounding"]),
        ["up to half days"] = (() => Full.Employed("2025-04-14", regime: "3/4"), ["3;0;3;0"], ["rounding"]),
        ["whole days"] = (() => Full.Employed("2025-04-14"), ["4;0;4;0"], ["rounding"]),
        ["hours as days"] = (() => Full.Employed("2025-01-01").Trained("2025-03-03", "1"), ["38;7.6;30.4;0"], ["hoursAsDays"]),
        ["left of the year alone"] = (() => Full.Employed("2024-01-01"), ["5;0;5;"], ["leftOfYear"]),
        ["carried forward"] = (() => Full.Employed("2025-01-01").Trained("2025-03-03", "1"), ["5;1;4;4"], ["carriedForward"]),
        ["lost by resigning"] = (
            () => Full.Employed("2025-01-01", "2025-06-30", reason: EndReason.Resignation),
            ["2.5;0;2.5;0"],
            ["forfeited"]
        ),
        ["an adjustment here"] = (
            () => Full.Employed("2025-01-01").Corrected("2025-02-03", "2", "Taken over"),
            ["5;0;5;0"],
            ["adjustment"]
        ),
        ["a training they do not know"] = (
            () => Full.Employed("2025-01-01").Trained("2025-03-03", "1").Trained("2025-04-03", "2", "Safety"),
            ["5;1;4;0"],
            ["trainingUnknownThere"]
        ),
        ["two trainings they do not know"] = (
            () =>
                Full.Employed("2025-01-01")
                    .Trained("2025-03-03", "1")
                    .Trained("2025-04-03", "1/2", "Safety")
                    .Trained("2025-05-05", "3/4", "Fire"),
            ["5;1;4;0"],
            ["trainingUnknownThere"]
        ),
        ["a training that is planned here"] = (
            () => Full.Employed("2025-01-01").Trained("2025-03-03", "2", status: TrainingStatus.Planned),
            ["5;2;3;0"],
            ["trainingCountsThere"]
        ),
        ["a training not known here"] = (() => Full.Employed("2025-01-01"), ["5;1.5;3.5;0"], ["trainingUnknownHere"]),
        ["a use beyond the balance"] = (
            () => Full.Employed("2025-01-01").Trained("2025-03-03", "7"),
            ["5;7;0;0"],
            ["beyondCredit"]
        ),
        ["carried over from a year not shown"] = (() => Full.Employed("2024-01-01"), ["5;0;8;3"], ["carriedOver"]),
        ["the law instead of the agreement"] = (() => Full.Employed("2025-01-01", committee: "200"), ["5;0;5;0"], ["agreement"]),
        ["another size class"] = (() => Full.Employed("2025-01-01"), ["1;0;1;0"], ["sizeClass"]),
        ["the regime of the first day"] = (
            () => Full.Employed("2025-01-01").Employed("2025-07-01", regime: "3/5"),
            ["5;0;5;0"],
            ["regimeFirstDay"]
        ),
        ["the regime of the last day"] = (
            () => Full.Employed("2025-01-01").Employed("2025-07-01", regime: "3/5"),
            ["3;0;3;0"],
            ["regimeLastDay"]
        ),
        ["full time"] = (() => Full.Employed("2025-01-01", regime: "4/7"), ["5;0;5;0"], ["fullTime"]),
        ["a leave that is not counted"] = (
            () => Full.Employed("2025-01-01").Suspended("2025-01-01", "2025-12-31", SuspensionKind.TimeCredit, "4/7"),
            ["5;0;5;0"],
            ["suspension"]
        ),
        ["the whole year"] = (() => Full.Employed("2025-09-01"), ["5;0;5;0"], ["wholeYear"]),
        ["whole months only"] = (() => Full.Employed("2025-09-15", regime: "4/7"), ["5/7;0;5/7;0"], ["wholeMonths"]),
        ["nothing entered"] = (() => Full.Employed("2025-01-01"), ["0;0;0;0"], ["nothingEntered"]),
        ["no right, so nothing used"] = (
            () => Full.Employed("2025-01-01").Trained("2025-02-03", "1"),
            ["0;0;0;0"],
            ["sizeClass"]
        ),
        ["not employed in that year"] = (() => Full.Employed("2026-01-01"), ["5;0;5;0"], ["notEmployed"]),
        ["no contract at all"] = (() => Full, ["5;0;5;0"], ["noEmployment"]),
        ["began the year before"] = (() => Full.Employed("2024-01-01"), ["1;0;1;0", "5;0;6;1"], ["yearBefore"]),
        ["began the year before, not shown as such"] = (() => Full.Employed("2024-01-01"), ["1;0;1;0", "5;0;6;"], ["yearBefore"]),
        ["the year before and this one"] = (
            () => Full.Employed("2024-01-01").Trained("2025-02-03", "1"),
            ["1;0;1;0", "1;0;2;1"],
            ["sizeClass", "yearBefore", "trainingUnknownThere"]
        ),
        ["nothing explains it"] = (() => Full.Employed("2025-01-01"), ["4.37;0;4.37;0"], [Cause.Unexplained]),
        ["figures that do not add up"] = (
            () => Full.Employed("2025-01-01").Trained("2025-03-03", "1"),
            ["5;1;2.22;0"],
            [Cause.Unexplained]
        ),
    };

    public static TheoryData<string> All => [.. Cases.Keys];

    [Theory, MemberData(nameof(All))]
    public async Task A_difference_has_its_cause(string name)
    {
        var (build, figures, causes) = Cases[name];
        var world = build();
        var made = await Of(
            world,
            [.. figures.Select((shown, place) => Counter(world, 2025 - figures.Length + 1 + place, shown, row: 2 + place))]
        );
        var line = made.Lines[^1];
        Assert.True(causes.SequenceEqual(line.Codes()), $"{string.Join(", ", line.Codes())}, here {line.Here}");
        Assert.Equal(causes.Length == 0, line.IsEqual);
        foreach (var cause in line.Causes.Concat(line.Also))
        {
            Assert.All(
                Languages.All,
                language =>
                {
                    Assert.DoesNotContain("{", cause.Text(language), StringComparison.Ordinal);
                    Assert.NotEmpty(Cause.Name(cause.Code, language));
                    Assert.NotEqual("", cause.Law(language));
                }
            );
        }
    }

    [Fact]
    public async Task Hours_are_made_days_by_the_day_of_the_employer()
    {
        var world = Full.Employed("2025-01-01").Trained("2025-03-03", "1");
        var made = await Of(world, Counter(world, 2025, "38;7.6;30.4;0", unit: CounterUnit.Hours));
        Assert.True(made.Lines[0].IsEqual);
        Assert.Equal(Fraction.Of(38, 5), made.Lines[0].HoursPerDay);

        var otherDay = await Of(world, Counter(world, 2025, "40;8;32;0", unit: CounterUnit.Hours));
        Assert.Equal("hoursPerDay", Assert.Single(otherDay.Lines[0].Codes()));
        var inDays = await Of(world, Counter(world, 2025, "5;1;4;0", unit: CounterUnit.Hours));
        Assert.Equal("daysAsHours", Assert.Single(inDays.Lines[0].Codes()));
    }

    [Fact]
    public async Task The_cause_names_the_trainings_the_class_and_the_year()
    {
        var trained = Full.Employed("2025-01-01").Trained("2025-03-03", "1").Trained("2025-04-03", "2", "Safety");
        var unknown = (await Of(trained, Counter(trained, 2025, "5;1;4;0"))).Lines[0].Causes[0];
        Assert.Contains("Safety", unknown.Text(Language.Nl), StringComparison.Ordinal);
        Assert.Contains("2 dagen", unknown.Text(Language.Nl), StringComparison.Ordinal);

        var chain = Full.Employed("2023-01-01");
        var made = await Of(
            chain,
            Counter(chain, 2023, "1;0;1;0"),
            Counter(chain, 2024, "5;0;6;1", row: 3),
            Counter(chain, 2025, "5;0;11;6", row: 4)
        );
        Assert.Equal(["sizeClass"], made.Lines[0].Codes());
        Assert.Equal(["yearBefore"], made.Lines[1].Codes());
        Assert.Contains("2023", made.Lines[2].Causes[0].Text(Language.En), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_several_fit_the_simplest_comes_first_and_the_others_are_told()
    {
        var world = Full.Employed("2025-07-01", regime: "1/2");
        // Half a year at half time: 5/4. Full time gives what the whole year gives too.
        var line = (await Of(world, Counter(world, 2025, "2.5;0;2.5;0"))).Lines[0];
        Assert.Equal(["fullTime"], line.Codes());
        Assert.Equal(["wholeYear"], line.Also.Select(cause => cause.Code));
    }

    [Fact]
    public async Task One_figure_for_all_goes_before_those_of_each_right_and_they_may_contradict_each_other()
    {
        var world = Full.Employed("2024-01-01").Trained("2025-03-03", "1");
        var each = await Of(
            world,
            Counter(world, 2025, "4;1;3;", right: RightType.Legal),
            Counter(world, 2025, "1;0;1;", right: RightType.Sectoral, row: 3),
            Counter(world, 2025, "5;0;5;", right: RightType.CarriedOver, row: 4)
        );
        Assert.Equal(new CounterFigures(5, 1, 9, 5), each.Lines[0].There);
        Assert.True(each.Lines[0].IsEqual);

        var both = await Of(
            world,
            Counter(world, 2025, "5;1;9;5"),
            Counter(world, 2025, "4;1;3;", right: RightType.Legal, row: 3)
        );
        Assert.Equal(["contradiction"], both.Lines[0].Codes());
    }

    [Fact]
    public async Task Figures_are_of_the_day_they_were_seen_and_at_most_of_the_end_of_their_year()
    {
        var world = Full.Employed("2025-01-01").Trained("2025-03-03", "1").Trained("2025-09-01", "1");
        var seen = (await Of(world, Counter(world, 2025, "5;1;4;0", seenOn: "2025-06-30"))).Lines[0];
        Assert.True(seen.IsEqual);
        var later = (await Of(world, Counter(world, 2025, "5;2;3;0", seenOn: "2026-06-30"))).Lines[0];
        Assert.Equal((new DateOnly(2025, 12, 31), true), (later.On, later.IsEqual));
    }
}
