using System.Security.Cryptography;
using System.Text.Json;
using LearningAccount.App.Api.GroupTrainings;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Trainings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.Trainings;

/// <summary>Files kept with trainings: certificates of one worker, lists of attendance of all who followed it.</summary>
internal static class TrainingFilesApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listTrainingFiles", Right.ReadEmployer, List),
            new("addTrainingFile", Right.RegisterTrainings, Add),
            new("listGroupTrainingFiles", Right.ReadEmployer, ListOfGroup),
            new("addGroupTrainingFile", Right.RegisterTrainings, AddToGroup),
            new("readTrainingFile", Right.ReadEmployer, Read),
            new("removeTrainingFile", Right.RegisterTrainings, Remove),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var (worker, training) = await TrainingsApi.Find(call, cancel);
        await call.Look(worker.WorkerId, "trainings", cancel);
        return await List(call, [training], cancel);
    }

    private static async Task<ApiAnswer> ListOfGroup(ApiCall call, CancellationToken cancel) =>
        await List(call, [.. (await GroupTrainingsApi.Find(call, cancel)).Trainings], cancel);

    private static async Task<ApiAnswer> List(
        ApiCall call,
        IReadOnlyCollection<TrainingVersion> trainings,
        CancellationToken cancel
    )
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var files = await Attachments.Of(connection, call.EmployerId, trainings, cancel);
        return Paging.Whole(call, files, (json, file) => Write(json, call, file, seen.Snapshot));
    }

    private static async Task<ApiAnswer> Add(ApiCall call, CancellationToken cancel) =>
        await Add(call, (await TrainingsApi.Find(call, cancel)).Training, isOfAll: false, cancel);

    private static async Task<ApiAnswer> AddToGroup(ApiCall call, CancellationToken cancel) =>
        await Add(call, (await GroupTrainingsApi.Find(call, cancel)).First, isOfAll: true, cancel);

    private static async Task<ApiAnswer> Add(ApiCall call, TrainingVersion training, bool isOfAll, CancellationToken cancel)
    {
        byte[] content;
        await using (var sent = await ReadFile.Of(call, cancel))
        {
            content = new byte[sent.Length];
            await sent.ReadExactlyAsync(content, cancel);
        }
        call.BodyHash = Convert.ToHexStringLower(SHA256.HashData(content));
        var seen = await Seen.Employer(call, cancel);
        return await call.Make(
            async change =>
            {
                var kept = await Attachments.Keep(change, training, isOfAll, call["fileName"] ?? "file", content, cancel);
                return ApiAnswer.Created(
                    LinkOf(call, kept),
                    json =>
                    {
                        json.WriteStartObject();
                        Write(json, call, kept, seen.Snapshot);
                        json.WriteEndObject();
                    }
                );
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel)
    {
        var kept = await Find(call, cancel);
        if (kept.WorkerId is { } worker)
        {
            var seen = await Seen.Employer(call, cancel);
            await call.Look(seen.Snapshot.Worker(worker)!.WorkerId, "trainings", cancel);
        }
        await using var connection = await call.Part<Database>().Connect(cancel);
        return ApiAnswer.File(kept.MediaType, kept.FileName, await Attachments.Content(connection, kept, cancel));
    }

    private static async Task<ApiAnswer> Remove(ApiCall call, CancellationToken cancel)
    {
        var kept = await Find(call, cancel);
        return await call.Make(
            async change =>
            {
                await Attachments.Remove(change, call.EmployerId, kept.AttachmentId, cancel);
                return ApiAnswer.NoContent;
            },
            cancel
        );
    }

    /// <summary>The file of the address, kept with a training the visitor sees.</summary>
    /// <exception cref="ProblemException">404.</exception>
    private static async Task<AttachmentVersion> Find(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        return
            await Attachments.Find(connection, call.EmployerId, call.Id("fileId"), cancel) is { } kept
            && TrainingGroups.Of(seen.Snapshot).Sees(kept)
            ? kept
            : throw new ProblemException(Problem.NotFound());
    }

    private static void Write(Utf8JsonWriter json, ApiCall call, AttachmentVersion file, EmployerSnapshot seen)
    {
        json.WriteString("href", LinkOf(call, file));
        json.WriteString("fileId", file.AttachmentId);
        json.WriteString("fileName", file.FileName);
        json.WriteString("mediaType", file.MediaType);
        json.WriteNumber("bytes", file.Bytes);
        json.WriteString("sha256", file.Hash);
        if (file.TrainingId is { } training)
        {
            json.WriteString("trainingId", training);
        }
        if (file.WorkerId is { } worker)
        {
            json.WriteString("workerId", seen.Worker(worker)?.WorkerId ?? worker);
        }
        if (file.OccasionId is { } occasion)
        {
            json.WriteString("groupTrainingId", occasion);
        }
    }

    private static string LinkOf(ApiCall call, AttachmentVersion file) =>
        call.EmployerLink($"/trainingFiles/{file.AttachmentId:D}");
}
