using System.Collections.Immutable;
using System.Data.Common;
using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Documents;

/// <summary>A figure that a document states, and what it would state today.</summary>
/// <param name="Stated">Null: it did not state it.</param>
/// <param name="Now">Null: it would not.</param>
public sealed record ChangedFigure(string Name, string? Stated, string? Now);

/// <summary>A document whose figures would be others today.</summary>
/// <param name="Causes">The lines of the journal since then that are about its worker, the newest first.</param>
/// <param name="IsByLaw">Nothing of its worker changed: a text of law, or something of the employer as a whole.</param>
public sealed record ChangedDocument(
    IssuedDocumentVersion Document,
    ImmutableArray<ChangedFigure> Figures,
    ImmutableArray<JournalLine> Causes,
    bool IsByLaw
);

/// <summary>
/// Finds the documents that say something else than the facts say today of the same day: of each worker the last of a kind, for
/// it is the one people go by.
/// </summary>
public static class FindChangedDocuments
{
    /// <summary>An evidence file tells how things stood when it was asked for; it is never out of date.</summary>
    private static bool Ages(DocumentKind kind) => kind is not DocumentKind.EvidenceFile;

    public static async Task<IReadOnlyList<ChangedDocument>> Of(
        DbConnection connection,
        EmployerSnapshot snapshot,
        LawBook law,
        CancellationToken cancel
    )
    {
        var employerId = snapshot.Employer.EmployerId;
        var documents = await ReadVersions.Now(connection, Tables.IssuedDocument, employerId, cancel);
        var own = snapshot.LawUnder(law);
        var changed = new List<ChangedDocument>();
        var last = documents
            .Where(one => Ages(one.Kind))
            .Select(one => (Document: one, Worker: snapshot.Worker(one.WorkerId)))
            .Where(one => one.Worker is not null)
            .GroupBy(one => (one.Worker!.WorkerId, one.Document.Kind, one.Document.About))
            .Select(same => same.MaxBy(one => (one.Document.Recorded, one.Document.Place)));
        foreach (var (document, worker) in last)
        {
            var account = AccountComputation.For(worker!.Facts, own, document.StatedOn);
            var differences = Differences(document, DocumentFigures.Of(document.Kind, worker, account, document.About));
            if (differences.Length > 0)
            {
                changed.Add(new(document, differences, [], IsByLaw: false));
            }
        }
        return await WithCauses(connection, snapshot, changed, cancel);
    }

    /// <summary>What a document states otherwise than these figures.</summary>
    public static ImmutableArray<ChangedFigure> Differences(
        IssuedDocumentVersion document,
        ImmutableSortedDictionary<string, string>? now
    )
    {
        var stated = DocumentFigures.Stated(document);
        return
        [
            .. stated
                .Keys.Union(now?.Keys ?? [], StringComparer.Ordinal)
                .Select(name => new ChangedFigure(name, stated.GetValueOrDefault(name), now?.GetValueOrDefault(name)))
                .Where(figure => !string.Equals(figure.Stated, figure.Now, StringComparison.Ordinal)),
        ];
    }

    private static async Task<IReadOnlyList<ChangedDocument>> WithCauses(
        DbConnection connection,
        EmployerSnapshot snapshot,
        List<ChangedDocument> changed,
        CancellationToken cancel
    )
    {
        var employerId = snapshot.Employer.EmployerId;
        var lines = await LinesAboutWorkers.Since(
            connection,
            employerId,
            changed.Count == 0 ? snapshot.Seq : changed.Min(one => one.Document.KnownSeq),
            cancel
        );
        var sought = changed.SelectMany(one => SeqsOf(one.Document)).Distinct().ToList();
        var told = (await ReadHistory.Lines(connection, employerId, sought, cancel)).ToDictionary(line => line.Seq);
        return
        [
            .. changed
                .OrderByDescending(one => one.Document.Recorded)
                .Select(one =>
                    SeqsOf(one.Document).Select(seq => told[seq]).OrderByDescending(line => line.Seq).ToImmutableArray()
                        is { Length: > 0 } causes
                        ? one with
                        {
                            Causes = causes,
                        }
                        : one with
                        {
                            IsByLaw = true,
                        }
                ),
        ];

        IEnumerable<long> SeqsOf(IssuedDocumentVersion document) =>
            snapshot
                .AliasesOf(document.WorkerId)
                .SelectMany(worker => lines[worker])
                .Where(seq => seq > document.KnownSeq)
                .Distinct();
    }
}
