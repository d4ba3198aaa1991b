using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Tells where a staff list and the declarations differ; the declarations are kept.</summary>
internal static class CompareSources
{
    public static IEnumerable<Anomaly> Of(
        ImmutableArray<ContractVersion> run,
        IReadOnlyCollection<EmploymentPart> declared,
        DateOnly from,
        DateOnly? to
    )
    {
        var first = run[0];
        if (first.StartOn > from && !declared.Any(part => part.From == first.StartOn))
        {
            yield return Differ("sourcesDisagree.start", first, ColumnText.Of(from), ColumnText.Of(first.StartOn));
        }
        var last = run.MaxBy(contract => contract.EndOn ?? DateOnly.MaxValue)!;
        if (to is { } end && last.EndOn != end)
        {
            yield return Differ(
                "sourcesDisagree.end",
                last,
                ColumnText.Of(end),
                last.EndOn is { } said ? ColumnText.Of(said) : "…"
            );
        }
        // What a list says of a regime is true when it is made: compared on the last day that both know.
        var common = Days.Earlier(last.EndOn, to) ?? DateOnly.MaxValue;
        var then = declared.Where(part => part.From <= common && !(part.To < common)).ToList();
        if (then.Count == 0)
        {
            yield break;
        }
        if (FractionOf(last) is { } listed && listed != Sum(then))
        {
            yield return Differ("sourcesDisagree.regime", last, Sum(then).ToString(), listed.ToString());
        }
        if (
            last.JointCommittee is { } committee
            && then.All(part => part.JointCommittee is { } other && !Related(committee, other))
        )
        {
            yield return Differ("sourcesDisagree.committee", last, $"{then[0].JointCommittee}", $"{committee}");
        }
    }

    private static Anomaly Differ(string code, ContractVersion contract, string declared, string listed) =>
        new(code, Severity.Warning, contract.OriginReference ?? "")
        {
            Values = [("declared", declared), ("listed", listed), ("list", contract.OriginReference ?? "")],
        };

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
