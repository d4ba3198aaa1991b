using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Plans;

/// <summary>Makes training plans, changes them and takes their steps.</summary>
internal static class PlanChanges
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("createTrainingPlan", Right.ManageRights, Create),
            new("replaceTrainingPlanWords", Right.ManageRights, ReplaceWords),
            new("withdrawTrainingPlan", Right.ManageRights, Withdraw),
            new("amendTrainingPlan", Right.ManageRights, Amend),
            new("takeTrainingPlanStep", Right.ManageRights, TakeStep),
            new("takeBackTrainingPlanStep", Right.ManageRights, TakeBack),
            new("addTrainingPlanLine", Right.ManageRights, AddLine),
            new("replaceTrainingPlanLine", Right.ManageRights, ReplaceLine),
            new("removeTrainingPlanLine", Right.ManageRights, RemoveLine),
            new("linkTrainingPlanTitle", Right.ManageRights, Link),
        ];

    private static async Task<ApiAnswer> Create(ApiCall call, CancellationToken cancel)
    {
        var (from, to) = (call.Body.DayOf("startDate")!.Value, call.Body.DayOf("endDate")!.Value);
        await Placed(() =>
        {
            PlanChecks.OrThrow(PlanChecks.OfPeriod(from, to));
            return Task.CompletedTask;
        });
        var sent = SentPlan.Lines(call.Body, call.EmployerId);
        var sources = call.Body.TryGetProperty("propose", out var asked)
            ? asked
                .EnumerateArray()
                .Select(one => Enum.Parse<PlanSources>(one.GetString()!, ignoreCase: true))
                .Aggregate(PlanSources.None, (all, one) => all | one)
            : PlanSources.None;
        var seen = await Seen.Employer(call, cancel);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "openPlan", cancel);
                var plans = await ReadPlans.All(change.Connection, call.EmployerId, cancel);
                var before = plans.FirstOrDefault(plan => plan.Latest.Head.FromOn < from);
                var proposed = ProposeLines.Of(seen.Snapshot, from, to, sources, before?.Fixed ?? before?.Latest);
                var id = await OpenPlan.Do(change, call.EmployerId, from, to, [.. sent, .. proposed], cancel);
                var made = (await ReadPlans.Find(change.Connection, call.EmployerId, id, cancel))!;
                return PlansApi.Answer(call, made, made.Latest, seen) with
                {
                    Status = StatusCodes.Status201Created,
                    Location = PlansApi.LinkOf(call, id),
                };
            },
            cancel
        );
    }

    private static Task<ApiAnswer> ReplaceWords(ApiCall call, CancellationToken cancel) =>
        MadeOfPlan(
            call,
            "sayPlan",
            (change, plan) => EditPlan.Words(change, SentPlan.Words(call.Body, plan.Latest.Head), cancel),
            cancel
        );

    private static Task<ApiAnswer> Amend(ApiCall call, CancellationToken cancel) =>
        MadeOfPlan(call, "amendPlan", (change, plan) => OpenPlan.Amend(change, call.EmployerId, plan.PlanId, cancel), cancel);

    private static Task<ApiAnswer> TakeBack(ApiCall call, CancellationToken cancel) =>
        MadeOfPlan(
            call,
            "takeBackPlanStep",
            (change, plan) => TakePlanStep.Back(change, new(call.EmployerId, plan.PlanId), cancel),
            cancel
        );

    private static Task<ApiAnswer> TakeStep(ApiCall call, CancellationToken cancel)
    {
        var (sent, today) = (call.Body, call.Today);
        var key = new PlanKey(call.EmployerId, call.Id(PlansApi.IdParameter));
        var on = sent.DayOf("on") ?? today;
        var (action, step) = sent.TextOf("step") switch
        {
            "send" => (
                "sendPlan",
                (Func<Change, Task>)(
                    change =>
                        TakePlanStep.Send(
                            change,
                            key,
                            sent.CodeOf<PlanBody>("sentTo") ?? throw SentFacts.Wrong("sentTo", "missing"),
                            on,
                            sent.DayOf("meetingOn"),
                            today,
                            cancel
                        )
                )
            ),
            "advise" => (
                "advisePlan",
                change => TakePlanStep.Advise(change, key, on, sent.TextOf("opinion")?.Trim(), today, cancel)
            ),
            "fix" => ("fixPlan", change => TakePlanStep.Fix(change, key, on, sent.DayOf("inForceOn") ?? on, today, cancel)),
            _ => ("filePlan", change => TakePlanStep.File(change, key, on, sent.TextOf("reference")?.Trim(), today, cancel)),
        };
        return MadeOfPlan(call, action, (change, _) => step(change), cancel);
    }

    private static Task<ApiAnswer> AddLine(ApiCall call, CancellationToken cancel)
    {
        var line = Guid.CreateVersion7();
        return MadeOfPlan(
            call,
            "sayPlanLine",
            (change, plan) => Say(call, change, plan, line, cancel),
            plan =>
            {
                var made = plan.Latest.Line(line)!;
                return PlansApi.Answer(call, plan, made) with
                {
                    Status = StatusCodes.Status201Created,
                    Location = PlansApi.LinkOf(call, plan.PlanId, made),
                };
            },
            cancel
        );
    }

    private static Task<ApiAnswer> ReplaceLine(ApiCall call, CancellationToken cancel) =>
        MadeOfPlan(
            call,
            "sayPlanLine",
            (change, plan) => Say(call, change, plan, PlansApi.LineOf(call, plan).LineId, cancel),
            plan => PlansApi.Answer(call, plan, PlansApi.LineOf(call, plan)),
            cancel
        );

    private static Task<ApiAnswer> RemoveLine(ApiCall call, CancellationToken cancel) =>
        MadeOfPlan(
            call,
            "removePlanLine",
            (change, plan) =>
                EditPlan.RemoveLine(change, call.EmployerId, plan.PlanId, PlansApi.LineOf(call, plan).LineId, cancel),
            _ => ApiAnswer.NoContent,
            cancel
        );

    private static Task<ApiAnswer> Link(ApiCall call, CancellationToken cancel)
    {
        Guid? line = call.Body.TextOf("lineId") is { } id ? Guid.Parse(id) : null;
        return MadeOfPlan(
            call,
            "linkPlanLine",
            (change, plan) =>
            {
                if (line is { } to && !plan.Editions.Any(edition => edition.Line(to) is not null))
                {
                    throw SentFacts.Wrong("lineId", "planLineUnknown", call.Body.TextOf("lineId"));
                }
                return EditPlan.Link(change, call.EmployerId, plan.PlanId, call.Body.TextOf("title")!.Trim(), line, cancel);
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Withdraw(ApiCall call, CancellationToken cancel) =>
        await call.Make(
            async change =>
            {
                var plan = await Checked(call, change, "withdrawPlan", cancel);
                await OpenPlan.Withdraw(change, call.EmployerId, plan.PlanId, cancel);
                return ApiAnswer.NoContent;
            },
            cancel
        );

    private static Task Say(ApiCall call, Change change, Plan plan, Guid line, CancellationToken cancel) =>
        EditPlan.Line(change, SentPlan.Line(call.Body, call.EmployerId, plan.PlanId, line), cancel);

    /// <summary>Changes the plan of the address as it is known now, and answers it as it is then.</summary>
    private static async Task<ApiAnswer> MadeOfPlan(
        ApiCall call,
        string action,
        Func<Change, Plan, Task> work,
        CancellationToken cancel
    )
    {
        var seen = await Seen.Employer(call, cancel);
        return await MadeOfPlan(call, action, work, plan => PlansApi.Answer(call, plan, plan.Latest, seen), cancel);
    }

    private static Task<ApiAnswer> MadeOfPlan(
        ApiCall call,
        string action,
        Func<Change, Plan, Task> work,
        Func<Plan, ApiAnswer> answer,
        CancellationToken cancel
    ) =>
        call.Make(
            async change =>
            {
                var before = await Checked(call, change, action, cancel);
                await Placed(() => work(change, before));
                return answer((await ReadPlans.Find(change.Connection, call.EmployerId, before.PlanId, cancel))!);
            },
            cancel
        );

    private static async Task<Plan> Checked(ApiCall call, Change change, string action, CancellationToken cancel)
    {
        await change.Touch(call.EmployerId, action, cancel);
        var plan = await PlansApi.Find(call, change.Connection, cancel);
        call.CheckIfMatch(PlansApi.VersionOf(plan));
        return plan;
    }

    private static async Task Placed(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (RefusedException refused) when (SentPlan.PlaceOf(refused.Anomaly.At) != refused.Anomaly.At)
        {
            throw new RefusedException(refused.Anomaly with { At = SentPlan.PlaceOf(refused.Anomaly.At) });
        }
    }
}
