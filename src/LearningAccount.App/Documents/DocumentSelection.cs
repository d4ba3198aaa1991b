using System.Data.Common;
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
    ) => [.. workers.SelectMany(worker => Of(desk, kind, worker, desk.AccountOf(worker, on), from))];

    /// <summary>Of everybody, those for whom the kind is meant.</summary>
    /// <param name="had">Who has this kind, or is about to get it, and is left out; null: nobody is.</param>
    public static IReadOnlyList<DocumentCandidate> Meant(
        DocumentDesk desk,
        DocumentKind kind,
        IEnumerable<WorkerSnapshot> workers,
        DateOnly from,
        DateOnly on,
        ILookup<(Guid Worker, string? About), DateOnly>? had
    ) =>
        [
            .. workers
                .Select(worker => (Worker: worker, Account: desk.AccountOf(worker, on)))
                .Where(one => IsMeant(kind, one.Worker, one.Account))
                .SelectMany(one => Of(desk, kind, one.Worker, one.Account, from))
                .Where(one => had is null || !had[(one.Worker.WorkerId, one.About)].Any(stated => IsEnough(kind, stated, on))),
        ];

    /// <summary>Of a kind, who has one as of which day, those asked for and still being issued among them.</summary>
    public static async Task<ILookup<(Guid Worker, string? About), DateOnly>> Had(
        DbConnection connection,
        DocumentDesk desk,
        DocumentKind kind,
        CancellationToken cancel
    )
    {
        var employerId = desk.Employer.Employer.EmployerId;
        // Read first: what is issued meanwhile is then in both, and not in neither.
        var all = new List<(Guid Worker, string? About, DateOnly StatedOn)>();
        foreach (var run in await DocumentRuns.UnderWay(connection, employerId, kind, cancel))
        {
            var on = DocumentAsked.FromJson(run.Asked).On;
            var asked = await DocumentRuns.Workers(connection, employerId, run.RunId, cancel);
            all.AddRange(asked.Select(IssueRun.Read).Select(one => (one.Worker, one.About, on)));
        }
        var given = await ReadIssued.Given(connection, employerId, kind, cancel);
        all.AddRange(given.Select(one => (one.WorkerId, one.About, one.StatedOn)));
        return all.ToLookup(one => (desk.Employer.Worker(one.Worker)?.WorkerId ?? one.Worker, one.About), one => one.StatedOn);
    }

    private static IEnumerable<DocumentCandidate> Of(
        DocumentDesk desk,
        DocumentKind kind,
        WorkerSnapshot worker,
        Account account,
        DateOnly from
    ) =>
        Abouts(kind, worker, from, account.On)
            .Select(about => new DocumentCandidate(worker, about, desk.WhyNot(kind, worker, account, about)));

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

    /// <summary>True where who has this document needs no other of the kind.</summary>
    internal static bool IsSame(GivenDocument document, DocumentKind kind, string? about, DateOnly on) =>
        document.Kind == kind && document.IsAbout(about) && IsEnough(kind, document.StatedOn, on);

    // One of the same year will do, where there is one a year.
    private static bool IsEnough(DocumentKind kind, DateOnly stated, DateOnly on) =>
        kind is not (DocumentKind.YearlyNotice or DocumentKind.AccountForm) || stated.Year == on.Year;

    private static IEnumerable<string?> Abouts(DocumentKind kind, WorkerSnapshot worker, DateOnly from, DateOnly on) =>
        kind is DocumentKind.TrainingStatement
            ? worker
                .Trainings.Where(training =>
                    training.Status is TrainingStatus.Followed && training.EndOn >= from && training.EndOn <= on
                )
                .Select(training => (string?)ColumnText.Of(training.TrainingId))
            : [null];
}
