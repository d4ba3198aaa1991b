using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Tells where a staff list and the declarations differ; the declarations are kept.</summary>
internal static class CompareSources
{
    public static IEnumerable<Disagreement> Of(
        ImmutableArray<ContractVersion> run,
        IReadOnlyCollection<EmploymentPart> declared,
        DateOnly from,
        DateOnly? to
    )
    {
        var first = run[0];
        if (first.StartOn > from && !declared.Any(part => part.From == first.StartOn))
        {
            yield return Disagreement.Of(
                Point.Start,
                from,
                ColumnText.Of(from),
                declared.MinBy(part => part.From)!.Source,
                ColumnText.Of(first.StartOn),
                first
            );
        }
        var last = run.MaxBy(contract => contract.EndOn ?? DateOnly.MaxValue)!;
        if (to is { } end && last.EndOn != end)
        {
            yield return Disagreement.Of(
                Point.End,
                end,
                ColumnText.Of(end),
                declared.MaxBy(part => part.To)!.Source,
                Disagreement.Day(last.EndOn),
                last
            );
        }
        // What a list says of a regime is true when it is made: compared on the last day that both know.
        var common = Days.Earlier(last.EndOn, to) ?? DateOnly.MaxValue;
        var then = On(declared, common);
        if (then.Count == 0)
        {
            yield break;
        }
        if (FractionOf(last) is { } listed && listed != Sum(then))
        {
            yield return Disagreement.Of(Point.Regime, common, Sum(then).ToString(), then[0].Source, listed.ToString(), last);
        }
        if (
            last.JointCommittee is { } committee
            && then.TrueForAll(part => part.JointCommittee is { } other && !Related(committee, other))
        )
        {
            yield return Disagreement.Of(
                Point.Committee,
                common,
                $"{then[0].JointCommittee}",
                then[0].Source,
                $"{committee}",
                last
            );
        }
    }

    /// <summary>The parts that hold on a day.</summary>
    public static List<EmploymentPart> On(IEnumerable<EmploymentPart> parts, DateOnly day) =>
        [.. parts.Where(part => part.From <= day && !(part.To < day))];

    private static Fraction Sum(IEnumerable<EmploymentPart> parts) =>
        Fraction.Min(1, parts.Aggregate(Fraction.Zero, (sum, part) => sum + (FractionOf(part.Regime) ?? 0)));

    private static Fraction? FractionOf(ContractVersion contract) =>
        contract.Fraction ?? (contract is { Hours: { } hours, FullTimeHours: { } full } ? Fraction.Min(1, hours / full) : null);

    private static Fraction? FractionOf(WorkRegime regime) =>
        regime.Fraction ?? (regime is { Hours: { } hours, FullTimeHours: { } full } ? Fraction.Min(1, hours / full) : null);

    private static bool Related(JointCommittee a, JointCommittee b) => IsPartOf(a, b) || IsPartOf(b, a);

    private static bool IsPartOf(JointCommittee part, JointCommittee whole)
    {
        for (JointCommittee? up = part; up is not null; up = up.Value.Parent)
        {
            if (up == whole)
            {
                return true;
            }
        }
        return false;
    }
}
