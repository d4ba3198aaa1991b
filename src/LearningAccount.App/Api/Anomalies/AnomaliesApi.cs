using System.Collections.Immutable;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Anomalies;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Anomalies;

/// <summary>What somebody should look at, and what is said of it: <c>/employers/{employerNumber}/anomalies</c>.</summary>
internal static class AnomaliesApi
{
    private const string IdParameter = "anomalyId";
    private const string Since = "since";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listAnomalies", Right.ReadEmployer, List),
            new("getAnomaly", Right.ReadEmployer, Get),
            new("settleAnomaly", Right.RegisterTrainings, Settle),
            new("reopenAnomaly", Right.RegisterTrainings, Reopen),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var all = await Found(call, seen, On(call), cancel);
        var before = await Before(call, cancel);
        var found = all.Where(Asked(call)).Where(one => !before.Contains(Stood(call, one))).ToList();
        return Paging.Of(
            call,
            found,
            (json, finding) =>
            {
                json.WriteString("href", AnomalyJson.Address(call, finding));
                AnomalyJson.Write(json, call, seen.Snapshot, finding);
            }
        ) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var (seen, finding) = await Find(call, On(call), cancel);
        return AnomalyJson.Document(call, seen.Snapshot, finding);
    }

    private static async Task<ApiAnswer> Settle(ApiCall call, CancellationToken cancel)
    {
        var (seen, finding) = await Find(call, call.Today, cancel);
        var reason = call.Body.TextOf("reason")!;
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "settleAnomaly", cancel);
                var now = await Checked(call, seen, finding, change.Connection, cancel);
                if (now.Settled is { } before && before.Reason == SettleFinding.Kept(reason))
                {
                    return AnomalyJson.Document(call, seen.Snapshot, now);
                }
                // Where facts have changed meanwhile, the word is of those that were seen, and holds no longer.
                await SettleFinding.Do(change, call.EmployerId, now, reason, cancel);
                return AnomalyJson.Document(call, seen.Snapshot, await Now(call, finding, change.Connection, cancel));
            },
            cancel,
            reason.Trim()
        );
    }

    private static async Task<ApiAnswer> Reopen(ApiCall call, CancellationToken cancel)
    {
        var (seen, finding) = await Find(call, call.Today, cancel);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "reopenAnomaly", cancel);
                var now = await Checked(call, seen, finding, change.Connection, cancel);
                if (now.Settled is { } said)
                {
                    await SettleFinding.TakeBack(change, call.EmployerId, said.SettlementId, cancel);
                }
                return AnomalyJson.Document(call, seen.Snapshot, now with { Settled = null });
            },
            cancel
        );
    }

    /// <summary>What was found on the day the request names, as it was known at its end; nothing, where it names none.</summary>
    /// <exception cref="ProblemException">400: the day has not passed.</exception>
    private static async Task<HashSet<(Guid, string)>> Before(ApiCall call, CancellationToken cancel)
    {
        if (call.Day(Since) is not { } day)
        {
            return [];
        }
        if (day >= call.Today)
        {
            throw new ProblemException(
                Problem.BadRequest([new(InputIssue.InvalidInput, InputPlace.Query, Since, call[Since], "api.issue.notPast")])
            );
        }
        var then = await call.Part<ReadSeen>().Of(call.Visitor, call.EmployerId, day, call.Now, cancel);
        return then is null ? [] : [.. (await Found(call, then, day, cancel)).Select(one => Stood(call, one))];
    }

    private static (Guid, string) Stood(ApiCall call, Finding finding) =>
        (finding.IdAt(call.EmployerId), AnomalyJson.StateOf(finding));

    /// <summary>Of the employer and of the workers the visitor sees, as the pages find them.</summary>
    private static async Task<ImmutableArray<Finding>> Found(
        ApiCall call,
        SeenEmployer seen,
        DateOnly on,
        CancellationToken cancel
    )
    {
        var register = EmployerRegister.None;
        if (Seen.Known(call) is null)
        {
            await using var connection = await call.Part<Database>().Connect(cancel);
            register = await EmployerRegister.Of(connection, seen.Snapshot, cancel);
        }
        return EmployerFindings.Of(seen.Snapshot, seen.Law, on, register);
    }

    /// <exception cref="ProblemException">404: there is none now, or it is of a worker the visitor does not see.</exception>
    private static async Task<(SeenEmployer Seen, Finding Finding)> Find(ApiCall call, DateOnly on, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var id = call.Id(IdParameter);
        var found = (await Found(call, seen, on, cancel)).FirstOrDefault(finding => finding.IdAt(call.EmployerId) == id);
        return found is null
            ? throw new ProblemException(
                Problem.NotFound(
                    new InputIssue(
                        InputIssue.ReferencedResourceNotFound,
                        InputPlace.Path,
                        IdParameter,
                        call[IdParameter],
                        "api.issue.anomalyGone"
                    )
                )
            )
            : (seen, found);
    }

    // What was said of it may have changed since the employer was read.
    private static async Task<Finding> Checked(
        ApiCall call,
        SeenEmployer seen,
        Finding finding,
        System.Data.Common.DbConnection connection,
        CancellationToken cancel
    )
    {
        var now = await Now(call, finding, connection, cancel);
        call.CheckIfMatch(AnomalyJson.Document(call, seen.Snapshot, now).ETag!);
        return now;
    }

    private static async Task<Finding> Now(
        ApiCall call,
        Finding finding,
        System.Data.Common.DbConnection connection,
        CancellationToken cancel
    ) => Checks.Said(finding, await ReadVersions.Now(connection, Tables.Settlement, call.EmployerId, cancel));

    private static DateOnly On(ApiCall call) => Accounts.Accounts.On(call);

    private static Func<Finding, bool> Asked(ApiCall call)
    {
        var codes = call.Values("code").ToHashSet(StringComparer.Ordinal);
        var workers = call.Values("workerId").Select(Guid.Parse).ToHashSet();
        var severity = call["severity"];
        var state = call["state"];
        return finding =>
            (codes.Count == 0 || codes.Contains(finding.Code))
            && (workers.Count == 0 || (finding.WorkerId is { } worker && workers.Contains(worker)))
            && (severity is null || severity == CodeText.Of(Checks.SeverityOf(finding.Code)))
            && (state is null || state == AnomalyJson.StateOf(finding));
    }
}
