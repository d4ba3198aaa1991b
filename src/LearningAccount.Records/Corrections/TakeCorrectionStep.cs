using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Corrections;

/// <summary>Takes the next step with a request. Agreeing to it makes the change it proposes, in the same transaction.</summary>
public static class TakeCorrectionStep
{
    /// <param name="seenAt">The line of the journal the person decided on; null: whatever it stands at.</param>
    /// <param name="proposal">What an answer proposes in the place of what was.</param>
    /// <exception cref="RefusedException">
    /// <c>correctionUnknown</c>; <c>changedMeanwhile</c>: somebody took another step since; what
    /// <see cref="CorrectionRules.After"/> and the operations that make the change refuse.
    /// </exception>
    public static async Task Do(
        Change change,
        Guid employerId,
        Guid requestId,
        CorrectionStep step,
        CorrectionSide side,
        string? words,
        DateTimeOffset now,
        long? seenAt,
        CancellationToken cancel,
        string? proposal = null
    )
    {
        await change.Touch(employerId, ActionOf(step), cancel);
        var request =
            await ReadCorrections.Now(change.Connection, employerId, requestId, cancel)
            ?? throw new RefusedException("correctionUnknown", "request");
        if (request.Recorded > seenAt)
        {
            throw new RefusedException("changedMeanwhile", "request");
        }
        var after = CorrectionRules.After(request, step, side, words, now, proposal);
        if (proposal is not null)
        {
            await CarryOutCorrection.Check(change, after, cancel);
        }
        if (step is CorrectionStep.Agreed)
        {
            await CarryOutCorrection.Do(change, after, cancel);
        }
        await change.Replace(Tables.CorrectionRequest, request, after, cancel);
    }

    /// <summary>The code the journal has for a step.</summary>
    public static string ActionOf(CorrectionStep step) =>
        step switch
        {
            CorrectionStep.Agreed => "agreeCorrection",
            CorrectionStep.Refused => "refuseCorrection",
            CorrectionStep.AskedBack => "askBackCorrection",
            CorrectionStep.Answered => "answerCorrection",
            CorrectionStep.Withdrawn => "withdrawCorrection",
            _ => "escalateCorrection",
        };
}
