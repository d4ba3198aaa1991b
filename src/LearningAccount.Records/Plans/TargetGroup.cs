using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;

namespace LearningAccount.Records.Plans;

/// <summary>By what somebody belongs to a target group.</summary>
public enum GroupPart
{
    All,
    Committee,
    BlueCollar,
    WhiteCollar,
    Department,
    Site,
}

/// <summary>One part of whom a training is meant for: everybody, a joint committee, a department in the employer's own words.</summary>
public sealed record TargetGroup(GroupPart Part, string? Value = null)
{
    /// <summary>As it is kept and as a form sends it: <c>department:Logistics</c>.</summary>
    public override string ToString() => Value is null ? CodeText.Of(Part) : string.Create(null, $"{CodeText.Of(Part)}:{Value}");

    public static bool TryParse(string text, out TargetGroup group)
    {
        group = new(GroupPart.All);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var code = colon < 0 ? text : text[..colon];
        var value = colon < 0 ? null : text[(colon + 1)..];
        foreach (var part in Enum.GetValues<GroupPart>())
        {
            var takesValue = part is GroupPart.Committee or GroupPart.Department or GroupPart.Site;
            if (string.Equals(CodeText.Of(part), code, StringComparison.Ordinal) && takesValue == value is { Length: > 0 })
            {
                group = new(part, value);
                return part is not GroupPart.Committee || JointCommittee.TryParse(value!, out _);
            }
        }
        return false;
    }

    /// <summary>The parts of a group as they are kept; none where it is told in words alone.</summary>
    public static ImmutableArray<TargetGroup> Read(string? parts) =>
        [
            .. (parts ?? "")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => TryParse(part, out var group) ? group : null)
                .OfType<TargetGroup>(),
        ];

    public static string? Write(IEnumerable<TargetGroup> parts) =>
        string.Join('\n', parts.Distinct().Select(part => part.ToString())) is { Length: > 0 } text ? text : null;

    /// <summary>True where the worker belongs to it at some time between two days.</summary>
    public bool Covers(WorkerSnapshot worker, DateOnly from, DateOnly to) =>
        Part switch
        {
            GroupPart.All => true,
            GroupPart.Department => string.Equals(worker.Identity?.Department, Value, StringComparison.OrdinalIgnoreCase),
            GroupPart.Site => string.Equals(worker.Identity?.Site, Value, StringComparison.OrdinalIgnoreCase),
            _ => Between(worker, from, to).Any(Covers),
        };

    /// <summary>What the worker did for the employer between two days.</summary>
    public static IEnumerable<Employment> Between(WorkerSnapshot worker, DateOnly from, DateOnly to) =>
        worker.Facts.Employments.Where(employment => employment.Start <= to && !(employment.End < from));

    private bool Covers(Employment employment) =>
        Part switch
        {
            GroupPart.Committee => JointCommittee.TryParse(Value!, out var committee)
                && (
                    employment.JointCommittee == committee
                    || employment.JointCommittee?.Parent == committee
                    || employment.JointCommittee?.Parent?.Parent == committee
                ),
            GroupPart.BlueCollar => IsOf(employment, WorkerCategory.BlueCollar, 1),
            _ => IsOf(employment, WorkerCategory.Employee, 2),
        };

    // Where nothing tells blue from white collar, the first digit of the committee does (R11.1).
    private static bool IsOf(Employment employment, WorkerCategory category, int digit) =>
        employment.Category is WorkerCategory.BlueCollar or WorkerCategory.Employee
            ? employment.Category == category
            : employment.JointCommittee?.Main / 100 == digit;
}
