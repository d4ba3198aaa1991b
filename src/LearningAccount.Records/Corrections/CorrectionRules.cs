using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Corrections;

/// <summary>Which step of a request may follow which, by whom, and with what. Pure.</summary>
public static class CorrectionRules
{
    public const int LongestWords = 2_000;

    /// <summary>Not agreed, refused or withdrawn yet.</summary>
    public static bool IsOpen(CorrectionStep step) =>
        step is not (CorrectionStep.Agreed or CorrectionStep.Refused or CorrectionStep.Withdrawn);

    /// <summary>It is the employer's turn.</summary>
    public static bool WaitsForEmployer(CorrectionStep step) => IsOpen(step) && step is not CorrectionStep.AskedBack;

    /// <param name="last">The last step; null: there is none.</param>
    public static bool May(CorrectionStep? last, CorrectionStep next, CorrectionSide side) =>
        (next, side, last) switch
        {
            (CorrectionStep.Asked, CorrectionSide.Worker, null) => true,
            (_, _, null) => false,
            (CorrectionStep.Answered, CorrectionSide.Worker, CorrectionStep.AskedBack) => true,
            (CorrectionStep.Withdrawn, CorrectionSide.Worker, { } now) => IsOpen(now),
            (CorrectionStep.AskedBack, CorrectionSide.Employer, { } now) => WaitsForEmployer(now),
            // Also when the worker does not answer: a request must be able to end.
            (CorrectionStep.Agreed or CorrectionStep.Refused, CorrectionSide.Employer, { } now) => IsOpen(now),
            (CorrectionStep.Escalated, CorrectionSide.Program, CorrectionStep.Asked or CorrectionStep.Answered) => true,
            (CorrectionStep.Unanswered, CorrectionSide.Program, CorrectionStep.Escalated) => true,
            _ => false,
        };

    /// <summary>The step cannot be taken without a word: a question, an answer, a reason, what was done where nothing was proposed.</summary>
    public static bool NeedsWords(CorrectionStep step, bool hasProposal) =>
        step switch
        {
            CorrectionStep.Asked or CorrectionStep.AskedBack or CorrectionStep.Answered or CorrectionStep.Refused => true,
            CorrectionStep.Agreed => !hasProposal,
            _ => false,
        };

    /// <summary>What the silence of the employer leads to now, or null.</summary>
    /// <param name="patience">How long the employer has before its administrators are told; as long again, and the worker is.</param>
    public static CorrectionStep? DueOf(CorrectionRequestVersion request, DateTimeOffset now, TimeSpan patience) =>
        request switch
        {
            { WaitsSince: null } => null,
            { Step: CorrectionStep.Asked or CorrectionStep.Answered } when now - request.WaitsSince >= patience =>
                CorrectionStep.Escalated,
            { Step: CorrectionStep.Escalated } when now - request.WaitsSince >= 2 * patience => CorrectionStep.Unanswered,
            _ => null,
        };

    /// <summary>The request after a step.</summary>
    /// <param name="proposal">A new proposal with an answer; null: the one there was.</param>
    /// <exception cref="RefusedException"><c>correctionStep</c>, <c>correctionWords</c>, <c>correctionTooLong</c>.</exception>
    public static CorrectionRequestVersion After(
        CorrectionRequestVersion request,
        CorrectionStep step,
        CorrectionSide side,
        string? words,
        DateTimeOffset now,
        string? proposal = null
    )
    {
        if (!May(request.Step, step, side))
        {
            throw new RefusedException("correctionStep", "step");
        }
        return request with
        {
            Step = step,
            Side = side,
            Words = Checked(words, NeedsWords(step, request.Proposal is not null)),
            Proposal = proposal ?? request.Proposal,
            WaitsSince = step switch
            {
                CorrectionStep.Answered => now,
                CorrectionStep.Escalated or CorrectionStep.Unanswered => request.WaitsSince,
                _ => null,
            },
        };
    }

    internal static string? Checked(string? words, bool isRequired)
    {
        var trimmed = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
        return trimmed switch
        {
            null when isRequired => throw new RefusedException("correctionWords", "words"),
            { Length: > LongestWords } => throw new RefusedException(
                "correctionTooLong",
                "words",
                ("most", LongestWords.ToString(System.Globalization.CultureInfo.InvariantCulture))
            ),
            // It stands in the journal and on pages of two sides.
            { } said => SsinInText.Masked(said),
            null => null,
        };
    }
}
