using System.Globalization;
using System.Runtime.CompilerServices;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Wording;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Api.Requests;

/// <summary>Reads what a request asks of an employer: as its caller may see it, as known on the day it names.</summary>
internal static class Seen
{
    /// <summary>The parameter with the day at whose end the facts were known.</summary>
    public const string KnownOn = "knownOn";

    // Figures of the same facts differ where the program does.
    private static readonly string Program = typeof(Seen).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];
    private static readonly ConditionalWeakTable<EmployerSnapshot, IReadOnlyList<WorkerSnapshot>> Sorted = [];

    /// <exception cref="ProblemException">404: nothing was known of it then. 400: the day has not come.</exception>
    public static async Task<SeenEmployer> Employer(ApiCall call, CancellationToken cancel)
    {
        var seen = await call.Part<ReadSeen>().Of(call.Visitor, call.EmployerId, Known(call), call.Now, cancel);
        return seen ?? throw new ProblemException(Problem.NotFound());
    }

    /// <summary>The day at whose end the facts were known; null: now.</summary>
    /// <exception cref="ProblemException">400: the day has not come.</exception>
    public static DateOnly? Known(ApiCall call)
    {
        var known = call.Day(KnownOn);
        if (known > call.Today)
        {
            var issue = new InputIssue(InputIssue.InvalidInput, InputPlace.Query, KnownOn, call[KnownOn], "api.issue.notYet");
            throw new ProblemException(Problem.BadRequest([issue]));
        }
        // What is known today is known at this instant, not at the end of the day.
        return known == call.Today ? null : known;
    }

    /// <summary>The worker of the address, among those the caller may see.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public static WorkerSnapshot Worker(ApiCall call, SeenEmployer employer) =>
        employer.Snapshot.Worker(call.Id("workerId"))
        ?? throw new ProblemException(
            Problem.NotFound(
                new InputIssue(
                    InputIssue.ReferencedResourceNotFound,
                    InputPlace.Path,
                    "workerId",
                    call["workerId"],
                    "api.issue.workerUnknown"
                )
            )
        );

    /// <summary>All workers in order of name.</summary>
    public static IReadOnlyList<WorkerSnapshot> ByName(EmployerSnapshot employer) =>
        Sorted.GetValue(
            employer,
            static one =>
                [
                    .. one
                        .Workers.Select(worker =>
                            (worker, Key: NameOrder.Rules.GetSortKey(WorkerNames.Listed(worker), NameOrder.Options))
                        )
                        .OrderBy(pair => pair.Key, Comparer<SortKey>.Create(SortKey.Compare))
                        .Select(pair => pair.worker),
                ]
        );

    /// <summary>The version of what is computed from an employer's facts on a day.</summary>
    public static string ETag(SeenEmployer employer, DateOnly on, ApiCall call) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{employer.Line:x}-{employer.CommonLine:x}-{on.DayNumber:x}-{call.Language}-{Program}"
        );
}
