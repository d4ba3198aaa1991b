using System.Security.Cryptography;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Imports;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Imports;

/// <summary>Files of programs: sent, brought in by and by, told row by row, and taken back.</summary>
internal static class ImportsApi
{
    private const int MostWaiting = 100;

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("sendFile", Right.Import, Send),
            new("sendFileOfEmployer", Right.Import, Send),
            new("listImports", Right.Import, List),
            new("readImport", Right.Import, Read),
            new("listImportRows", Right.Import, ListRows),
            new("undoImport", Right.Import, Undo),
        ];

    private static async Task<ApiAnswer> Send(ApiCall call, CancellationToken cancel)
    {
        var tasks = call.Part<ImportTasks>();
        if (await tasks.Waiting(call.Visitor.UserId, cancel) >= MostWaiting)
        {
            throw new ProblemException(Problem.TooManyRequests(MostWaiting, 10));
        }
        var name = call["fileName"] ?? "upload";
        await using var file = await ReadFile.Of(call, cancel);
        var task = new ImportTask
        {
            TaskId = Guid.CreateVersion7(),
            UserId = call.Visitor.UserId,
            EmployerId = call.IsOfEmployer ? call.EmployerId : null,
            EmployerNumber = call[ApiCall.EmployerParameter],
            FileName = name,
            FileHash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)),
            FileBytes = file.Length,
            IsRehearsal = call["dryRun"] is "true",
            State = "waiting",
            AskedAt = call.Now,
            EndedAt = null,
            Tries = 0,
            Fault = null,
            Answer = null,
        };
        call.BodyHash = task.FileHash;
        return await call.Make(
            async change =>
            {
                await ImportTasks.Add(change, task, file, cancel);
                var address = call.Link($"/imports/{task.TaskId:D}");
                return new ApiAnswer(StatusCodes.Status202Accepted)
                {
                    Location = address,
                    Json = json => ImportJson.Task(json, call, task),
                };
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var imports = await new ListImports(call.Part<Database>()).Do(Employers(call), cancel);
        return Paging.Of(call, imports, (json, import) => ImportJson.Item(json, call, import));
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel)
    {
        var (task, import) = await Find(call, cancel);
        return ApiAnswer.Of(json =>
        {
            if (import is null)
            {
                ImportJson.Task(json, call, task!);
            }
            else
            {
                ImportJson.Import(json, call, task, import);
            }
        }) with
        {
            IsInLanguage = true,
            RetryAfterSeconds = task is { State: "waiting" } ? 1 : null,
        };
    }

    private static async Task<ApiAnswer> ListRows(ApiCall call, CancellationToken cancel)
    {
        var (task, import) = await Find(call, cancel);
        var (page, size) = Paging.Asked(call);
        if (import is not null)
        {
            var (total, rows) = await new ListImports(call.Part<Database>()).Rows(
                import.ImportId,
                Employers(call),
                (int)Math.Min((page - 1L) * size, int.MaxValue),
                size,
                cancel
            );
            return Paging.Of(call, rows, (int)total, (json, row) => ImportJson.Row(json, row, call.Language)) with
            {
                IsInLanguage = true,
            };
        }
        var listed = ImportAnswerOf.OfJson(task!.Answer)?.Listed ?? [];
        return Paging.Of(call, listed, (json, row) => ImportJson.Row(json, row, call.Language)) with { IsInLanguage = true };
    }

    private static async Task<ApiAnswer> Undo(ApiCall call, CancellationToken cancel)
    {
        if (await Find(call, cancel) is not (_, { } import))
        {
            throw new ProblemException(Unknown(call));
        }
        try
        {
            var report = await new UndoImport(call.Part<Database>()).Do(
                import.ImportId,
                call.Visitor.Author(Right.Import, call.Now),
                cancel
            );
            return ApiAnswer.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("href", call.Link($"/imports/{import.ImportId:D}"));
                json.WriteNumber("closed", report.Closed);
                json.WriteNumber("restored", report.Restored);
                json.WriteNumber("kept", report.Kept.Values.Sum());
                json.WriteEndObject();
            });
        }
        catch (FileRefusedException refused)
        {
            throw new ProblemException(ImportJson.ProblemOf(refused.Anomaly.Code));
        }
    }

    // What its sender sent, or what was told of an employer whose files the caller brings in.
    private static async Task<(ImportTask? Task, ImportLine? Import)> Find(ApiCall call, CancellationToken cancel)
    {
        var id = call.Id("importId");
        var task = await call.Part<ImportTasks>().Find(id, call.Visitor.UserId, cancel);
        var import = await new ListImports(call.Part<Database>()).Find(id, Employers(call), cancel);
        return task is null && import is null ? throw new ProblemException(Unknown(call)) : (task, import);
    }

    private static IReadOnlySet<Guid> Employers(ApiCall call) => AccessRules.Employers(call.Visitor, Right.Import, call.Now);

    private static Problem Unknown(ApiCall call) =>
        Problem.NotFound(
            new InputIssue(
                InputIssue.ReferencedResourceNotFound,
                InputPlace.Path,
                "importId",
                call["importId"],
                "api.issue.importUnknown"
            )
        );
}
