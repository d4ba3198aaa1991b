using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Anomalies;

/// <summary>Says of an anomaly that it is settled, and why; or takes that word back.</summary>
public static class SettleFinding
{
    public const int ReasonLength = 2_000;

    /// <summary>A reason as it is kept: a national number in it is not.</summary>
    public static string Kept(string reason) => SsinInText.Masked(reason.Trim());

    /// <summary>What was said before of the same anomaly is replaced. Answers with the id of what was said.</summary>
    /// <exception cref="RefusedException"><c>fact.missing</c>, <c>fact.tooLong</c>: the reason.</exception>
    public static async Task<Guid> Do(Change change, Guid employerId, Finding finding, string reason, CancellationToken cancel)
    {
        if (new FactChecks().Text("reason", reason, ReasonLength, isRequired: true).Found is [var wrong, ..])
        {
            throw new RefusedException(wrong);
        }
        await change.Touch(employerId, "settleAnomaly", cancel);
        var holding = await ReadVersions.Now(change.Connection, Tables.Settlement, employerId, cancel);
        var before = holding.Where(said => finding.IsAbout(said.WorkerId, said.Code, said.Subject)).ToList();
        await change.Supersede(Tables.Settlement, before, cancel);
        var id = before.Count > 0 ? before[0].SettlementId : Guid.CreateVersion7();
        change.Insert(
            Tables.Settlement,
            new SettlementVersion
            {
                EmployerId = employerId,
                Origin = FactVersion.ByHand,
                SettlementId = id,
                WorkerId = finding.WorkerId,
                Code = finding.Code,
                Subject = finding.Subject,
                Facts = finding.Facts,
                Reason = Kept(reason),
            }
        );
        return id;
    }

    /// <summary>The anomaly is shown again. False: nobody said it was settled, or the word was taken back already.</summary>
    public static async Task<bool> TakeBack(Change change, Guid employerId, Guid settlementId, CancellationToken cancel)
    {
        await change.Touch(employerId, "reopenAnomaly", cancel);
        var holding = await ReadVersions.Now(change.Connection, Tables.Settlement, employerId, cancel);
        var said = holding.Where(word => word.SettlementId == settlementId).ToList();
        await change.Supersede(Tables.Settlement, said, cancel);
        return said.Count > 0;
    }
}
