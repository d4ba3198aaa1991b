using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Corrections;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.Me;

/// <summary>What somebody asks to have corrected in its own accounts: <c>/me/corrections</c>.</summary>
internal static class OwnCorrectionsApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listOwnCorrections", Right.OwnAccount, List),
            new("askCorrection", Right.OwnAccount, Ask),
            new("readOwnCorrection", Right.OwnAccount, Read),
            new("answerCorrection", Right.OwnAccount, (call, cancel) => Take(call, CorrectionStep.Answered, cancel)),
            new("withdrawCorrection", Right.OwnAccount, (call, cancel) => Take(call, CorrectionStep.Withdrawn, cancel)),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var all = await Requests(call, cancel);
        return Paging.Of(
            call,
            [.. all.OrderByDescending(one => one.Request.AskedAt).ThenBy(one => one.Request.RequestId)],
            (json, one) =>
            {
                json.WriteString("href", LinkOf(call, one.Request.RequestId));
                CorrectionJson.Write(json, one.Request, one.Own.Number, one.Own.Worker.WorkerId);
            }
        );
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel)
    {
        var (own, request) = await Find(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var steps = await ReadCorrections.Steps(connection, own.EmployerId, request.RequestId, cancel);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            Write(json, call, own, request);
            CorrectionJson.Steps(json, steps);
            json.WriteEndObject();
        }) with
        {
            ETag = ETags.Of(request),
        };
    }

    private static async Task<ApiAnswer> Ask(ApiCall call, CancellationToken cancel)
    {
        var own = await Account(call, cancel);
        var subject = call.Body.CodeOf<CorrectionSubject>("subject")!.Value;
        var about = call.Body.TextOf("trainingId") is { } id ? Guid.Parse(id) : (Guid?)null;
        var proposal = Proposal(call, own, subject, about);
        return await call.Make(
            async change =>
            {
                var request = await AskCorrection.Do(
                    change,
                    own.EmployerId,
                    own.Worker.WorkerId,
                    subject,
                    about,
                    proposal,
                    call.Body.TextOf("words"),
                    call.Now,
                    cancel
                );
                var asked = (await ReadCorrections.Now(change.Connection, own.EmployerId, request, cancel))!;
                return ApiAnswer.Created(
                    LinkOf(call, request),
                    json =>
                    {
                        json.WriteStartObject();
                        Write(json, call, own, asked);
                        json.WriteEndObject();
                    }
                ) with
                {
                    ETag = ETags.Of(asked),
                };
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Take(ApiCall call, CorrectionStep step, CancellationToken cancel)
    {
        var (own, request) = await Find(call, cancel);
        return await CorrectionsApi.TakeStep(
            call,
            own.EmployerId,
            request.RequestId,
            step,
            CorrectionSide.Worker,
            CorrectionReference.Of(request.RequestId),
            (json, after) => Write(json, call, own, after),
            cancel
        );
    }

    /// <summary>What the training should say: all of a new one, and of a known one what differs.</summary>
    private static string? Proposal(ApiCall call, OwnAccount own, CorrectionSubject subject, Guid? about)
    {
        if (subject is not CorrectionSubject.Training)
        {
            string[] ofTrainings = ["trainingId", "training"];
            TrainingsApi.OrThrow([
                .. ofTrainings
                    .Where(name => call.Body.TryGetProperty(name, out _))
                    .Select(name => new InputIssue(
                        InputIssue.InvalidInput,
                        InputPlace.Body,
                        name,
                        null,
                        "api.issue.ofTrainings"
                    )),
            ]);
            return null;
        }
        var known = own.Worker.Trainings.FirstOrDefault(training => training.TrainingId == about);
        if (about is not null && known is null)
        {
            TrainingsApi.OrThrow([
                new(
                    InputIssue.ReferencedResourceNotFound,
                    InputPlace.Body,
                    "trainingId",
                    call.Body.TextOf("trainingId"),
                    "api.issue.trainingUnknown"
                ),
            ]);
        }
        if (!call.Body.TryGetProperty("training", out var sent))
        {
            return null;
        }
        var read = new ReadWords(call.Today, "training.");
        var said = read.Read(sent);
        TrainingsApi.OrThrow([
            .. read.Issues,
            .. read.At(SayTrainings.Check(said).Where(one => one.Severity is Law.Severity.Error)),
        ]);
        return known is null
            ? CorrectionProposal.New(said with { TrainingId = Guid.CreateVersion7() })
            : CorrectionProposal.Change(
                known,
                said with
                {
                    TrainingId = known.TrainingId,
                    OccasionId = known.OccasionId,
                    // The employer's own id of it is not the worker's to change.
                    ExternalId = known.ExternalId,
                }
            );
    }

    /// <exception cref="ProblemException">400: the body names an account that is not the visitor's.</exception>
    private static async Task<OwnAccount> Account(ApiCall call, CancellationToken cancel)
    {
        var id = Guid.Parse(call.Body.TextOf("workerId")!);
        var all = await OwnAccounts.All(call, cancel);
        var issue = new InputIssue(
            InputIssue.ReferencedResourceNotFound,
            InputPlace.Body,
            "workerId",
            null,
            "api.issue.accountUnknown"
        );
        return all.FirstOrDefault(own => own.Employer.Worker(id)?.WorkerId == own.Worker.WorkerId)
            ?? throw new ProblemException(Problem.BadRequest([issue]));
    }

    private static async Task<IReadOnlyList<(OwnAccount Own, CorrectionRequestVersion Request)>> Requests(
        ApiCall call,
        CancellationToken cancel
    )
    {
        var all = new List<(OwnAccount, CorrectionRequestVersion)>();
        await using var connection = await call.Part<Database>().Connect(cancel);
        foreach (var own in await OwnAccounts.All(call, cancel))
        {
            var aliases = own.Employer.AliasesOf(own.Worker.WorkerId);
            var requests = await ReadCorrections.Of(connection, own.EmployerId, aliases, cancel);
            all.AddRange(requests.Select(request => (own, request)));
        }
        return all;
    }

    /// <exception cref="ProblemException">404: it is not the visitor's.</exception>
    private static async Task<(OwnAccount Own, CorrectionRequestVersion Request)> Find(ApiCall call, CancellationToken cancel)
    {
        var id = call.Id(CorrectionsApi.IdParameter);
        foreach (var one in await Requests(call, cancel))
        {
            if (one.Request.RequestId == id)
            {
                return one;
            }
        }
        throw new ProblemException(Problem.NotFound());
    }

    private static void Write(Utf8JsonWriter json, ApiCall call, OwnAccount own, CorrectionRequestVersion request)
    {
        json.WriteString("self", LinkOf(call, request.RequestId));
        CorrectionJson.Write(json, request, own.Number, own.Worker.WorkerId);
    }

    private static string LinkOf(ApiCall call, Guid request) => call.Link($"/me/corrections/{request:D}");
}
