using System.Data.Common;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Plans;

/// <summary>Reads the training plans of an employer.</summary>
public static class ReadPlans
{
    /// <summary>The plan of the latest period first.</summary>
    public static async Task<IReadOnlyList<Plan>> All(DbConnection connection, Guid employerId, CancellationToken cancel) =>
        Made(
            await ReadVersions.Now(connection, Tables.TrainingPlan, employerId, cancel),
            await ReadVersions.Now(connection, Tables.TrainingPlanLine, employerId, cancel),
            await ReadVersions.Now(connection, Tables.TrainingPlanLink, employerId, cancel)
        );

    /// <summary>The same as the employer's journal stood at a line.</summary>
    public static async Task<IReadOnlyList<Plan>> At(
        DbConnection connection,
        Guid employerId,
        long seq,
        CancellationToken cancel
    ) =>
        Made(
            await ReadVersions.At(connection, Tables.TrainingPlan, employerId, seq, cancel),
            await ReadVersions.At(connection, Tables.TrainingPlanLine, employerId, seq, cancel),
            await ReadVersions.At(connection, Tables.TrainingPlanLink, employerId, seq, cancel)
        );

    /// <summary>Null: there is no such plan.</summary>
    public static async Task<Plan?> Find(DbConnection connection, Guid employerId, Guid planId, CancellationToken cancel) =>
        Made(
            await OfPlan(connection, Tables.TrainingPlan, employerId, planId, cancel),
            await OfPlan(connection, Tables.TrainingPlanLine, employerId, planId, cancel),
            await OfPlan(connection, Tables.TrainingPlanLink, employerId, planId, cancel)
        )
            is [var plan]
            ? plan
            : null;

    /// <summary>The plan that covers a year; where there are several, the one that is fixed, then the one that begins last.</summary>
    public static async Task<Plan?> OfYear(DbConnection connection, Guid employerId, int year, CancellationToken cancel) =>
        (await All(connection, employerId, cancel)).OfYear(year);

    /// <summary>The same of plans that were read.</summary>
    public static Plan? OfYear(this IEnumerable<Plan> plans, int year) =>
        plans
            .Where(plan => plan.Covers(year))
            .OrderBy(plan => plan.Fixed is null)
            .ThenByDescending(plan => plan.Latest.Head.FromOn)
            .FirstOrDefault();

    /// <summary>
    /// Which step of the plan of a year was taken on which day. Of a plan that was amended, those of its first edition: the
    /// days the law sets are about it. Null: no plan covers the year.
    /// </summary>
    public static PlanSteps? StepsOf(this IEnumerable<Plan> plans, int year)
    {
        if (plans.OfYear(year) is not { } plan)
        {
            return null;
        }
        var head = plan.Editions[0].Head;
        return new(plan.PlanId, head.FromOn.Year, head.SentOn, head.OpinionOn, head.FixedOn, head.InForceOn, head.FiledOn);
    }

    /// <summary>Every state of an edition, the newest first, with the line of the journal that made it.</summary>
    public static async Task<IReadOnlyList<(JournalLine Line, PlanEdition State)>> History(
        DbConnection connection,
        Guid employerId,
        Guid planId,
        int edition,
        CancellationToken cancel
    )
    {
        var heads = await Ever(connection, Tables.TrainingPlan, employerId, planId, edition, cancel);
        var lines = await Ever(connection, Tables.TrainingPlanLine, employerId, planId, edition, cancel);
        var seqs = heads
            .Concat<FactVersion>(lines)
            .SelectMany(version => (long?[])[version.Recorded, version.Superseded])
            .OfType<long>()
            .ToHashSet();
        var states = new List<(JournalLine, PlanEdition)>();
        foreach (var line in await ReadHistory.Lines(connection, employerId, seqs, cancel))
        {
            if (heads.Find(head => head.HoldsAt(line.Seq)) is { } head)
            {
                states.Add((line, new(head, InOrder(lines.Where(one => one.HoldsAt(line.Seq))))));
            }
        }
        return states;
    }

    private static List<Plan> Made(
        List<TrainingPlanVersion> heads,
        List<TrainingPlanLineVersion> lines,
        List<TrainingPlanLinkVersion> links
    )
    {
        var linesOf = lines.ToLookup(line => (line.PlanId, line.Edition));
        var linksOf = links.ToLookup(link => link.PlanId);
        return
        [
            .. heads
                .GroupBy(head => head.PlanId)
                .Select(plan => new Plan(
                    plan.Key,
                    [
                        .. plan.OrderBy(head => head.Edition)
                            .Select(head => new PlanEdition(head, InOrder(linesOf[(head.PlanId, head.Edition)]))),
                    ],
                    [.. linksOf[plan.Key]]
                ))
                .OrderByDescending(plan => plan.Latest.Head.FromOn)
                .ThenByDescending(plan => plan.PlanId),
        ];
    }

    private static System.Collections.Immutable.ImmutableArray<TrainingPlanLineVersion> InOrder(
        IEnumerable<TrainingPlanLineVersion> lines
    ) => [.. lines.OrderBy(line => line.Position).ThenBy(line => line.LineId)];

    private static Task<List<T>> OfPlan<T>(
        DbConnection connection,
        BulkTable<T> table,
        Guid employerId,
        Guid planId,
        CancellationToken cancel
    )
        where T : FactVersion =>
        ReadVersions.Query<T>(
            connection,
            $"""
            select {table.ColumnList} from {table.Name}
            where employer_id = @employerId and plan_id = @planId and superseded is null
            """,
            new { employerId, planId },
            cancel
        );

    private static Task<List<T>> Ever<T>(
        DbConnection connection,
        BulkTable<T> table,
        Guid employerId,
        Guid planId,
        int edition,
        CancellationToken cancel
    )
        where T : FactVersion =>
        ReadVersions.Query<T>(
            connection,
            $"""
            select {table.ColumnList} from {table.Name}
            where employer_id = @employerId and plan_id = @planId and edition = @edition
            """,
            new
            {
                employerId,
                planId,
                edition,
            },
            cancel
        );
}
