using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Says contracts of workers, by a staff list or by hand, one or many of one employer.</summary>
public static class SayContracts
{
    private static readonly Fraction MostWeeklyHours = 60;

    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyList<ContractVersion> contracts,
        CancellationToken cancel
    )
    {
        var workers = contracts.Select(contract => contract.WorkerId).ToHashSet();
        var known = await ReadVersions.Now(change.Connection, Tables.Contract, employerId, workers, cancel);
        return await SayFacts.Do(change, Tables.Contract, contracts, known, contract => contract.ContractId, Check, cancel);
    }

    public static ImmutableArray<Anomaly> Check(ContractVersion contract) =>
        new FactChecks()
            .Period("contract", contract.StartOn, contract.EndOn, "from")
            .Amount("fraction", contract.Fraction, 1, mayBeZero: true)
            .Amount("hours", contract.Hours, MostWeeklyHours, mayBeZero: true)
            .Amount("fullTimeHours", contract.FullTimeHours, MostWeeklyHours)
            .Exactly("fraction", contract.Fraction is null || contract.Hours is null, "fact.fractionOrHours")
            .Text("ownReference", contract.OwnReference, 60)
            .Found;
}
