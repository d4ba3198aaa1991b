using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Corrections;

/// <summary>A worker asks its employer to correct or add a fact.</summary>
public static class AskCorrection
{
    /// <summary>More than this a worker has not open at once.</summary>
    public const int MostOpen = 20;

    /// <param name="aboutId">The training or contract that is said to be wrong.</param>
    /// <param name="proposal">By <see cref="CorrectionProposal"/>; null: words alone.</param>
    /// <exception cref="RefusedException">
    /// <c>correctionWords</c>, <c>correctionTooLong</c>, <c>correctionsTooMany</c>; what the proposal could never be.
    /// </exception>
    public static async Task<Guid> Do(
        Change change,
        Guid employerId,
        Guid workerId,
        CorrectionSubject subject,
        Guid? aboutId,
        string? proposal,
        string? words,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await change.Touch(employerId, "askCorrection", cancel);
        var own = await ReadVersions.Now(change.Connection, Tables.CorrectionRequest, employerId, [workerId], cancel);
        if (own.Count(request => CorrectionRules.IsOpen(request.Step)) >= MostOpen)
        {
            throw new RefusedException("correctionsTooMany", "request");
        }
        var request = new CorrectionRequestVersion
        {
            EmployerId = employerId,
            Origin = FactVersion.ByHand,
            RequestId = Guid.CreateVersion7(),
            WorkerId = workerId,
            Subject = subject,
            AboutId = aboutId,
            Proposal = proposal,
            Step = CorrectionStep.Asked,
            Side = CorrectionSide.Worker,
            Words = CorrectionRules.Checked(words, isRequired: true),
            AskedAt = now,
            WaitsSince = now,
        };
        await CarryOutCorrection.Check(change, request, cancel);
        change.Insert(Tables.CorrectionRequest, request);
        return request.RequestId;
    }
}
