using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>One employment while it is being put together.</summary>
internal sealed partial class EmploymentChain(WorkerFacts facts)
{
    private readonly List<EmploymentPart> parts = [];
    private readonly SortedSet<Guid> sources = [];
    private readonly Claims claims = new();
    private readonly List<Disagreement> disagreements = [];
    private ContractVersion? ending;
    private bool endingByHand;

    public EmploymentChain(EmploymentPart first, WorkerFacts facts)
        : this(facts) => Add(first);

    public DateOnly From => parts.Min(part => part.From);
    private DateOnly LastDay => parts.Max(part => part.To ?? DateOnly.MaxValue);
    public DateOnly? To => parts.Exists(part => part.To is null) ? null : LastDay;

    /// <summary>Joins chains that follow each other without a gap or overlap.</summary>
    public static List<EmploymentChain> Join(IEnumerable<EmploymentChain> chains)
    {
        var joined = new List<EmploymentChain>();
        foreach (var chain in chains.OrderBy(chain => chain.From))
        {
            if (joined.Count > 0 && Days.Follows(joined[^1].LastDay, chain.From))
            {
                joined[^1].Absorb(chain);
            }
            else
            {
                joined.Add(chain);
            }
        }
        return joined;
    }

    public static EmploymentChain OfContracts(ImmutableArray<ContractVersion> contracts, WorkerFacts facts, bool byHand)
    {
        var chain = new EmploymentChain(facts);
        foreach (var contract in contracts)
        {
            chain.claims.Add(contract, contract.StartOn, contract.EndOn);
            chain.Add(chain.PartOf(contract, contract.StartOn, contract.EndOn));
            chain.TakeEnding(contract, byHand);
        }
        return chain;
    }

    public bool Touches(ImmutableArray<ContractVersion> run) =>
        Touches(run[0].StartOn, run.Any(contract => contract.EndOn is null) ? null : run.Max(contract => contract.EndOn));

    public bool Touches(DateOnly from, DateOnly? to) =>
        Days.Follows(to ?? DateOnly.MaxValue, From) && Days.Follows(LastDay, from);

    public void Absorb(EmploymentChain other)
    {
        parts.AddRange(other.parts);
        sources.UnionWith(other.sources);
        claims.Add(other.claims);
        disagreements.AddRange(other.disagreements);
        if (other.ending is { } end && (ending is null || end.EndOn > ending.EndOn))
        {
            (ending, endingByHand) = (end, other.endingByHand);
        }
    }

    /// <summary>Takes in contracts of a staff list, in order of start, that touch what the declarations tell.</summary>
    public void AddList(ImmutableArray<ContractVersion> run)
    {
        var (from, to) = (From, To);
        disagreements.AddRange(CompareSources.Of(run, parts, from, to));
        foreach (var contract in run)
        {
            sources.Add(contract.ContractId);
            claims.Add(contract, contract.StartOn, contract.EndOn);
            if (contract.StartOn < from)
            {
                var before = from.AddDays(-1);
                parts.Add(PartOf(contract, contract.StartOn, contract.EndOn < before ? contract.EndOn : before));
            }
            FillCommittee(contract.JointCommittee, contract);
        }
        var end = run.Any(contract => contract.EndOn is null) ? null : run.Max(contract => contract.EndOn);
        if (to is null && end is { } said && parts.TrueForAll(part => part.From <= said || IsRest(part)))
        {
            CutAfter(said);
        }
        foreach (var contract in run)
        {
            TakeEnding(contract, byHand: false);
        }
    }

    /// <summary>Takes in what somebody said by hand: it wins on the days and for the points it speaks of.</summary>
    public void AddByHand(ContractVersion contract)
    {
        claims.Add(contract, contract.StartOn, contract.EndOn);
        // Right behind what ended it begins anew, and that has no end.
        var to = contract.EndOn ?? (To < contract.StartOn ? null : To);
        var lastOfAll = parts.TrueForAll(part => part.From <= (contract.EndOn ?? DateOnly.MaxValue) || IsRest(part));
        var said = PartOf(contract, contract.StartOn, to);
        if (HasRegime(contract))
        {
            if (Overlapping(said).ToList() is [var first, ..] replaced)
            {
                said = said with
                {
                    JointCommittee = contract.JointCommittee ?? first.JointCommittee,
                    CommitteeOrigin = contract.JointCommittee is null ? first.CommitteeOrigin : said.CommitteeOrigin,
                    Category = contract.Category ?? first.Category,
                    CategoryOrigin = contract.Category is null ? first.CategoryOrigin : said.CategoryOrigin,
                    Suspensions = [.. replaced.SelectMany(part => part.Suspensions)],
                };
            }
            CutOut(said);
            parts.Add(said);
        }
        else
        {
            Override(contract, said);
        }
        sources.Add(contract.ContractId);
        if (contract.EndOn is { } end && lastOfAll)
        {
            CutAfter(end);
        }
        TakeEnding(contract, byHand: true);
    }

    public RegisteredEmployment End(HashSet<FactVersion> beginWithLeave, List<Anomaly> anomalies)
    {
        anomalies.AddRange(Remarks());
        var ordered = parts.OrderBy(part => part.From).ThenBy(part => part.To ?? DateOnly.MaxValue).ToImmutableArray();
        return new()
        {
            Id = sources.Min,
            Start = From,
            StartUncertain = beginWithLeave.Contains(ordered[0].Source) && !claims.IsStartOfDimona(From),
            StartOrigin = facts.OriginOf(StartBy),
            End = To,
            EndOrigin = EndBy is { } by ? facts.OriginOf(by) : null,
            EndReason = To is null ? null : ending?.EndReason,
            PaidInLieu = To is not null && ending is { PaidInLieu: true },
            NoticeWorked = To is null ? null : ending?.NoticeWorked,
            Parts = ordered,
        };
    }

    private void Add(EmploymentPart part)
    {
        parts.Add(part);
        sources.Add(
            part.Source switch
            {
                OccupationVersion occupation => occupation.OccupationId,
                DimonaPeriodVersion dimona => dimona.StatementId,
                var other => ((ContractVersion)other).ContractId,
            }
        );
        if (part.Source is OccupationVersion declared)
        {
            claims.Add(declared, declared.StartOn, declared.EndOn);
        }
    }

    private EmploymentPart PartOf(ContractVersion contract, DateOnly from, DateOnly? to)
    {
        var next = parts.Where(part => part.From >= from).MinBy(part => part.From) ?? parts.MaxBy(part => part.From);
        var origin = facts.OriginOf(contract);
        return new()
        {
            From = from,
            To = to,
            Regime =
                HasRegime(contract)
                    ? new()
                    {
                        From = from,
                        Fraction = contract.Fraction,
                        Hours = contract.Hours,
                        FullTimeHours = contract.FullTimeHours,
                        Origin = origin,
                    }
                : next is null
                    ? new()
                    {
                        From = from,
                        Fraction = 1,
                        Origin = origin,
                    }
                : next.Regime with { From = from },
            JointCommittee = contract.JointCommittee ?? next?.JointCommittee,
            CommitteeOrigin = contract.JointCommittee is null ? next?.CommitteeOrigin : origin,
            Category = contract.Category ?? next?.Category ?? WorkerCategory.Worker,
            CategoryOrigin = contract.Category is null ? next?.CategoryOrigin : origin,
            Source = contract,
        };
    }

    // A later ending replaces an earlier one; one said by hand, any that was not.
    private void TakeEnding(ContractVersion contract, bool byHand)
    {
        if (contract.EndReason is null && !contract.PaidInLieu && contract.NoticeWorked is null)
        {
            return;
        }
        if (ending is null || (byHand && !endingByHand) || (byHand == endingByHand && !(contract.EndOn < ending.EndOn)))
        {
            (ending, endingByHand) = (contract, byHand);
        }
    }

    private void FillCommittee(JointCommittee? committee, FactVersion by)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].JointCommittee is null && committee is not null)
            {
                parts[i] = parts[i] with { JointCommittee = committee, CommitteeOrigin = facts.OriginOf(by) };
            }
        }
    }

    /// <summary>Points other than the regime, said by hand, on the days it covers; and the days nothing else covers.</summary>
    private void Override(ContractVersion contract, EmploymentPart said)
    {
        var covered = Overlapping(said).OrderBy(part => part.From).ToList();
        CutOut(said);
        var free = said.From;
        foreach (var part in covered)
        {
            var cut = Between(part, said.From, said.To)!;
            if (free < cut.From)
            {
                parts.Add(PartOf(contract, free, cut.From.AddDays(-1)));
            }
            parts.Add(
                cut with
                {
                    JointCommittee = contract.JointCommittee ?? cut.JointCommittee,
                    CommitteeOrigin = contract.JointCommittee is null ? cut.CommitteeOrigin : said.CommitteeOrigin,
                    Category = contract.Category ?? cut.Category,
                    CategoryOrigin = contract.Category is null ? cut.CategoryOrigin : said.CategoryOrigin,
                }
            );
            if (cut.To is null)
            {
                return;
            }
            free = Days.Later(free, cut.To.Value.AddDays(1));
        }
        if (said.To is null || free <= said.To)
        {
            parts.Add(PartOf(contract, free, said.To));
        }
    }

    private IEnumerable<EmploymentPart> Overlapping(EmploymentPart said) =>
        parts.Where(part => part.From <= (said.To ?? DateOnly.MaxValue) && said.From <= (part.To ?? DateOnly.MaxValue));

    private void CutOut(EmploymentPart said)
    {
        foreach (var part in Overlapping(said).ToList())
        {
            parts.Remove(part);
            if (said.From > part.From)
            {
                parts.Add(Between(part, part.From, said.From.AddDays(-1))!);
            }
            if (said.To is { } to && to < (part.To ?? DateOnly.MaxValue))
            {
                parts.Add(Between(part, to.AddDays(1), part.To)!);
            }
        }
    }

    public void CutAfter(DateOnly end)
    {
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            if (Between(parts[i], parts[i].From, end) is { } left)
            {
                parts[i] = left;
            }
            else
            {
                parts.RemoveAt(i);
            }
        }
    }

    // The days without work after the last flexi-job say nothing about the end.
    private static bool IsRest(EmploymentPart part) =>
        part is { To: null, Regime.Fraction: { IsZero: true }, Source: OccupationVersion occupation }
        && OccupationParts.IsIntermittent(occupation);

    private static EmploymentPart? Between(EmploymentPart part, DateOnly from, DateOnly? to)
    {
        var (first, last) = (Days.Later(part.From, from), Days.Earlier(part.To, to));
        return last < first ? null : part with { From = first, To = last, Regime = part.Regime with { From = first } };
    }

    private static bool HasRegime(ContractVersion contract) => contract.Fraction is not null || contract.Hours is not null;
}
