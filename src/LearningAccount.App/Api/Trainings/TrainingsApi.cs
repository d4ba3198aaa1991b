using System.Text.Json;
using System.Text.Json.Nodes;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.Trainings;

/// <summary>Trainings of an employer's workers: <c>/employers/{employerNumber}/trainings</c>.</summary>
internal static class TrainingsApi
{
    public const string IdParameter = "trainingId";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listTrainings", Right.ReadEmployer, TrainingLists.List),
            new("queryTrainings", Right.ReadEmployer, TrainingLists.Query),
            new("registerTraining", Right.RegisterTrainings, Register),
            new("sendTrainings", Right.RegisterTrainings, TrainingBulk.Send),
            new("readTraining", Right.ReadEmployer, Read),
            new("replaceTraining", Right.RegisterTrainings, Replace),
            new("changeTraining", Right.RegisterTrainings, Patch),
            new("cancelTraining", Right.RegisterTrainings, Cancel),
        ];

    public static string LinkOf(ApiCall call, Guid training) => call.EmployerLink($"/trainings/{training:D}");

    private static async Task<ApiAnswer> Register(ApiCall call, CancellationToken cancel)
    {
        var read = new ReadWords(call.Today);
        var words = read.Read(call.Body);
        OrThrow(read.Issues);
        var then = await Then(call);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "registerTraining", cancel);
                var workers = await NamedWorkers.Find(change.Connection, call, [NamedWorker.Of(call.Body)], cancel);
                var (worker, issue) = workers[0];
                OrThrow(issue is null ? [] : [issue]);
                var sent = new SentTraining
                {
                    Action = SentAction.Create,
                    WorkerId = worker,
                    ExternalId = words.ExternalId,
                    Words = words,
                    IsBesideSimilar = call.Body.TextOf("similar") is "register",
                };
                return await WrittenTraining(call, change, "registerTraining", sent, workers.Aliases, read, then, cancel);
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel)
    {
        var (worker, training) = await Find(call, cancel);
        await call.Look(worker.WorkerId, "trainings", cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var written = await ReadJournal.Instants(connection, call.EmployerId, [training.Recorded], cancel);
        var remarks = RemarkTraining.Of(training, worker.Employments, worker.Trainings, call.Today);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, training.TrainingId));
            TrainingJson.Write(json, training, worker.WorkerId, written[training.Recorded]);
            TrainingJson.Remarks(json, remarks, call.Language);
            json.WriteEndObject();
        }) with
        {
            ETag = ETag(training, remarks, call),
            IsInLanguage = !remarks.IsEmpty,
        };
    }

    private static Task<ApiAnswer> Replace(ApiCall call, CancellationToken cancel)
    {
        var read = new ReadWords(call.Today);
        var words = read.Read(call.Body);
        OrThrow(read.Issues);
        return Change(call, _ => (words, read), cancel);
    }

    private static Task<ApiAnswer> Patch(ApiCall call, CancellationToken cancel) =>
        Change(
            call,
            known =>
            {
                var read = new ReadWords(call.Today);
                var words = Patched(known, call.Body, read);
                return (words, read);
            },
            cancel
        );

    private static async Task<ApiAnswer> Cancel(ApiCall call, CancellationToken cancel) =>
        await MakeOfTraining(
            call,
            "cancelTraining",
            _ =>
                (
                    new()
                    {
                        Action = SentAction.Cancel,
                        WorkerId = Guid.Empty,
                        Reason = SsinInText.Masked(call.Body.TextOf("reason")!),
                    },
                    new ReadWords(call.Today)
                ),
            cancel
        );

    private static Task<ApiAnswer> Change(
        ApiCall call,
        Func<TrainingVersion, (TrainingVersion Words, ReadWords Read)> say,
        CancellationToken cancel
    ) =>
        MakeOfTraining(
            call,
            "editTraining",
            known =>
            {
                var (words, read) = say(known);
                var sent = new SentTraining
                {
                    Action = SentAction.Replace,
                    WorkerId = Guid.Empty,
                    ExternalId = words.ExternalId,
                    Words = words,
                };
                return (sent, read);
            },
            cancel
        );

    /// <summary>Makes a change of the training of the address, as it stands when the change is made.</summary>
    private static async Task<ApiAnswer> MakeOfTraining(
        ApiCall call,
        string action,
        Func<TrainingVersion, (SentTraining Sent, ReadWords Read)> decide,
        CancellationToken cancel
    )
    {
        var (worker, training) = await Find(call, cancel);
        var then = await Then(call);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, action, cancel);
                var aliases = await WorkerAliases.Of(change.Connection, call.EmployerId, [worker.WorkerId], cancel);
                var known = await FindTrainings.Near(
                    change.Connection,
                    call.EmployerId,
                    [],
                    [],
                    aliases.Keys.Select(alias => (alias, training.TrainingId)),
                    cancel
                );
                if (known is not [var now])
                {
                    throw new ProblemException(Problem.NotFound());
                }
                call.CheckIfMatch(ETags.Of(now));
                var (sent, read) = decide(now);
                sent = sent with { WorkerId = now.WorkerId, TrainingId = now.TrainingId };
                return await WrittenTraining(call, change, action, sent, aliases, read, then, cancel);
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> WrittenTraining(
        ApiCall call,
        Change change,
        string action,
        SentTraining sent,
        IReadOnlyDictionary<Guid, Guid> aliases,
        ReadWords read,
        EmploymentsThen then,
        CancellationToken cancel
    )
    {
        var basis = Basis(call, change, then, cancel);
        var answer = (await SendTrainings.Do(change, call.EmployerId, action, [sent], aliases, cancel, basis))[0];
        if (answer.Outcome is SentOutcome.Refused)
        {
            throw new ProblemException(ProblemOf(call, answer, read));
        }
        var training = answer.Training!;
        var changedAt =
            answer.Outcome is SentOutcome.Unchanged
                ? (await ReadJournal.Instants(change.Connection, call.EmployerId, [training.Recorded], cancel))[training.Recorded]
                : change.InstantOf(call.EmployerId);
        var link = LinkOf(call, training.TrainingId);
        void Json(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("self", link);
            TrainingJson.Write(json, training, aliases[training.WorkerId], changedAt);
            TrainingJson.Remarks(json, answer.Remarks, call.Language);
            json.WriteEndObject();
        }
        var said = answer.Outcome is SentOutcome.Created ? ApiAnswer.Created(link, Json) : ApiAnswer.Of(Json);
        return said with { ETag = ETag(training, answer.Remarks, call), IsInLanguage = !answer.Remarks.IsEmpty };
    }

    /// <summary>The employments of the employer's workers, read before a change and not while others wait for it.</summary>
    public static Task<EmploymentsThen> Then(ApiCall call) => call.Part<RecentEmployments>().Of(call.EmployerId);

    /// <summary>What remarks on the trainings of a change rest on.</summary>
    public static RemarkBasis Basis(ApiCall call, Change change, EmploymentsThen then, CancellationToken cancel) =>
        new(call.Today, aliases => then.Of(change.Connection, aliases, cancel));

    /// <summary>Why a training that was sent is not kept.</summary>
    public static Problem ProblemOf(ApiCall call, SentAnswer answer, ReadWords read) =>
        (answer.Training, answer.Anomalies[0].Code) switch
        {
            ({ } other, "training.similarKnown") => Problem.SimilarThere(LinkOf(call, other.TrainingId)),
            (_, Restricted.Code) => Problem.WorkerRestricted(),
            ({ } other, _) => Problem.AlreadyThere(LinkOf(call, other.TrainingId)),
            _ => Problem.BadRequest([.. read.At(answer.Anomalies)]),
        };

    /// <summary>The training of the address, of a worker the visitor sees.</summary>
    /// <exception cref="ProblemException">404: there is none.</exception>
    public static async Task<(WorkerSnapshot Worker, TrainingVersion Training)> Find(ApiCall call, CancellationToken cancel)
    {
        var id = call.Id(IdParameter);
        var seen = await Seen.Employer(call, cancel);
        // One that was taken back since is of whoever had it then.
        var ofWhom = await WorkerOf(call, id, cancel);
        IEnumerable<WorkerSnapshot> workers =
            ofWhom is { } worker ? (seen.Snapshot.Worker(worker) is { } known ? [known] : [])
            : Seen.Known(call) is null ? []
            : seen.Snapshot.Workers;
        var found = workers
            .SelectMany(one => one.Trainings, (one, training) => (Worker: one, Training: training))
            .FirstOrDefault(one => one.Training.TrainingId == id);
        return found.Training is null ? throw new ProblemException(Problem.NotFound()) : found;
    }

    private static async Task<Guid?> WorkerOf(ApiCall call, Guid training, CancellationToken cancel)
    {
        await using var connection = await call.Part<Database>().Connect(cancel);
        return await FindTrainings.WorkerOf(connection, call.EmployerId, training, cancel);
    }

    /// <summary>The version of a training with what is remarked of it, which other facts can change; the training's own stands before the point.</summary>
    private static string ETag(TrainingVersion training, IReadOnlyList<Anomaly> remarks, ApiCall call)
    {
        var codes = string.Join(',', remarks.Select(remark => remark.Code).Append(call.Language.ToString()));
        return remarks.Count == 0
            ? ETags.Of(training)
            : $"{ETags.Of(training)}.{ETags.Of(System.Text.Encoding.UTF8.GetBytes(codes))[..8]}";
    }

    /// <summary>What is said of a training after a JSON Merge Patch (RFC 7396).</summary>
    /// <exception cref="ProblemException">400: what comes of it is none.</exception>
    public static TrainingVersion Patched(TrainingVersion known, JsonElement patch, ReadWords read)
    {
        read.Patch = patch;
        using var merged = Merged(known, patch);
        var check = new SchemaCheck(InputPlace.Body);
        check.Check(merged.RootElement, ApiContract.Shipped.Schemas["Training"]);
        OrThrow(check.Issues);
        var words = read.Read(merged.RootElement);
        OrThrow(read.Issues);
        return words;
    }

    private static JsonDocument Merged(TrainingVersion known, JsonElement patch)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var json = ApiAnswer.Writer(buffer))
        {
            json.WriteStartObject();
            TrainingJson.Words(json, known);
            json.WriteEndObject();
        }
        var merged = JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Null)
            {
                merged.Remove(member.Name);
            }
            else
            {
                merged[member.Name] = JsonNode.Parse(member.Value.GetRawText());
            }
        }
        return JsonDocument.Parse(merged.ToJsonString());
    }

    /// <exception cref="ProblemException">400: something is wrong.</exception>
    public static void OrThrow(IReadOnlyList<InputIssue> issues)
    {
        if (issues.Count > 0)
        {
            throw new ProblemException(Problem.BadRequest(issues));
        }
    }
}
