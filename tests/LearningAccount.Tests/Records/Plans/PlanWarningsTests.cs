using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Records.Plans;

/// <summary>What is late or was skipped, by the days of the law (rulebook R7.10 to R7.12).</summary>
public sealed class PlanWarningsTests
{
    private static readonly TrainingPlanVersion Complete = PlanWorld.Head() with
    {
        RiskGroups = "50+",
        Shortage = "Welders",
        Gender = "Both",
        Evaluation = "In May",
        Body = PlanBody.WorksCouncil,
        SentOn = PlanWorld.Day(2, 20),
        MeetingOn = PlanWorld.Day(3, 7),
        OpinionOn = PlanWorld.Day(3, 15),
        FixedOn = PlanWorld.Day(3, 31),
        InForceOn = PlanWorld.Day(4, 1),
        FiledOn = PlanWorld.Day(5, 1),
    };

    [Fact]
    public void Nothing_is_remarked_of_a_plan_made_on_the_last_days_there_are() =>
        Assert.Empty(Codes(Complete, PlanWorld.Day(12, 31)));

    [Fact]
    public void A_day_later_each_step_is_late()
    {
        AssertOnly("plan.draftLate", Complete with { SentOn = PlanWorld.Day(2, 21) });
        AssertOnly("plan.opinionLate", Complete with { OpinionOn = PlanWorld.Day(3, 16) });
        AssertOnly("plan.fixedLate", Complete with { FixedOn = PlanWorld.Day(4, 1) });
        AssertOnly("plan.filedLate", Complete with { FiledOn = PlanWorld.Day(5, 2) });
        AssertOnly("plan.noOpinion", Complete with { OpinionOn = null });
        AssertOnly("plan.notSent", Complete with { OpinionOn = null, SentOn = null, MeetingOn = null });
        AssertOnly("plan.opinionAfter", Complete with { OpinionOn = PlanWorld.Day(3, 14), FixedOn = PlanWorld.Day(3, 13) });
        AssertOnly("plan.shorterThanYear", Complete with { ToOn = PlanWorld.Day(12, 30) });
        AssertOnly("plan.noEvaluation", Complete with { Evaluation = null });
        AssertOnly("plan.noGender", Complete with { Gender = null });
        AssertOnly("plan.noRiskGroups", Complete with { RiskGroups = null });
        AssertOnly("plan.noShortage", Complete with { Shortage = null });
        static void AssertOnly(string code, TrainingPlanVersion head) => Assert.Equal([code], Codes(head, PlanWorld.Day(12, 31)));
    }

    [Fact]
    public void A_step_not_taken_is_remarked_from_the_day_after_it_was_due()
    {
        var draft = Complete with { OpinionOn = null, FixedOn = null, InForceOn = null, FiledOn = null };
        Assert.Empty(Codes(draft, PlanWorld.Day(3, 15)));
        Assert.Equal(["plan.opinionDue"], Codes(draft, PlanWorld.Day(3, 16)));
        Assert.Equal(["plan.opinionDue", "plan.fixedDue"], Codes(draft, PlanWorld.Day(4, 1)));
        var kept = Complete with { FiledOn = null };
        Assert.Empty(Codes(kept, PlanWorld.Day(5, 1)));
        Assert.Equal(["plan.filedDue"], Codes(kept, PlanWorld.Day(5, 2)));
    }

    [Fact]
    public void The_days_of_March_do_not_hold_for_an_amendment() =>
        Assert.Empty(
            Codes(
                Complete with
                {
                    Edition = 2,
                    SentOn = PlanWorld.Day(9, 1),
                    MeetingOn = PlanWorld.Day(9, 20),
                    OpinionOn = PlanWorld.Day(9, 20),
                    FixedOn = PlanWorld.Day(9, 30),
                    InForceOn = PlanWorld.Day(9, 30),
                    FiledOn = null,
                },
                PlanWorld.Day(12, 31)
            )
        );

    [Fact]
    public void The_plans_of_the_first_years_could_be_filed_until_March_2025()
    {
        Assert.Equal(PlanWorld.Day(3, 1, 2025), PlanDays.Filed(PlanWorld.Day(3, 31, 2023)));
        Assert.Equal(PlanWorld.Day(3, 1, 2025), PlanDays.Filed(PlanWorld.Day(3, 31, 2024)));
        Assert.Equal(PlanWorld.Day(4, 30, 2025), PlanDays.Filed(PlanWorld.Day(3, 31, 2025)));
    }

    [Fact]
    public void Without_a_plan_one_is_missed_where_it_is_due_and_late()
    {
        var due = new PlanThreshold(2026, SizeClass.Full, 25, 30, FallbackUnit.Fte);
        Assert.Empty(PlanWarnings.OfNone(due, PlanWorld.Day(3, 31)));
        Assert.Equal(["plan.missing"], PlanWarnings.OfNone(due, PlanWorld.Day(4, 1)).Select(one => one.Code));
        var below = due with { Class = SizeClass.Small, Average = 18 };
        Assert.False(below.IsDue);
        Assert.Equal(["plan.headsOverThreshold"], PlanWarnings.OfNone(below, PlanWorld.Day(4, 1)).Select(one => one.Code));
        // The reading that counts heads is the employer's to choose (R7.12).
        Assert.True((below with { Unit = FallbackUnit.Heads }).IsDue);
        Assert.False((below with { Unit = FallbackUnit.Heads, Heads = Fraction.Of(39, 2) }).IsDue);
    }

    [Fact]
    public void Each_remark_is_said_in_four_languages()
    {
        var late = Complete with { SentOn = PlanWorld.Day(3, 1), OpinionOn = null, FixedOn = PlanWorld.Day(4, 2) };
        var none = new PlanThreshold(2026, SizeClass.Full, 25, 30, FallbackUnit.Fte);
        Anomaly[] all =
        [
            .. PlanWarnings.Of(new(late, []), PlanWorld.Today),
            .. PlanWarnings.OfNone(none, PlanWorld.Today),
            .. PlanWarnings.OfNone(none with { Class = SizeClass.Small }, PlanWorld.Today),
        ];
        Assert.NotEmpty(all);
        foreach (var language in Languages.All)
        {
            Assert.All(all, one => Assert.DoesNotContain("{", RecordTexts.Of(one, language), StringComparison.Ordinal));
        }
    }

    private static string[] Codes(TrainingPlanVersion head, DateOnly today) =>
        [.. PlanWarnings.Of(new(head, [PlanWorld.Line("Welding", 4, days: 2)]), today).Select(one => one.Code)];
}
