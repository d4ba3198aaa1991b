using LearningAccount.Records.Corrections;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Records.Corrections;

public sealed class CorrectionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 11, 0, 0, TimeSpan.Zero);

    /// <summary>All that may follow, written out; whatever is not here may not.</summary>
    private static readonly (CorrectionStep? Last, CorrectionStep Next, CorrectionSide Side)[] Allowed =
    [
        (null, CorrectionStep.Asked, CorrectionSide.Worker),
        .. Waiting(CorrectionStep.Asked),
        .. Waiting(CorrectionStep.Answered),
        .. Waiting(CorrectionStep.Escalated),
        .. Waiting(CorrectionStep.Unanswered),
        (CorrectionStep.Asked, CorrectionStep.Escalated, CorrectionSide.Program),
        (CorrectionStep.Answered, CorrectionStep.Escalated, CorrectionSide.Program),
        (CorrectionStep.Escalated, CorrectionStep.Unanswered, CorrectionSide.Program),
        (CorrectionStep.AskedBack, CorrectionStep.Answered, CorrectionSide.Worker),
        (CorrectionStep.AskedBack, CorrectionStep.Withdrawn, CorrectionSide.Worker),
        (CorrectionStep.AskedBack, CorrectionStep.Agreed, CorrectionSide.Employer),
        (CorrectionStep.AskedBack, CorrectionStep.Refused, CorrectionSide.Employer),
    ];

    [Fact]
    public void A_step_follows_where_it_may_and_nowhere_else()
    {
        var lasts = Enum.GetValues<CorrectionStep>().Select(step => (CorrectionStep?)step).Prepend(null);
        var told =
            from last in lasts
            from next in Enum.GetValues<CorrectionStep>()
            from side in Enum.GetValues<CorrectionSide>()
            where CorrectionRules.May(last, next, side) != Allowed.Contains((last, next, side))
            select $"{last} → {next} by {side}";
        Assert.Equal([], told);
    }

    [Theory]
    [InlineData(29, CorrectionStep.Asked, null)]
    [InlineData(30, CorrectionStep.Asked, CorrectionStep.Escalated)]
    [InlineData(400, CorrectionStep.Answered, CorrectionStep.Escalated)]
    [InlineData(59, CorrectionStep.Escalated, null)]
    [InlineData(60, CorrectionStep.Escalated, CorrectionStep.Unanswered)]
    [InlineData(400, CorrectionStep.Unanswered, null)]
    public void Silence_has_its_days(int days, CorrectionStep step, CorrectionStep? due)
    {
        var request = Request(step) with { WaitsSince = Now.AddDays(-days) };
        Assert.Equal(due, CorrectionRules.DueOf(request, Now, EscalateSilence.Patience));
    }

    [Fact]
    public void The_time_does_not_run_while_the_worker_is_asked()
    {
        var asked = CorrectionRules.After(
            Request(CorrectionStep.Asked),
            CorrectionStep.AskedBack,
            CorrectionSide.Employer,
            "Which day?",
            Now
        );
        Assert.Null(asked.WaitsSince);
        Assert.Null(CorrectionRules.DueOf(asked, Now.AddYears(1), EscalateSilence.Patience));
        var answered = CorrectionRules.After(asked, CorrectionStep.Answered, CorrectionSide.Worker, "The 13th", Now.AddDays(3));
        Assert.Equal(Now.AddDays(3), answered.WaitsSince);
    }

    [Theory]
    [InlineData(CorrectionStep.Refused, true, false)]
    [InlineData(CorrectionStep.AskedBack, true, false)]
    [InlineData(CorrectionStep.Agreed, true, true)]
    [InlineData(CorrectionStep.Agreed, false, false)]
    public void A_word_is_asked_for_where_the_worker_needs_one(CorrectionStep step, bool hasProposal, bool mayBeSilent)
    {
        var request = Request(CorrectionStep.Asked) with { Proposal = hasProposal ? "{}" : null };
        CorrectionRequestVersion Take() => CorrectionRules.After(request, step, CorrectionSide.Employer, "  ", Now);
        if (mayBeSilent)
        {
            Assert.Equal(step, Take().Step);
        }
        else
        {
            Assert.Equal("correctionWords", Assert.Throws<RefusedException>(Take).Anomaly.Code);
        }
    }

    [Fact]
    public void Words_have_an_end() =>
        Assert.Equal(
            "correctionTooLong",
            Assert
                .Throws<RefusedException>(() =>
                    CorrectionRules.After(
                        Request(CorrectionStep.Asked),
                        CorrectionStep.Refused,
                        CorrectionSide.Employer,
                        new('a', CorrectionRules.LongestWords + 1),
                        Now
                    )
                )
                .Anomaly.Code
        );

    private static IEnumerable<(CorrectionStep?, CorrectionStep, CorrectionSide)> Waiting(CorrectionStep last) =>
        [
            (last, CorrectionStep.AskedBack, CorrectionSide.Employer),
            (last, CorrectionStep.Agreed, CorrectionSide.Employer),
            (last, CorrectionStep.Refused, CorrectionSide.Employer),
            (last, CorrectionStep.Withdrawn, CorrectionSide.Worker),
        ];

    private static CorrectionRequestVersion Request(CorrectionStep step) =>
        new()
        {
            EmployerId = Guid.CreateVersion7(),
            Origin = "manual",
            RequestId = Guid.CreateVersion7(),
            WorkerId = Guid.CreateVersion7(),
            Subject = CorrectionSubject.Figure,
            AboutId = null,
            Proposal = null,
            Step = step,
            Side = CorrectionSide.Worker,
            Words = "A day is missing.",
            AskedAt = Now,
            WaitsSince = Now,
        };
}
