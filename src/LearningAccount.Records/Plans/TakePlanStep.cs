using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Plans;

/// <summary>Says that a step of a plan was taken, on which day. None has to wait for another: what was skipped is remarked.</summary>
public static class TakePlanStep
{
    /// <summary>The draft was sent for an opinion.</summary>
    public static Task Send(
        Change change,
        PlanKey plan,
        PlanBody body,
        DateOnly on,
        DateOnly? meeting,
        DateOnly today,
        CancellationToken cancel
    ) =>
        StepTaken(
            change,
            plan,
            "sendPlan",
            isFixed: false,
            (on, "sentOn"),
            today,
            head => head with { Body = body, SentOn = on, MeetingOn = meeting },
            cancel
        );

    /// <summary>The opinion is there.</summary>
    public static Task Advise(
        Change change,
        PlanKey plan,
        DateOnly on,
        string? opinion,
        DateOnly today,
        CancellationToken cancel
    ) =>
        StepTaken(
            change,
            plan,
            "advisePlan",
            isFixed: false,
            (on, "opinionOn"),
            today,
            head => head with { OpinionOn = on, Opinion = opinion },
            cancel
        );

    /// <summary>The plan is fixed: from here on it does not change.</summary>
    public static Task Fix(
        Change change,
        PlanKey plan,
        DateOnly on,
        DateOnly inForce,
        DateOnly today,
        CancellationToken cancel
    ) =>
        StepTaken(
            change,
            plan,
            "fixPlan",
            isFixed: false,
            (on, "fixedOn"),
            today,
            head => head with { FixedOn = on, InForceOn = inForce },
            cancel
        );

    /// <summary>A copy was filed with the FPS Employment.</summary>
    public static Task File(
        Change change,
        PlanKey plan,
        DateOnly on,
        string? reference,
        DateOnly today,
        CancellationToken cancel
    ) =>
        StepTaken(
            change,
            plan,
            "filePlan",
            isFixed: true,
            (on, "filedOn"),
            today,
            head => head with { FiledOn = on, FiledReference = reference },
            cancel
        );

    /// <summary>Takes back the last step that was said: it was said by mistake.</summary>
    /// <exception cref="RefusedException"><c>plan.unknown</c>; <c>plan.noStep</c>: none was taken.</exception>
    public static async Task Back(Change change, PlanKey plan, CancellationToken cancel)
    {
        await change.Touch(plan.EmployerId, "takeBackPlanStep", cancel);
        var last = (await EditPlan.Needed(change, plan.EmployerId, plan.PlanId, cancel)).Latest;
        var head = last.Head with { Origin = FactVersion.ByHand };
        head = last.Step switch
        {
            PlanStep.Filed => head with { FiledOn = null, FiledReference = null },
            PlanStep.Fixed => head with { FixedOn = null, InForceOn = null },
            PlanStep.Advised => head with { OpinionOn = null, Opinion = null },
            PlanStep.Sent => head with { SentOn = null, MeetingOn = null, Body = null },
            _ => throw new RefusedException("plan.noStep", "plan"),
        };
        await EditPlan.Replace(change, last.Head, head, cancel);
    }

    private static async Task StepTaken(
        Change change,
        PlanKey plan,
        string action,
        bool isFixed,
        (DateOnly Day, string Field) on,
        DateOnly today,
        Func<TrainingPlanVersion, TrainingPlanVersion> step,
        CancellationToken cancel
    )
    {
        await change.Touch(plan.EmployerId, action, cancel);
        var last = (await EditPlan.Needed(change, plan.EmployerId, plan.PlanId, cancel)).Latest;
        if (last.IsFixed != isFixed)
        {
            throw new RefusedException(isFixed ? "plan.notFixed" : "plan.isFixed", "plan");
        }
        if (on.Day > today)
        {
            throw new RefusedException("plan.dayAhead", on.Field);
        }
        await EditPlan.Replace(change, last.Head, step(last.Head with { Origin = FactVersion.ByHand }), cancel);
    }
}

/// <summary>A plan of an employer.</summary>
public readonly record struct PlanKey(Guid EmployerId, Guid PlanId);
