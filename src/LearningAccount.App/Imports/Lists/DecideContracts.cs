using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// Decides which contract a row speaks of: of those of the worker that begin on the same day, one that no row of the file
/// spoke of yet, the one with the same words first. Reads and writes nothing.
/// </summary>
internal sealed class DecideContracts(
    IEnumerable<ContractVersion> known,
    IReadOnlyDictionary<Guid, Guid> aliases,
    HashSet<Guid> spoken
)
{
    private readonly Dictionary<Guid, List<ContractVersion>> byWorker = known
        .GroupBy(contract => aliases.GetValueOrDefault(contract.WorkerId, contract.WorkerId))
        .ToDictionary(worker => worker.Key, worker => worker.OrderBy(contract => contract.ContractId).ToList());

    /// <summary>The contract as it is from now on; null where people said it otherwise by hand, which stays.</summary>
    public ContractVersion? Do(ListRow<StaffLine> row, Guid employerId, string reference)
    {
        var worker = row.WorkerId!.Value;
        if (!byWorker.TryGetValue(worker, out var all))
        {
            byWorker.Add(worker, all = []);
        }
        var candidates = all.FindAll(contract =>
            contract.StartOn == row.Line.Contract!.Start && !spoken.Contains(contract.ContractId)
        );
        var same = candidates.Find(contract =>
            SayFacts.IsSame(Words(row.Line.Contract!, contract, employerId, worker, reference), contract)
        );
        var before = same ?? candidates.FirstOrDefault();
        var said = Words(row.Line.Contract!, before, employerId, worker, reference);
        spoken.Add(said.ContractId);
        if (before is not null && same is null && before.Origin is FactVersion.ByHand)
        {
            row.Reading.Warn("list.saidByHand");
            return null;
        }
        all.Remove(before!);
        all.Add(said);
        return said;
    }

    /// <summary>Remarks contracts that together are more than full time, unless the declarations are to tell the regime.</summary>
    public void RemarkOverlaps(IEnumerable<(ListRow<StaffLine> Row, ContractVersion Contract)> said)
    {
        foreach (var (row, contract) in said.Where(one => one.Row.Outcome == RowOutcome.New))
        {
            var period = new Period(contract.StartOn, contract.EndOn);
            var others = byWorker[row.WorkerId!.Value]
                .Where(other => other.ContractId != contract.ContractId && period.Overlaps(new(other.StartOn, other.EndOn)));
            if (others.Any(other => FractionOf(other) + FractionOf(contract) > 1))
            {
                row.Reading.Warn("staff.contractsOverlap");
            }
        }
    }

    private static Fraction FractionOf(ContractVersion contract) =>
        contract.Fraction ?? (contract is { Hours: { } hours, FullTimeHours: { } full } ? hours / full : 1);

    private static ContractVersion Words(
        SaidContract said,
        ContractVersion? known,
        Guid employerId,
        Guid worker,
        string reference
    )
    {
        var saysRegime = said.Regime is not null || said.Hours is not null;
        var end = said.SaysEnd ? said.End : known?.EndOn;
        return new()
        {
            EmployerId = employerId,
            Origin = StaffWriting.Origin,
            OriginReference = reference,
            WorkerId = known?.WorkerId ?? worker,
            ContractId = known?.ContractId ?? Guid.CreateVersion7(),
            StartOn = said.Start,
            EndOn = end,
            EndReason = end is null ? null : said.EndReason ?? known?.EndReason,
            PaidInLieu = said.PaidInLieu ?? known?.PaidInLieu ?? false,
            NoticeWorked = said.NoticeWorked ?? known?.NoticeWorked,
            JointCommittee = said.JointCommittee ?? known?.JointCommittee,
            Category = said.Category ?? known?.Category,
            Fraction = saysRegime ? said.Regime : known?.Fraction,
            Hours = saysRegime ? said.Hours : known?.Hours,
            FullTimeHours = said.FullTimeHours ?? known?.FullTimeHours,
            OwnReference = known?.OwnReference,
        };
    }
}
