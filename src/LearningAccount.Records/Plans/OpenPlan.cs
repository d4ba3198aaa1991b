using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Plans;

/// <summary>Begins plans, and amends those that were fixed.</summary>
public static class OpenPlan
{
    /// <summary>Begins a plan for a period with lines that were proposed. Returns its id.</summary>
    /// <exception cref="RefusedException">The period or a line cannot be.</exception>
    public static async Task<Guid> Do(
        Change change,
        Guid employerId,
        DateOnly from,
        DateOnly to,
        IReadOnlyList<TrainingPlanLineVersion> lines,
        CancellationToken cancel
    )
    {
        await change.Touch(employerId, "openPlan", cancel);
        var planId = Guid.CreateVersion7();
        var head = new TrainingPlanVersion
        {
            EmployerId = employerId,
            Origin = FactVersion.ByHand,
            PlanId = planId,
            Edition = 1,
            FromOn = from,
            ToOn = to,
        };
        PlanChecks.OrThrow(PlanChecks.Of(head));
        PlanChecks.OrThrow(PlanChecks.OfCount(lines.Count));
        TrainingPlanLineVersion[] all =
        [
            .. lines.Select(
                (line, place) =>
                    line with
                    {
                        EmployerId = employerId,
                        PlanId = planId,
                        Edition = 1,
                        LineId = Guid.CreateVersion7(),
                        Position = place + 1,
                    }
            ),
        ];
        foreach (var line in all)
        {
            PlanChecks.OrThrow(PlanChecks.Of(line));
        }
        change.Insert(Tables.TrainingPlan, head);
        change.Insert(Tables.TrainingPlanLine, all);
        return planId;
    }

    /// <summary>
    /// Begins the next edition of a fixed plan, with all it says and none of its steps taken; where one is begun already,
    /// nothing happens.
    /// </summary>
    /// <exception cref="RefusedException"><c>plan.unknown</c>; <c>plan.notFixed</c>.</exception>
    public static async Task Amend(Change change, Guid employerId, Guid planId, CancellationToken cancel)
    {
        await change.Touch(employerId, "amendPlan", cancel);
        var plan = await EditPlan.Needed(change, employerId, planId, cancel);
        var last = plan.Latest;
        if (!last.IsFixed)
        {
            if (last.IsAmendment)
            {
                return;
            }
            throw new RefusedException("plan.notFixed", "plan");
        }
        var head = last.Head with
        {
            Edition = last.Head.Edition + 1,
            Origin = FactVersion.ByHand,
            SentOn = null,
            MeetingOn = null,
            OpinionOn = null,
            Opinion = null,
            FixedOn = null,
            InForceOn = null,
            FiledOn = null,
            FiledReference = null,
        };
        change.Insert(Tables.TrainingPlan, head);
        change.Insert(Tables.TrainingPlanLine, [.. last.Lines.Select(line => line with { Edition = head.Edition })]);
    }

    /// <summary>Withdraws the last edition, which is no more than a draft; with the first one the plan is gone.</summary>
    /// <exception cref="RefusedException"><c>plan.unknown</c>; <c>plan.isFixed</c>.</exception>
    public static async Task Withdraw(Change change, Guid employerId, Guid planId, CancellationToken cancel)
    {
        await change.Touch(employerId, "withdrawPlan", cancel);
        var plan = await EditPlan.Needed(change, employerId, planId, cancel);
        var last = EditPlan.Open(plan);
        await change.Supersede(Tables.TrainingPlan, [last.Head], cancel);
        await change.Supersede(Tables.TrainingPlanLine, last.Lines, cancel);
        if (!last.IsAmendment)
        {
            await change.Supersede(Tables.TrainingPlanLink, plan.Links, cancel);
        }
    }
}
