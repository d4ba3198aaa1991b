using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Who says what of an employment, and where they differ.</summary>
internal sealed partial class EmploymentChain
{
    public static EmploymentChain OfDimona(DimonaOnChains.Run run, WorkerFacts facts)
    {
        var chain = new EmploymentChain(facts);
        var origin = facts.OriginOf(run.StartBy!);
        chain.Add(
            new()
            {
                From = run.Start!.Value,
                // The days of a flexi-job or of occasional work end quarter by quarter without anybody leaving.
                To = run.IsIntermittent ? null : run.End,
                Regime = new()
                {
                    From = run.Start.Value,
                    Fraction = 0,
                    Origin = origin,
                },
                JointCommittee = null,
                Category = run.Category,
                CategoryOrigin = run.Category == WorkerCategory.Worker ? null : origin,
                Source = run.StartBy!,
            }
        );
        chain.Claim(run.StartBy, run.Start, end: null);
        chain.Claim(run.EndBy, start: null, run.End);
        foreach (var period in run.Periods)
        {
            chain.FillCommittee(period);
        }
        return chain;
    }

    /// <summary>Who says that it begins when it does.</summary>
    public FactVersion StartBy => claims.OfStart(From) ?? parts.MinBy(part => part.From)!.Source;

    /// <summary>Who says that it ends when it does; null where nobody does.</summary>
    public FactVersion? EndBy => claims.OfEnd(To);

    /// <summary>The first day that declarations tell of.</summary>
    public DateOnly? FirstDeclaredDay =>
        parts.Where(part => part.Source is OccupationVersion).Select(part => (DateOnly?)part.From).Min();

    public bool IsIntermittent => parts.Exists(part => part.Category is WorkerCategory.FlexiJob or WorkerCategory.Occasional);
    public bool IsOfDimona => parts.Exists(part => part.Source is DimonaPeriodVersion);
    public bool IsStudent => parts.TrueForAll(part => part.Category == WorkerCategory.Student);

    public void Claim(FactVersion? by, DateOnly? start, DateOnly? end)
    {
        if (by is not null)
        {
            claims.Add(by, start, end);
        }
    }

    public void Disagree(Point point, DateOnly on, string taken, FactVersion takenBy, string other, FactVersion otherBy) =>
        disagreements.Add(Disagreement.Of(point, on, taken, takenBy, other, otherBy));

    public void TellOnly(string code, Quarter? last) => disagreements.Add(Disagreement.Only(code, StartBy, From, last));

    public bool HasPartFrom(DateOnly day) => parts.Exists(part => part.From == day);

    public bool BeginsWith(HashSet<FactVersion> sourcesOfStart) =>
        sourcesOfStart.Contains(parts.MinBy(part => part.From)!.Source);

    /// <summary>
    /// An occupation that declarations carry on after a day: it ends later, or a quarter that reaches that day tells no end of it and
    /// no later quarter leaves it out.
    /// </summary>
    public FactVersion? DeclaredBeyond(DateOnly day, Quarter? lastDeclared) =>
        parts
            .Where(part =>
                part.Source is OccupationVersion declared && (part.From > day || IsDeclaredBeyond(declared, day, lastDeclared))
            )
            .MaxBy(part => part.From)
            ?.Source;

    private bool IsDeclaredBeyond(OccupationVersion declared, DateOnly day, Quarter? lastDeclared)
    {
        if (declared.EndOn is { } end)
        {
            return end != day && facts.Occupations.All(other => other.Occupation.StartOn <= end);
        }
        var last = facts.Occupations.First(held => ReferenceEquals(held.Occupation, declared)).LastQuarter;
        return day <= last.LastDay && !(last < lastDeclared);
    }

    /// <summary>The days before, of the same regime as the first ones known.</summary>
    public void ExtendBack(DateOnly from, FactVersion by)
    {
        var first = parts.MinBy(part => part.From)!;
        parts.Add(
            first with
            {
                From = from,
                To = first.From.AddDays(-1),
                Regime = first.Regime with { From = from },
                Suspensions = [],
                Source = by,
            }
        );
    }

    public void ExtendTo(DateOnly end, FactVersion by)
    {
        var last = parts.MaxBy(part => part.To ?? DateOnly.MaxValue)!;
        var from = last.To!.Value.AddDays(1);
        parts.Add(last with { From = from, To = end, Regime = last.Regime with { From = from }, Suspensions = [], Source = by });
    }

    public void CutBefore(DateOnly start)
    {
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            if (Between(parts[i], start, parts[i].To) is { } left)
            {
                parts[i] = left;
            }
            else
            {
                parts.RemoveAt(i);
            }
        }
    }

    public void FillCommittee(DimonaPeriod period)
    {
        if (period.CommitteeBy is { } by)
        {
            FillCommittee(DimonaTypes.CommitteeOf(by.JointCommittee), by);
        }
    }

    public void CompareCommittee(DimonaPeriod period)
    {
        if (
            period.CommitteeBy is { JointCommittee: { } written } by
            && PartOn(period) is { JointCommittee: { } committee } part
            && !DimonaTypes.Agrees(written, committee)
        )
        {
            var named = DimonaTypes.CommitteeOf(written) is { } other ? $"{other}" : "said.otherCommittee";
            Disagree(Point.Committee, part.From, $"{committee}", part.Source, named, by);
        }
    }

    public void CompareCategory(DimonaPeriod period)
    {
        if (
            period.TypeBy is { } by
            && DimonaTypes.IsCertain(by.WorkerType)
            && PartOn(period) is { CategoryOrigin: not null, Source: not DimonaPeriodVersion } part
            && KindOf(DimonaTypes.CategoryOf(by.WorkerType)) is var kind
            && parts.TrueForAll(other => !Overlaps(other, period) || KindOf(other.Category) != kind)
        )
        {
            Disagree(Point.Category, part.From, KindOf(part.Category), part.Source, kind, by);
        }
    }

    /// <summary>The last part that a period of Dimona has days in common with.</summary>
    private EmploymentPart? PartOn(DimonaPeriod period) => parts.Where(part => Overlaps(part, period)).MaxBy(part => part.From);

    private static bool Overlaps(EmploymentPart part, DimonaPeriod period) =>
        Days.Overlap(part.From, part.To, period.Start ?? period.End!.Value, period.End);

    private static string KindOf(WorkerCategory category) =>
        category switch
        {
            WorkerCategory.Student => "said.student",
            WorkerCategory.FlexiJob => "said.flexiJob",
            WorkerCategory.Occasional => "said.occasional",
            _ => "said.ordinary",
        };

    /// <summary>Where sources differ and nobody decided, and that Dimona tells no working time.</summary>
    private IEnumerable<Anomaly> Remarks()
    {
        foreach (var told in disagreements.Where(told => !IsDecided(told)))
        {
            yield return told.Anomaly;
        }
        if (parts.Find(part => part is { Source: DimonaPeriodVersion, Regime.Origin.Kind: DimonaOrigin }) is { } unknown)
        {
            yield return new("dimonaRegimeUnknown", Severity.Warning, Disagreement.NameOf(unknown.Source))
            {
                Values = [("start", ColumnText.Of(From)), ("by", Disagreement.NameOf(unknown.Source))],
            };
        }
    }

    /// <summary>The origin of what Dimona says: a regime of that origin is one that nobody told.</summary>
    public const string DimonaOrigin = "dimona";

    private bool IsDecided(Disagreement told) =>
        told.Point switch
        {
            Point.Start => StartBy.IsByHand,
            Point.End => EndBy is { IsByHand: true },
            Point.Existence => claims.IsByHand,
            Point.Regime => On(told).TrueForAll(part => IsByHand(part.Regime.Origin)),
            Point.Committee => On(told).TrueForAll(part => IsByHand(part.CommitteeOrigin)),
            _ => On(told).TrueForAll(part => IsByHand(part.CategoryOrigin)),
        };

    private List<EmploymentPart> On(Disagreement told) =>
        CompareSources.On(parts, Days.Earlier(To, told.On) is { } day && told.On > day ? day : told.On);

    private static bool IsByHand(Origin? origin) => string.Equals(origin?.Kind, FactVersion.ByHand, StringComparison.Ordinal);
}
