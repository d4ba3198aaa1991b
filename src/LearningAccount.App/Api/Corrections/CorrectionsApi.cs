using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Records.Access;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Corrections;

/// <summary>What workers ask an employer to correct, and what it decides: <c>/employers/{employerNumber}/corrections</c>.</summary>
internal static class CorrectionsApi
{
    public const string IdParameter = "correctionId";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listCorrections", Right.DecideCorrections, List),
            new("readCorrection", Right.DecideCorrections, Read),
            new("agreeCorrection", Right.DecideCorrections, (call, cancel) => Take(call, CorrectionStep.Agreed, cancel)),
            new("refuseCorrection", Right.DecideCorrections, (call, cancel) => Take(call, CorrectionStep.Refused, cancel)),
            new("askBackCorrection", Right.DecideCorrections, (call, cancel) => Take(call, CorrectionStep.AskedBack, cancel)),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var found = (await ReadCorrections.All(connection, call.EmployerId, cancel))
            .Where(request => seen.Snapshot.Worker(request.WorkerId) is not null && IsAsked(call, request))
            .ToList();
        return Paging.Of(
            call,
            found,
            (json, request) =>
            {
                json.WriteString("href", LinkOf(call, request.RequestId));
                CorrectionJson.Write(json, request, Number(call), seen.Snapshot.Worker(request.WorkerId)!.WorkerId);
            }
        );
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel)
    {
        var (steps, worker) = await Find(call, cancel);
        var request = steps[^1].Request;
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, request.RequestId));
            CorrectionJson.Write(json, request, Number(call), worker);
            CorrectionJson.Steps(json, steps);
            json.WriteEndObject();
        }) with
        {
            ETag = ETags.Of(request),
        };
    }

    private static async Task<ApiAnswer> Take(ApiCall call, CorrectionStep step, CancellationToken cancel)
    {
        var (steps, worker) = await Find(call, cancel);
        var id = steps[0].Request.RequestId;
        return await TakeStep(
            call,
            call.EmployerId,
            id,
            step,
            CorrectionSide.Employer,
            // The request and the worker's words are the reason of what is changed.
            $"{CorrectionReference.Of(id)}: {steps[0].Request.Words}",
            (json, request) =>
            {
                json.WriteString("self", LinkOf(call, id));
                CorrectionJson.Write(json, request, Number(call), worker);
            },
            cancel
        );
    }

    /// <summary>Takes the next step with a request, by whichever side, and answers with the request after it.</summary>
    public static Task<ApiAnswer> TakeStep(
        ApiCall call,
        Guid employer,
        Guid id,
        CorrectionStep step,
        CorrectionSide side,
        string why,
        Action<System.Text.Json.Utf8JsonWriter, CorrectionRequestVersion> write,
        CancellationToken cancel
    ) =>
        call.Make(
            async change =>
            {
                await change.Touch(employer, TakeCorrectionStep.ActionOf(step), cancel);
                var now =
                    await ReadCorrections.Now(change.Connection, employer, id, cancel)
                    ?? throw new ProblemException(Problem.NotFound());
                call.CheckIfMatch(ETags.Of(now));
                var words = call.HasBody ? call.Body.TextOf("words") : null;
                await TakeCorrectionStep.Do(change, employer, id, step, side, words, call.Now, null, cancel);
                var after = (await ReadCorrections.Now(change.Connection, employer, id, cancel))!;
                return ApiAnswer.Of(json =>
                {
                    json.WriteStartObject();
                    write(json, after);
                    json.WriteEndObject();
                }) with
                {
                    ETag = ETags.Of(after),
                };
            },
            cancel,
            why
        );

    /// <summary>True where the request is one that the parameters ask for.</summary>
    private static bool IsAsked(ApiCall call, CorrectionRequestVersion request)
    {
        var steps = call.Values("step");
        return (steps.Count == 0 || steps.Contains(ColumnText.Of(request.Step), StringComparer.Ordinal))
            && (call["open"] is not { } open || CorrectionRules.IsOpen(request.Step) == open is "true");
    }

    /// <exception cref="ProblemException">404: there is none, or of a worker the visitor does not see.</exception>
    private static async Task<(IReadOnlyList<CorrectionStepTaken> Steps, Guid Worker)> Find(
        ApiCall call,
        CancellationToken cancel
    )
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var steps = await ReadCorrections.Steps(connection, call.EmployerId, call.Id(IdParameter), cancel);
        return steps.Count > 0 && seen.Snapshot.Worker(steps[^1].Request.WorkerId) is { } worker
            ? (steps, worker.WorkerId)
            : throw new ProblemException(Problem.NotFound());
    }

    private static string Number(ApiCall call) => call[ApiCall.EmployerParameter]!;

    private static string LinkOf(ApiCall call, Guid request) => call.EmployerLink($"/corrections/{request:D}");
}
