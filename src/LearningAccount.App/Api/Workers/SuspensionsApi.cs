using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Workers;

/// <summary>Times in which a worker's contract is suspended, as lists and people say them.</summary>
internal static class SuspensionsApi
{
    private const string Action = "saySuspension";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listSuspensions", Right.ReadEmployer, List),
            new("createSuspension", Right.ManageWorkers, Create),
            new("getSuspension", Right.ReadEmployer, Get),
            new("changeSuspension", Right.ManageWorkers, Change),
            new("withdrawSuspension", Right.ManageWorkers, Withdraw),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var worker = Seen.Worker(call, await Seen.Employer(call, cancel));
        await call.Look(worker.WorkerId, "employments", cancel);
        return Paging.Whole(
            call,
            [.. worker.Suspensions.OrderBy(one => one.FromOn).ThenBy(one => one.SuspensionId)],
            (json, one) =>
            {
                json.WriteString("href", Address(call, worker.WorkerId, one.SuspensionId));
                Write(json, one, worker.OriginOf(one));
            }
        );
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var worker = Seen.Worker(call, await Seen.Employer(call, cancel));
        await call.Look(worker.WorkerId, "employments", cancel);
        var suspension =
            worker.Suspensions.FirstOrDefault(one => one.SuspensionId == call.Id("suspensionId"))
            ?? throw new ProblemException(Problem.NotFound());
        return Document(call, worker.WorkerId, suspension, worker.OriginOf(suspension));
    }

    private static async Task<ApiAnswer> Create(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var worker = Seen.Worker(call, seen).WorkerId;
        var said = Read(
            call.Body,
            new()
            {
                EmployerId = call.EmployerId,
                Origin = FactVersion.ByHand,
                WorkerId = worker,
                SuspensionId = Guid.CreateVersion7(),
                FromOn = default,
                ToOn = null,
                Kind = default,
                Fraction = null,
            }
        );
        return await call.Make(
            async change =>
            {
                var last = await change.Touch(call.EmployerId, Action, cancel);
                var made = said with { Recorded = last + 1 };
                (await SaySuspensions.Do(change, call.EmployerId, [made], cancel)).OrProblem(PlaceOf);
                var origin = seen.Snapshot.DaysWith(last + 1, call.Today).OriginOf(made);
                return Document(call, worker, made, origin) with
                {
                    Status = StatusCodes.Status201Created,
                    Location = Address(call, worker, made.SuspensionId),
                };
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Change(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var worker = Seen.Worker(call, seen).WorkerId;
        return await call.Make(
            async change =>
            {
                var last = await change.Touch(call.EmployerId, Action, cancel);
                var known = await Known(call, change.Connection, worker, cancel);
                call.CheckIfMatch(ETags.Of(known));
                if (!known.IsByHand)
                {
                    throw new ProblemException(Problem.CameFromFile());
                }
                var said = Read(call.Body, known) with { Recorded = last + 1 };
                var outcome = (await SaySuspensions.Do(change, call.EmployerId, [said], cancel)).OrProblem(PlaceOf);
                var after = outcome is Said.Unchanged ? known : said;
                return Document(call, worker, after, seen.Snapshot.DaysWith(last + 1, call.Today).OriginOf(after));
            },
            cancel
        );
    }

    private static Task<ApiAnswer> Withdraw(ApiCall call, CancellationToken cancel) =>
        FactOfWorker.Withdraw(call, Tables.Suspension, IsAsked(call), cancel);

    // 0 and nothing are the same: the contract is wholly suspended.
    private static SuspensionVersion Read(JsonElement sent, SuspensionVersion known) =>
        known with
        {
            FromOn = sent.DayOf("startDate") ?? known.FromOn,
            ToOn = sent.Patched("endDate", known.ToOn, ApiJson.DayOf),
            Kind = sent.CodeOf<SuspensionKind>("kind") ?? known.Kind,
            Fraction = sent.Patched("workedFraction", known.Fraction, ApiJson.ExactOf) is { IsZero: false } worked
                ? worked
                : null,
        };

    private static Task<SuspensionVersion> Known(
        ApiCall call,
        System.Data.Common.DbConnection connection,
        Guid worker,
        CancellationToken cancel
    ) => FactOfWorker.Known(call, connection, Tables.Suspension, worker, IsAsked(call), cancel);

    private static Func<SuspensionVersion, bool> IsAsked(ApiCall call)
    {
        var id = call.Id("suspensionId");
        return one => one.SuspensionId == id;
    }

    private static string Address(ApiCall call, Guid worker, Guid suspension) =>
        $"{WorkerShown.Address(call, worker)}/suspensions/{suspension.ToString("D", CultureInfo.InvariantCulture)}";

    private static void Write(Utf8JsonWriter json, SuspensionVersion suspension, Origin origin)
    {
        json.WriteString("id", suspension.SuspensionId);
        json.Code<SuspensionKind>("kind", suspension.Kind);
        json.Day("startDate", suspension.FromOn);
        json.Day("endDate", suspension.ToOn);
        json.Exact("workedFraction", suspension.Fraction);
        json.WriteBoolean("isChangeable", suspension.IsByHand);
        json.Origin("origin", origin);
    }

    private static ApiAnswer Document(ApiCall call, Guid worker, SuspensionVersion suspension, Origin origin) =>
        ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", Address(call, worker, suspension.SuspensionId));
            Write(json, suspension, origin);
            json.WriteEndObject();
        }) with
        {
            ETag = ETags.Of(suspension),
        };

    private static string PlaceOf(string at) => at is "fraction" ? "workedFraction" : SentFacts.DayAt(at, "suspension");
}
