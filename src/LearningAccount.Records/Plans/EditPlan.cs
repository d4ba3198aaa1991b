using LearningAccount.Law.Texts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Plans;

/// <summary>Changes what the last edition of a plan says, as long as it is not fixed.</summary>
public static class EditPlan
{
    /// <summary>Its period and what it says as a whole. Steps stay as they are.</summary>
    /// <exception cref="RefusedException"><c>plan.unknown</c>; <c>plan.isFixed</c>; something in it cannot be.</exception>
    public static async Task Words(Change change, TrainingPlanVersion said, CancellationToken cancel)
    {
        await change.Touch(said.EmployerId, "sayPlan", cancel);
        var before = Open(await Needed(change, said.EmployerId, said.PlanId, cancel)).Head;
        var after = before with
        {
            Origin = FactVersion.ByHand,
            FromOn = said.FromOn,
            ToOn = said.ToOn,
            Contribution = said.Contribution,
            RiskGroups = said.RiskGroups,
            Shortage = said.Shortage,
            Gender = said.Gender,
            Evaluation = said.Evaluation,
            Remark = said.Remark,
        };
        await Replace(change, before, after, cancel);
    }

    /// <summary>One training of it: new where its id is not known, else changed.</summary>
    /// <exception cref="RefusedException"><c>plan.unknown</c>; <c>plan.isFixed</c>; something in it cannot be.</exception>
    public static async Task Line(Change change, TrainingPlanLineVersion said, CancellationToken cancel)
    {
        await change.Touch(said.EmployerId, "sayPlanLine", cancel);
        var plan = Open(await Needed(change, said.EmployerId, said.PlanId, cancel));
        var before = plan.Line(said.LineId);
        var after = said with
        {
            Origin = FactVersion.ByHand,
            Edition = plan.Head.Edition,
            Position = before?.Position ?? plan.Lines.Select(line => line.Position).DefaultIfEmpty().Max() + 1,
        };
        PlanChecks.OrThrow(PlanChecks.Of(after));
        if (before is null)
        {
            PlanChecks.OrThrow(PlanChecks.OfCount(plan.Lines.Length + 1));
            change.Insert(Tables.TrainingPlanLine, after);
        }
        else if (!Registry.SayFacts.IsSame(after, before))
        {
            await change.Replace(Tables.TrainingPlanLine, before, after, cancel);
        }
    }

    /// <exception cref="RefusedException"><c>plan.unknown</c>; <c>plan.isFixed</c>.</exception>
    public static async Task RemoveLine(Change change, Guid employerId, Guid planId, Guid lineId, CancellationToken cancel)
    {
        await change.Touch(employerId, "removePlanLine", cancel);
        var plan = Open(await Needed(change, employerId, planId, cancel));
        var line = plan.Line(lineId) ?? throw new RefusedException("plan.unknown", "line");
        await change.Supersede(Tables.TrainingPlanLine, [line], cancel);
    }

    /// <summary>
    /// Says which training of the plan those of a title belong to; null: to none but by their title. It is no part of what was
    /// fixed, so it can be said at any time.
    /// </summary>
    /// <exception cref="RefusedException"><c>plan.unknown</c>.</exception>
    public static async Task Link(
        Change change,
        Guid employerId,
        Guid planId,
        string title,
        Guid? lineId,
        CancellationToken cancel
    )
    {
        await change.Touch(employerId, "linkPlanLine", cancel);
        var plan = await Needed(change, employerId, planId, cancel);
        if (lineId is { } line && !plan.Editions.Any(edition => edition.Line(line) is not null))
        {
            throw new RefusedException("plan.unknown", "line");
        }
        PlanChecks.OrThrow(new Registry.FactChecks().Text("title", title, PlanChecks.TitleLength, isRequired: true).Found);
        var key = Letters.Of(title);
        var before = plan.Links.Where(link => string.Equals(Letters.Of(link.Title), key, StringComparison.Ordinal)).ToList();
        if (before is [var same] && same.LineId == lineId)
        {
            return;
        }
        await change.Supersede(Tables.TrainingPlanLink, before, cancel);
        if (lineId is { } to)
        {
            change.Insert(
                Tables.TrainingPlanLink,
                new TrainingPlanLinkVersion
                {
                    EmployerId = employerId,
                    Origin = FactVersion.ByHand,
                    PlanId = planId,
                    Title = title,
                    LineId = to,
                }
            );
        }
    }

    internal static async Task<Plan> Needed(Change change, Guid employerId, Guid planId, CancellationToken cancel) =>
        await ReadPlans.Find(change.Connection, employerId, planId, cancel) ?? throw new RefusedException("plan.unknown", "plan");

    /// <exception cref="RefusedException"><c>plan.isFixed</c>.</exception>
    internal static PlanEdition Open(Plan plan) =>
        plan.Latest.IsFixed ? throw new RefusedException("plan.isFixed", "plan") : plan.Latest;

    internal static async Task Replace(
        Change change,
        TrainingPlanVersion before,
        TrainingPlanVersion after,
        CancellationToken cancel
    )
    {
        PlanChecks.OrThrow(PlanChecks.Of(after));
        if (!Registry.SayFacts.IsSame(after, before))
        {
            await change.Replace(Tables.TrainingPlan, before, after, cancel);
        }
    }
}
