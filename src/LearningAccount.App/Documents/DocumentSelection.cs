using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>A document that can be made of a worker, or why it cannot.</summary>
/// <param name="About">Of a statement of a training: which.</param>
/// <param name="WhyNot">A code; null: it can be made.</param>
public sealed record DocumentCandidate(WorkerSnapshot Worker, string? About, string? WhyNot);

/// <summary>Of whom a kind of document is made, where somebody asks for it of many.</summary>
public static class DocumentSelection
{
    private const int MonthsOfNewcomers = 12;
    private const int MonthsAfterExit = 12;
    private const int MonthsBeforeExit = 6;

    /// <param name="workers">Whom it was asked for.</param>
    /// <param name="from">Of trainings: those that ended on this day or after it, up to <paramref name="on"/>.</param>
    public static IReadOnlyList<DocumentCandidate> Of(
        DocumentDesk desk,
        DocumentKind kind,
        IEnumerable<WorkerSnapshot> workers,
        DateOnly from,
        DateOnly on
    ) =>
        [
            .. workers.SelectMany(worker =>
            {
                var account = desk.AccountOf(worker, on);
                return Abouts(kind, worker, from, on)
                    .Select(about => new DocumentCandidate(worker, about, desk.WhyNot(kind, worker, account, about)));
            }),
        ];

    /// <summary>Of everybody, those for whom the kind is meant.</summary>
    /// <param name="had">All documents issued: who has this one is left out; null: nobody is.</param>
    public static IReadOnlyList<DocumentCandidate> Meant(
        DocumentDesk desk,
        DocumentKind kind,
        IEnumerable<WorkerSnapshot> workers,
        DateOnly from,
        DateOnly on,
        IReadOnlyList<DocumentOnItsWay>? had
    )
    {
        var known = had?.ToLookup(one => desk.Employer.Worker(one.Document.WorkerId)?.WorkerId);
        return
        [
            .. Of(desk, kind, workers, from, on)
                .Where(one => IsMeant(kind, one.Worker, desk.AccountOf(one.Worker, on)))
                .Where(one => known is null || !known[one.Worker.WorkerId].Any(had => IsSame(had.Document, kind, one.About, on))),
        ];
    }

    /// <summary>True where such a document is of use to a worker now, when it is asked for of everybody.</summary>
    private static bool IsMeant(DocumentKind kind, WorkerSnapshot worker, Account account) =>
        kind switch
        {
            DocumentKind.NewcomerNotice => worker.Employments.Employments.Any(one =>
                one.Start <= account.On && one.Start > account.On.AddMonths(-MonthsOfNewcomers)
            ),
            DocumentKind.ExitStatement => account.Exit is { } exit
                && exit.On >= account.On.AddMonths(-MonthsAfterExit)
                && exit.On <= account.On.AddMonths(MonthsBeforeExit),
            DocumentKind.EvidenceFile => false,
            _ => true,
        };

    /// <summary>True where who has this document needs no other of the kind: one of the same year will do, where there is one a year.</summary>
    internal static bool IsSame(IssuedDocumentVersion document, DocumentKind kind, string? about, DateOnly on) =>
        document.Kind == kind
        && string.Equals(document.About, about, StringComparison.Ordinal)
        && (kind is not (DocumentKind.YearlyNotice or DocumentKind.AccountForm) || document.StatedOn.Year == on.Year);

    private static IEnumerable<string?> Abouts(DocumentKind kind, WorkerSnapshot worker, DateOnly from, DateOnly on) =>
        kind is DocumentKind.TrainingStatement
            ? worker
                .Trainings.Where(training =>
                    training.Status is TrainingStatus.Followed && training.EndOn >= from && training.EndOn <= on
                )
                .Select(training => (string?)ColumnText.Of(training.TrainingId))
            : [null];
}
