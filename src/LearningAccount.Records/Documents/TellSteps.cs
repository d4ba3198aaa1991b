using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Documents;

/// <summary>Keeps what happened to documents on their way.</summary>
public static class TellSteps
{
    public const int LongestNote = 500;
    public const int LongestReference = 100;

    /// <param name="at">When it happened, which may be days before it is told.</param>
    /// <exception cref="RefusedException"><c>document.beforeIssue</c>, <c>document.inFuture</c>, <c>document.textTooLong</c>.</exception>
    public static async Task Do(
        Change change,
        Guid employerId,
        IReadOnlyCollection<IssuedDocumentVersion> documents,
        SendingChannel channel,
        SendingStep step,
        DateTimeOffset at,
        DateTimeOffset now,
        string? reference,
        string? note,
        CancellationToken cancel
    )
    {
        if (note?.Length > LongestNote || reference?.Length > LongestReference)
        {
            throw new RefusedException("document.textTooLong", note?.Length > LongestNote ? "note" : "reference");
        }
        if (at > now)
        {
            throw new RefusedException("document.inFuture", "day");
        }
        if (documents.Any(document => Knowledge.DayOf(at) < document.IssuedOn))
        {
            throw new RefusedException("document.beforeIssue", "day");
        }
        await change.Touch(employerId, "tellDocumentSteps", cancel);
        change.Insert(
            Tables.DocumentStep,
            [
                .. documents.Select(document =>
                    Step(employerId, document.DocumentId, document.WorkerId, channel, step, at) with
                    {
                        Reference = Masked(reference),
                        Note = Masked(note),
                    }
                ),
            ]
        );
    }

    /// <summary>The instant of what is told of a day: without an hour a day ends when it ends, and today is now.</summary>
    public static DateTimeOffset At(DateOnly day, DateTimeOffset now) =>
        day == Knowledge.DayOf(now) ? now : Knowledge.EndOf(day).AddSeconds(-1);

    /// <summary>Keeps that its worker opened a document in its own pages, the first time.</summary>
    public static async Task Opened(Database database, Author author, DocumentOnItsWay one, CancellationToken cancel)
    {
        if (one.Steps.Any(step => step is { Channel: SendingChannel.Portal, Step: SendingStep.Opened }))
        {
            return;
        }
        var now = database.Clock.GetUtcNow();
        await Change.Make(
            database,
            author,
            change =>
                Do(
                    change,
                    one.Document.EmployerId,
                    [one.Document],
                    SendingChannel.Portal,
                    SendingStep.Opened,
                    now,
                    now,
                    null,
                    null,
                    cancel
                ),
            cancel
        );
    }

    internal static DocumentStepVersion Step(
        Guid employerId,
        Guid documentId,
        Guid workerId,
        SendingChannel channel,
        SendingStep step,
        DateTimeOffset at
    ) =>
        new()
        {
            EmployerId = employerId,
            Origin = FactVersion.ByHand,
            StepId = Guid.CreateVersion7(),
            DocumentId = documentId,
            WorkerId = workerId,
            Channel = channel,
            Step = step,
            HappenedAt = at,
            Reference = null,
            Note = null,
        };

    // In somebody's own words, which may hold a national number.
    private static string? Masked(string? text) => string.IsNullOrWhiteSpace(text) ? null : SsinInText.Masked(text.Trim());
}
