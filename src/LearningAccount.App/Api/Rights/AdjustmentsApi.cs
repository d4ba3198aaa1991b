using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Workers;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Rights;

/// <summary>Corrections of workers' balances, and balances taken over from elsewhere.</summary>
internal static class AdjustmentsApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listAdjustments", Right.ReadEmployer, List),
            new("createAdjustment", Right.ManageRights, Create),
            new("getAdjustment", Right.ReadEmployer, Get),
            new("withdrawAdjustment", Right.ManageRights, Withdraw),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var worker = Seen.Worker(call, await Seen.Employer(call, cancel));
        return Paging.Whole(
            call,
            worker.Adjustments,
            (json, one) =>
            {
                json.WriteString("href", Address(call, worker.WorkerId, one.AdjustmentId));
                Write(json, one, worker.OriginOf(one));
            }
        );
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var worker = Seen.Worker(call, await Seen.Employer(call, cancel));
        var adjustment =
            worker.Adjustments.FirstOrDefault(one => one.AdjustmentId == call.Id("adjustmentId"))
            ?? throw new ProblemException(Problem.NotFound());
        return Document(call, worker.WorkerId, adjustment, worker.OriginOf(adjustment));
    }

    private static async Task<ApiAnswer> Create(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var worker = Seen.Worker(call, seen).WorkerId;
        return await call.Make(
            async change =>
            {
                var last = await change.Touch(call.EmployerId, "adjust", cancel);
                var said = new AdjustmentVersion
                {
                    EmployerId = call.EmployerId,
                    Origin = FactVersion.ByHand,
                    Recorded = last + 1,
                    WorkerId = worker,
                    AdjustmentId = Guid.CreateVersion7(),
                    OnDay = call.Body.DayOf("date")!.Value,
                    Days = call.Body.ExactOf("days")!.Value,
                    Reason = call.Body.TextOf("reason"),
                };
                (await SayAdjustments.Do(change, call.EmployerId, [said], cancel)).OrProblem(at => at is "on" ? "date" : at);
                return Document(call, worker, said, seen.Snapshot.DaysWith(last + 1, call.Today).OriginOf(said)) with
                {
                    Status = StatusCodes.Status201Created,
                    Location = Address(call, worker, said.AdjustmentId),
                };
            },
            cancel
        );
    }

    private static Task<ApiAnswer> Withdraw(ApiCall call, CancellationToken cancel) =>
        FactOfWorker.Withdraw(call, Tables.Adjustment, IsAsked(call), cancel);

    private static Task<AdjustmentVersion> Known(
        ApiCall call,
        System.Data.Common.DbConnection connection,
        Guid worker,
        CancellationToken cancel
    ) => FactOfWorker.Known(call, connection, Tables.Adjustment, worker, IsAsked(call), cancel);

    private static Func<AdjustmentVersion, bool> IsAsked(ApiCall call)
    {
        var id = call.Id("adjustmentId");
        return one => one.AdjustmentId == id;
    }

    private static string Address(ApiCall call, Guid worker, Guid adjustment) =>
        $"{WorkerShown.Address(call, worker)}/adjustments/{adjustment.ToString("D", CultureInfo.InvariantCulture)}";

    private static void Write(Utf8JsonWriter json, AdjustmentVersion adjustment, Origin origin)
    {
        json.WriteString("id", adjustment.AdjustmentId);
        json.Day("date", adjustment.OnDay);
        json.Exact("days", adjustment.Days);
        json.Text("reason", adjustment.Reason);
        json.WriteBoolean("isChangeable", adjustment.IsByHand);
        json.Origin("origin", origin);
    }

    private static ApiAnswer Document(ApiCall call, Guid worker, AdjustmentVersion adjustment, Origin origin) =>
        ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", Address(call, worker, adjustment.AdjustmentId));
            Write(json, adjustment, origin);
            json.WriteEndObject();
        }) with
        {
            ETag = ETags.Of(adjustment),
        };
}
