using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>
/// Makes the employments of one worker of what declarations, staff lists and people say. A pure function of the facts, so
/// the order in which files came in does not matter.
/// <para>
/// Occupations without a gap between them, or overlapping, are one employment (T1, T4). A contract of a staff list that
/// touches it is the same employment: it may give the time before, the end where the declarations have none, and its reason;
/// where both speak the declarations win and the difference is told. Periods of Dimona stand between the two: they give first and
/// last days where no declaration reaches, and go before the list. What is said by hand wins over all, on the days and for the
/// points it speaks of.
/// </para>
/// </summary>
public static class ResolveEmployments
{
    public static ResolvedEmployments Of(WorkerFacts facts)
    {
        var anomalies = new List<Anomaly>();
        var occupations = new OccupationParts(facts, anomalies);
        var chains = EmploymentChain.Join(occupations.Make().Select(part => new EmploymentChain(part, facts)));
        foreach (var list in Touching(facts.Contracts.Where(contract => !contract.IsByHand)))
        {
            var chain = chains.Find(chain => chain.Touches(list));
            if (chain is null)
            {
                chains.Add(EmploymentChain.OfContracts(list, facts, byHand: false));
            }
            else
            {
                chain.AddList(list);
            }
        }
        new DimonaOnChains(facts, chains, occupations.BeginWithLeave).Add();
        foreach (
            var contract in facts.Contracts.Where(contract => contract.IsByHand).OrderBy(c => c.StartOn).ThenBy(c => c.ContractId)
        )
        {
            AddByHand(contract, chains, facts);
        }
        var employments = chains
            .Select(chain => chain.End(occupations.BeginWithLeave, anomalies))
            .OrderBy(employment => employment.Start)
            .ThenBy(employment => employment.Id)
            .ToImmutableArray();
        anomalies.AddRange(employments.Where(employment => employment.StartUncertain).Select(StartUncertain));
        anomalies.RemoveAll(anomaly => anomaly.Code is "notDeclaredSince" && HasEnd(anomaly, employments));
        return new(employments, LawEmployments.Of(employments, facts), [.. anomalies.Distinct()]);
    }

    // Dimona, a list or somebody told the end that the declarations left open.
    private static bool HasEnd(Anomaly anomaly, ImmutableArray<RegisteredEmployment> employments)
    {
        var start = ColumnText.ToDay(anomaly.Values.First(value => value.Name is "start").Value);
        return employments.Any(employment => employment.Start <= start && start <= employment.End);
    }

    private static Anomaly StartUncertain(RegisteredEmployment employment)
    {
        var start = ColumnText.Of(employment.Start);
        return new("startUncertain", Severity.Warning, $"occupation {start}") { Values = [("start", start)] };
    }

    private static void AddByHand(ContractVersion contract, List<EmploymentChain> chains, WorkerFacts facts)
    {
        // Without an end it speaks of the employment it begins in, or right behind one that ended of the next; with one, of all it
        // covers.
        var touched = chains.Where(chain => chain.Touches([contract])).OrderBy(chain => chain.From).ToList();
        if (touched.Count == 0)
        {
            chains.Add(EmploymentChain.OfContracts([contract], facts, byHand: true));
            return;
        }
        if (contract.EndOn is null)
        {
            touched = [.. touched.Take(touched[0].To < contract.StartOn ? 2 : 1)];
        }
        foreach (var other in touched.Skip(1))
        {
            touched[0].Absorb(other);
            chains.Remove(other);
        }
        touched[0].AddByHand(contract);
    }

    /// <summary>Contracts of lists that follow each other without a gap or overlap, together.</summary>
    private static IEnumerable<ImmutableArray<ContractVersion>> Touching(IEnumerable<ContractVersion> contracts)
    {
        var run = ImmutableArray.CreateBuilder<ContractVersion>();
        var end = DateOnly.MinValue;
        foreach (var contract in contracts.OrderBy(c => c.StartOn).ThenBy(c => c.ContractId))
        {
            if (run.Count > 0 && !Days.Follows(end, contract.StartOn))
            {
                yield return run.DrainToImmutable();
            }
            end = run.Count == 0 ? contract.EndOn ?? DateOnly.MaxValue : Days.Later(end, contract.EndOn ?? DateOnly.MaxValue);
            run.Add(contract);
        }
        if (run.Count > 0)
        {
            yield return run.DrainToImmutable();
        }
    }
}
