using LearningAccount.App.Plans;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Wording;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Plans;

namespace LearningAccount.App.Portal.Plans;

/// <summary>What a target group can be made of: as the workers of an employer are known, and as it was chosen before.</summary>
internal static class GroupOptions
{
    private const int Most = 100;

    public static IReadOnlyList<FieldOption> Of(EmployerSnapshot snapshot, string? chosen, Words words)
    {
        IEnumerable<TargetGroup> parts =
        [
            .. TargetGroup.Read(chosen),
            new(GroupPart.All),
            new(GroupPart.BlueCollar),
            new(GroupPart.WhiteCollar),
            .. Named(
                snapshot,
                GroupPart.Committee,
                worker => worker.Facts.Employments.Select(employment => employment.JointCommittee?.Digits)
            ),
            .. Named(snapshot, GroupPart.Department, worker => [worker.Identity?.Department]),
            .. Named(snapshot, GroupPart.Site, worker => [worker.Identity?.Site]),
        ];
        return
        [
            .. parts
                .Distinct()
                .OrderBy(part => part.Part)
                .Take(Most)
                .Select(part => new FieldOption(part.ToString(), PlanWords.Part(part, words))),
        ];
    }

    private static IEnumerable<TargetGroup> Named(
        EmployerSnapshot snapshot,
        GroupPart part,
        Func<WorkerSnapshot, IEnumerable<string?>> names
    ) =>
        snapshot
            .Workers.SelectMany(names)
            .Where(name => name is { Length: > 0 } && !name.Contains('\n', StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Order(NameOrder.Comparer)
            .Select(name => new TargetGroup(part, name));
}
