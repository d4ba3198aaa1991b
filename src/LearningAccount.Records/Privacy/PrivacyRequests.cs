using System.Data.Common;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>What persons ask of their data, and the answers (GDPR, articles 12 to 18).</summary>
public static class PrivacyRequests
{
    private const int LongestWords = 2_000;

    /// <summary>A person asks no more than this at once.</summary>
    private const int MostOpen = 5;

    /// <summary>A worker asks; what it says of itself needs no other reason. The answer is due within a month (article 12 (3)).</summary>
    /// <param name="side">The worker itself; or the employer, for who asked by letter or by mouth.</param>
    /// <exception cref="RefusedException"><c>privacyWords</c>, <c>privacyTooMany</c>.</exception>
    public static async Task<Guid> Ask(
        Change change,
        Guid employerId,
        Guid workerId,
        PrivacyRequestKind kind,
        string? words,
        CorrectionSide side,
        DateOnly today,
        CancellationToken cancel
    )
    {
        await change.Touch(employerId, "askAboutData", cancel);
        var own = await ReadVersions.Now(change.Connection, Tables.PrivacyRequest, employerId, [workerId], cancel);
        if (own.Count(request => request.IsOpen) >= MostOpen)
        {
            throw new RefusedException("privacyTooMany", "request");
        }
        var request = new PrivacyRequestVersion
        {
            EmployerId = employerId,
            Origin = FactVersion.ByHand,
            RequestId = Guid.CreateVersion7(),
            WorkerId = workerId,
            Kind = kind,
            Step = PrivacyRequestStep.Asked,
            Side = side,
            Words = Checked(words, isRequired: false),
            AskedOn = today,
            DueOn = today.AddMonths(1),
        };
        change.Insert(Tables.PrivacyRequest, request);
        return request.RequestId;
    }

    /// <summary>Takes the next step of a request.</summary>
    /// <exception cref="RefusedException"><c>privacyUnknown</c>, <c>privacyAnswered</c>, <c>privacyWords</c>: a refusal without why.</exception>
    public static async Task<PrivacyRequestVersion> Take(
        Change change,
        Guid employerId,
        Guid requestId,
        PrivacyRequestStep step,
        CorrectionSide side,
        string? words,
        CancellationToken cancel
    )
    {
        await change.Touch(employerId, "answerAboutData", cancel);
        var known =
            (await All(change.Connection, employerId, cancel)).FirstOrDefault(request => request.RequestId == requestId)
            ?? throw new RefusedException("privacyUnknown", "request");
        var extendsAgain = step is PrivacyRequestStep.Extended && known.Step is PrivacyRequestStep.Extended;
        if (!known.IsOpen || step is PrivacyRequestStep.Asked || extendsAgain)
        {
            throw new RefusedException("privacyAnswered", "request");
        }
        var needsWords = step is PrivacyRequestStep.Refused or PrivacyRequestStep.GrantedInPart or PrivacyRequestStep.Extended;
        var after = known with
        {
            Step = step,
            Side = side,
            Words = Checked(words, needsWords),
            // Two months more at the most, of which the person is told within the first.
            DueOn = step is PrivacyRequestStep.Extended ? known.AskedOn.AddMonths(3) : known.DueOn,
        };
        await change.Replace(Tables.PrivacyRequest, known, after, cancel);
        return after;
    }

    /// <summary>Each as it stands: open ones first, the one due soonest before the others.</summary>
    public static async Task<IReadOnlyList<PrivacyRequestVersion>> All(
        DbConnection connection,
        Guid employerId,
        CancellationToken cancel
    ) =>
        [
            .. (await ReadVersions.Now(connection, Tables.PrivacyRequest, employerId, cancel))
                .OrderByDescending(request => request.IsOpen)
                .ThenBy(request => request.IsOpen ? request.DueOn.DayNumber : -request.AskedOn.DayNumber),
        ];

    /// <summary>The same of one worker and whoever turned out to be the same person.</summary>
    public static async Task<IReadOnlyList<PrivacyRequestVersion>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<Guid> workerIds,
        CancellationToken cancel
    ) =>
        [
            .. (await ReadVersions.Now(connection, Tables.PrivacyRequest, employerId, workerIds, cancel)).OrderByDescending(
                request => request.AskedOn
            ),
        ];

    private static string? Checked(string? words, bool isRequired)
    {
        var text = words?.Trim() is { Length: > 0 } said ? LearningAccount.Law.SsinInText.Masked(said) : null;
        return (text is null && isRequired) || text?.Length > LongestWords
            ? throw new RefusedException("privacyWords", "words")
            : text;
    }
}
