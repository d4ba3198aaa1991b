using System.Collections.Immutable;
using System.Text.Json;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Documents;

/// <summary>A document that was made and looked at, and is to be issued.</summary>
public sealed record PreparedDocument
{
    public required Guid DocumentId { get; init; }
    public required Guid WorkerId { get; init; }
    public required DocumentKind Kind { get; init; }
    public required string Language { get; init; }
    public required DateOnly StatedOn { get; init; }
    public string? About { get; init; }
    public string? Asked { get; init; }
    public required ImmutableSortedDictionary<string, string> Figures { get; init; }

    /// <summary>Every word of it.</summary>
    public required byte[] Content { get; init; }
    public Guid? ReplacesId { get; init; }

    /// <summary>The way it goes by from the first; null: that is told later.</summary>
    public SendingChannel? Channel { get; init; }
}

/// <summary>Issues documents: from then on they say what they say.</summary>
public static class IssueDocuments
{
    /// <param name="seq">The line of the journal the facts they state were known at.</param>
    /// <param name="at">Now.</param>
    /// <param name="run">Where they are issued with others at once.</param>
    /// <exception cref="RefusedException"><c>workerRestricted</c>, of all but evidence (GDPR, article 18 (2)).</exception>
    public static async Task<IReadOnlyList<IssuedDocumentVersion>> Do(
        Change change,
        Guid employerId,
        long seq,
        IReadOnlyCollection<PreparedDocument> prepared,
        DateTimeOffset at,
        Guid? run,
        CancellationToken cancel
    )
    {
        await change.Touch(employerId, "issueDocuments", cancel);
        (await Restricted.Of(change.Connection, employerId, cancel)).Check(
            prepared.Where(one => one.Kind is not DocumentKind.EvidenceFile).Select(one => one.WorkerId)
        );
        var documents = prepared
            .Select(one => (Document: Version(one, employerId, seq, Knowledge.DayOf(at), run), one.Content))
            .ToList();
        await DocumentContent.Keep(change.Connection, documents, cancel);
        change.Insert(Tables.IssuedDocument, [.. documents.Select(one => one.Document)]);
        change.Insert(
            Tables.DocumentStep,
            [
                .. prepared
                    .Where(one => one.Channel is not null)
                    .Select(one =>
                        TellSteps.Step(employerId, one.DocumentId, one.WorkerId, one.Channel!.Value, SendingStep.Sent, at)
                    ),
            ]
        );
        return [.. documents.Select(one => one.Document)];
    }

    private static IssuedDocumentVersion Version(PreparedDocument one, Guid employerId, long seq, DateOnly on, Guid? run) =>
        new()
        {
            EmployerId = employerId,
            Origin = FactVersion.ByHand,
            DocumentId = one.DocumentId,
            WorkerId = one.WorkerId,
            Kind = one.Kind,
            Language = one.Language,
            StatedOn = one.StatedOn,
            IssuedOn = on,
            About = one.About,
            Asked = one.Asked,
            Figures = JsonSerializer.Serialize(one.Figures),
            ContentHash = DocumentContent.HashOf(one.Content),
            KnownSeq = seq,
            RunId = run,
            ReplacesId = one.ReplacesId,
        };
}
