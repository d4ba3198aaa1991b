using System.Data.Common;
using System.Globalization;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.App.Documents;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Documents;

/// <summary>Documents a body asks for.</summary>
/// <param name="Made">Of whom one is made.</param>
/// <param name="Left">Of whom none can be made, each with why.</param>
internal sealed record ReadAsked(
    DocumentKind Kind,
    DocumentAsked Asked,
    IReadOnlyList<DocumentCandidate> Made,
    IReadOnlyList<DocumentCandidate> Left
)
{
    private const string Missing = "missing";

    /// <exception cref="ProblemException">400: somebody is not known, or of nobody one can be made.</exception>
    public static async Task<ReadAsked> Of(
        ApiCall call,
        DbConnection connection,
        EmployerSnapshot seen,
        DocumentDesk desk,
        CancellationToken cancel
    )
    {
        var kind = call.Body.CodeOf<DocumentKind>("kind")!.Value;
        var on = call.Body.DayOf("statedOn") ?? call.Today;
        if (on > call.Today.AddYears(1))
        {
            throw SentFacts.Wrong("statedOn", "tooFarAhead", call.Body.TextOf("statedOn"));
        }
        var from = kind is DocumentKind.TrainingStatement ? call.Body.DayOf("from") ?? new(on.Year, 1, 1) : on;
        var workers = await Workers(call, connection, seen, desk, cancel);
        var onlyMissing = call.Body.TextOf("whom") is Missing;
        var asked = await Chosen(call, connection, kind, on, onlyMissing, workers, desk, cancel);
        var candidates = await Candidates(call, connection, seen, desk, kind, (from, on), workers, onlyMissing, cancel);
        var made = candidates
            .Where(one => one.WhyNot is null)
            .OrderBy(one => Wording.WorkerNames.Listed(one.Worker), Wording.NameOrder.Comparer)
            .ToList();
        if (made.Count == 0)
        {
            var why = candidates is [{ WhyNot: { } only }] ? only : "document.nobody";
            throw new RefusedException(why, workers is null ? "whom" : "workers");
        }
        if (kind is DocumentKind.EvidenceFile && made.Count > IssueRun.MostEvidence)
        {
            var most = IssueRun.MostEvidence.ToString(CultureInfo.InvariantCulture);
            throw new RefusedException("document.tooMany", "workers", ("most", most));
        }
        return new(kind, asked, made, [.. candidates.Where(one => one.WhyNot is not null)]);
    }

    private static async Task<IReadOnlyList<WorkerSnapshot>?> Workers(
        ApiCall call,
        DbConnection connection,
        EmployerSnapshot seen,
        DocumentDesk desk,
        CancellationToken cancel
    )
    {
        if (!call.Body.TryGetProperty("workers", out var list))
        {
            return null;
        }
        var named = list.EnumerateArray()
            .Select((one, place) => NamedWorker.Of(one, string.Create(CultureInfo.InvariantCulture, $"workers[{place}].")))
            .ToList();
        var found = await NamedWorkers.Find(connection, call, named, cancel);
        TrainingsApi.OrThrow([.. named.Select((_, place) => found[place].Issue).OfType<InputIssue>()]);
        return
        [
            .. named
                .Select((_, place) => found[place].Worker)
                .Distinct()
                .Where(worker => seen.Worker(worker) is not null)
                .Select(desk.Employer.Worker)
                .OfType<WorkerSnapshot>(),
        ];
    }

    private static async Task<DocumentAsked> Chosen(
        ApiCall call,
        DbConnection connection,
        DocumentKind kind,
        DateOnly on,
        bool onlyMissing,
        IReadOnlyList<WorkerSnapshot>? workers,
        DocumentDesk desk,
        CancellationToken cancel
    )
    {
        var valuation = kind is DocumentKind.ExitStatement ? call.Body.CodeOf<Valuation>("valuation") : null;
        Guid? replaces = null;
        if (call.Body.TextOf("replaces") is { } id)
        {
            // Only a document of the very worker can be replaced.
            var other = await ReadIssued.Find(connection, call.EmployerId, Guid.Parse(id), cancel);
            replaces =
                other is not null
                && workers is [var one]
                && desk.Employer.AliasesOf(one.WorkerId).Contains(other.Document.WorkerId)
                    ? other.Document.DocumentId
                    : throw SentFacts.Wrong("replaces", "documentOfWorker", id);
        }
        return new()
        {
            On = on,
            Language = Languages.TryParse(call.Body.TextOf("language"), out var language) ? language : null,
            Way = call.Body.CodeOf<DocumentWay>("way") ?? DocumentWay.Whichever,
            Valuations = valuation is { } chosen ? [chosen] : [],
            MonthlyPay =
                valuation is Valuation.V1
                    ? call.Body.ExactOf("monthlyPay") ?? throw SentFacts.Wrong("monthlyPay", "missing")
                    : null,
            DayPrice =
                valuation is Valuation.V2 ? call.Body.ExactOf("dayPrice") ?? throw SentFacts.Wrong("dayPrice", "missing") : null,
            Replaces = replaces,
            OnlyMissing = onlyMissing,
        };
    }

    private static async Task<IReadOnlyList<DocumentCandidate>> Candidates(
        ApiCall call,
        DbConnection connection,
        EmployerSnapshot seen,
        DocumentDesk desk,
        DocumentKind kind,
        (DateOnly From, DateOnly On) days,
        IReadOnlyList<WorkerSnapshot>? workers,
        bool onlyMissing,
        CancellationToken cancel
    )
    {
        if (call.Body.TextOf("trainingId") is { } about)
        {
            return workers is [var only]
                ? [new(only, about, desk.WhyNot(kind, only, desk.AccountOf(only, days.On), about))]
                : throw SentFacts.Wrong("trainingId", "documentOfWorker", about);
        }
        return workers is not null
            ? DocumentSelection.Of(desk, kind, workers, days.From, days.On)
            : DocumentSelection.Meant(
                desk,
                kind,
                seen.Workers,
                days.From,
                days.On,
                onlyMissing ? await DocumentSelection.Had(connection, desk, kind, cancel) : null
            );
    }
}
