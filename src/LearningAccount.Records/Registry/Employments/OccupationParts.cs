using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Makes parts of employments of the occupations of one worker (NSSO, annexes 2, 21 and 44 to the DmfA glossary).</summary>
internal sealed class OccupationParts(WorkerFacts facts, List<Anomaly> anomalies)
{
    private const int FullCareerBreak = 3;
    private const int PartialCareerBreak = 4;

    // Statutory absences during which no work is done: the contract is suspended as in a full career break.
    private static readonly int[] NoWork = [FullCareerBreak, 513, 516, 517, 542, 543, 545, 546, 599];

    private readonly OccupationInForce[] occupations =
    [
        .. facts
            .Occupations.Where(held => !held.Occupation.Severance)
            .OrderBy(held => held.Occupation.StartOn)
            .ThenBy(held => held.Occupation.OccupationId),
    ];

    /// <summary>Parts whose start is that of a leave, so that service began then or before.</summary>
    public HashSet<FactVersion> BeginWithLeave { get; } = [];

    public List<EmploymentPart> Make()
    {
        var parts = new List<EmploymentPart>();
        foreach (var held in occupations.Where(held => !IsIntermittent(held.Occupation)))
        {
            parts.Add(PartOf(held, parts));
        }
        var intermittent = occupations
            .Select(held => held.Occupation)
            .Where(IsIntermittent)
            .GroupBy(occupation => (occupation.Kind, occupation.JointCommittee))
            .Select(group => group.ToList());
        foreach (var group in intermittent)
        {
            parts.AddRange(Intermittent(group));
        }
        return parts;
    }

    // Their end dates always stand in the quarter and are no real exit (T16).
    public static bool IsIntermittent(OccupationVersion occupation) =>
        occupation.Kind is WorkerCategory.FlexiJob or WorkerCategory.Occasional;

    private EmploymentPart PartOf(OccupationInForce held, List<EmploymentPart> before)
    {
        var occupation = held.Occupation;
        var origin = facts.OriginOf(occupation);
        var part = new EmploymentPart
        {
            From = occupation.StartOn,
            To = EndOf(held),
            Regime = RegimeOf(occupation),
            JointCommittee = occupation.JointCommittee,
            CommitteeOrigin = occupation.JointCommittee is null ? null : origin,
            Category = occupation.Kind,
            CategoryOrigin = origin,
            Source = occupation,
        };
        var partial = occupation.ReorganisationMeasure == PartialCareerBreak;
        var full = occupation.MeanHours is 0 && NoWork.Contains(occupation.ReorganisationMeasure ?? 0);
        if (!partial && !full)
        {
            return part;
        }
        // What is declared is the regime during the leave; the contract is still the one of before it.
        var kind =
            partial || occupation.ReorganisationMeasure == FullCareerBreak ? SuspensionKind.TimeCredit : SuspensionKind.Other;
        Fraction? worked = partial ? FractionOf(occupation) : null;
        var contract = Before(occupation, before)?.Regime;
        if (contract is null)
        {
            BeginWithLeave.Add(occupation);
        }
        return part with
        {
            Regime = contract is null ? FullTime(occupation.StartOn, origin) : contract with { From = occupation.StartOn },
            Suspensions = [new(occupation.StartOn, part.To, kind, worked, origin)],
        };
    }

    // The one that ended the day before, of the same code and committee where there are several.
    private static EmploymentPart? Before(OccupationVersion occupation, List<EmploymentPart> parts) =>
        parts
            .Where(part => part.From < occupation.StartOn && (part.To is null || part.To.Value.AddDays(1) >= occupation.StartOn))
            .OrderByDescending(part => ((OccupationVersion)part.Source).WorkerCode == occupation.WorkerCode)
            .ThenByDescending(part => part.JointCommittee == occupation.JointCommittee)
            .ThenByDescending(part => part.To ?? DateOnly.MaxValue)
            .FirstOrDefault();

    /// <summary>
    /// Its end; or, where a file in between is missing, the day before an occupation that a later quarter declares in its
    /// place, or else the last day of the last quarter that declares it. Without that the two would be counted together.
    /// </summary>
    private DateOnly? EndOf(OccupationInForce held)
    {
        if (held.Occupation.EndOn is { } end)
        {
            return end;
        }
        var later = occupations.Where(other => other.LastQuarter > held.LastQuarter).ToList();
        if (later.Find(other => other.Occupation.StartOn > held.LastQuarter.LastDay) is { } next)
        {
            return next.Occupation.StartOn.AddDays(-1);
        }
        var start = held.Occupation.StartOn;
        if (later.Count > 0)
        {
            Warn("endMissing", start, ("start", ColumnText.Of(start)), ("quarter", $"{held.LastQuarter}"));
            return Days.Later(start, held.LastQuarter.LastDay);
        }
        if (facts.LastDeclared is { } last && held.LastQuarter < last)
        {
            Warn("notDeclaredSince", start, ("start", ColumnText.Of(start)), ("quarter", $"{held.LastQuarter}"));
        }
        return null;
    }

    private WorkRegime RegimeOf(OccupationVersion occupation)
    {
        var origin = facts.OriginOf(occupation);
        if (occupation is { MeanHours: { } mean, ReferenceHours: { } reference and > 0 })
        {
            return new()
            {
                From = occupation.StartOn,
                Hours = Fraction.Of(mean, 100),
                FullTimeHours = Fraction.Of(reference, 100),
                Origin = origin,
            };
        }
        if (occupation.ContractType == 0)
        {
            return FullTime(occupation.StartOn, origin);
        }
        Warn("regimeUnknown", occupation.StartOn, ("start", ColumnText.Of(occupation.StartOn)));
        return None(occupation.StartOn, origin);
    }

    private static Fraction FractionOf(OccupationVersion occupation) =>
        occupation is { MeanHours: { } mean, ReferenceHours: { } reference and > 0 }
            ? Fraction.Min(1, Fraction.Of(mean, reference))
        : occupation.ContractType == 0 ? 1
        : 0;

    /// <summary>
    /// Flexi-jobs and occasional work: one employment from the first day on, with the regimes of the occupations on their days
    /// and none between them.
    /// </summary>
    private IEnumerable<EmploymentPart> Intermittent(List<OccupationVersion> group)
    {
        var starts = group.Select(occupation => occupation.StartOn);
        var ends = group
            .Where(occupation => occupation.EndOn is not null)
            .Select(occupation => occupation.EndOn!.Value.AddDays(1));
        DateOnly[] changes = [.. starts.Concat(ends).Distinct().Order()];
        for (var i = 0; i < changes.Length; i++)
        {
            var from = changes[i];
            var now = group.Where(occupation => occupation.StartOn <= from && !(occupation.EndOn < from)).ToList();
            var last = now.Count > 0 ? now[0] : group.Last(occupation => occupation.StartOn <= from);
            yield return new()
            {
                From = from,
                To = i + 1 < changes.Length ? changes[i + 1].AddDays(-1) : null,
                Regime = now.Count == 1 ? RegimeOf(last) with { From = from } : Together(from, now, last),
                JointCommittee = last.JointCommittee,
                CommitteeOrigin = last.JointCommittee is null ? null : facts.OriginOf(last),
                Category = last.Kind,
                CategoryOrigin = facts.OriginOf(last),
                Source = last,
            };
        }
    }

    private WorkRegime Together(DateOnly from, List<OccupationVersion> now, OccupationVersion last) =>
        None(from, facts.OriginOf(last)) with
        {
            Fraction = Fraction.Min(1, now.Select(FractionOf).Aggregate(Fraction.Zero, (sum, fraction) => sum + fraction)),
        };

    private static WorkRegime FullTime(DateOnly from, Origin origin) =>
        new()
        {
            From = from,
            Fraction = 1,
            Origin = origin,
        };

    private static WorkRegime None(DateOnly from, Origin origin) =>
        new()
        {
            From = from,
            Fraction = 0,
            Origin = origin,
        };

    private void Warn(string code, DateOnly start, params ImmutableArray<(string, string)> values) =>
        anomalies.Add(new(code, Severity.Warning, $"occupation {ColumnText.Of(start)}") { Values = values });
}
