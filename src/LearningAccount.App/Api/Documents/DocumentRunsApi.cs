using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Documents;
using LearningAccount.App.Imports;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Documents;

/// <summary>Documents that are asked for, of one worker or all, and issued by and by: <c>/employers/{employerNumber}/documentRuns</c>.</summary>
internal static class DocumentRunsApi
{
    private const string IdParameter = "documentRunId";
    private const int MostListed = 1_000;
    private const int MostTold = 100_000;

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("askDocuments", Right.IssueDocuments, Ask),
            new("listDocumentRuns", Right.IssueDocuments, List),
            new("readDocumentRun", Right.IssueDocuments, Read),
            new("readDocumentRunFile", Right.IssueDocuments, ReadFile),
            new("tellDocumentRunStep", Right.IssueDocuments, TellStep),
            new("stopDocumentRun", Right.IssueDocuments, (call, cancel) => Set(call, isToGoOn: false, cancel)),
            new("resumeDocumentRun", Right.IssueDocuments, (call, cancel) => Set(call, isToGoOn: true, cancel)),
        ];

    private static async Task<ApiAnswer> Ask(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var desk =
            await call.Part<DocumentDesks>().Open(call.EmployerId, cancel) ?? throw new ProblemException(Problem.NotFound());
        var author = call.Visitor.Author();
        return await call.Make(
            async change =>
            {
                var read = await ReadAsked.Of(call, change.Connection, seen.Snapshot, desk, cancel);
                var id = await DocumentRuns.Ask(
                    change.Connection,
                    call.EmployerId,
                    read.Kind,
                    read.Asked.ToJson(),
                    [.. read.Made.Select(one => IssueRun.Named(one.Worker.WorkerId, one.About))],
                    author,
                    call.Now,
                    cancel
                );
                var run = (await DocumentRuns.Find(change.Connection, call.EmployerId, id, cancel))!;
                return new ApiAnswer(StatusCodes.Status202Accepted)
                {
                    Location = LinkOf(call, id),
                    IsInLanguage = true,
                    Json = json =>
                    {
                        json.WriteStartObject();
                        json.WriteString("self", LinkOf(call, id));
                        DocumentJson.Run(json, call, run);
                        json.WriteStartArray("left");
                        foreach (var left in read.Left.Take(MostListed))
                        {
                            json.WriteStartObject();
                            json.WriteString("workerId", left.Worker.WorkerId);
                            json.Text("trainingId", left.About);
                            json.WriteString("code", left.WhyNot!);
                            json.WriteString(
                                "text",
                                RecordTexts.Of(new(left.WhyNot!, Law.Severity.Error, "workers"), call.Language)
                            );
                            json.WriteEndObject();
                        }
                        json.WriteEndArray();
                        json.WriteEndObject();
                    },
                };
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var runs = await call.Part<DocumentRuns>().Of(call.EmployerId, MostListed, cancel);
        return Paging.Of(
            call,
            [.. runs.Where(run => IsSeen(call, run))],
            (json, run) =>
            {
                json.WriteString("href", LinkOf(call, run.RunId));
                DocumentJson.Run(json, call, run);
            }
        );
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel) => Answer(call, await Find(call, cancel));

    private static async Task<ApiAnswer> ReadFile(ApiCall call, CancellationToken cancel)
    {
        var run = await Find(call, cancel);
        var ending = call["format"]!;
        return new(StatusCodes.Status200OK)
        {
            MediaType = ending is "pdf" ? "application/pdf" : "application/zip",
            FileName = $"{ColumnText.Of(run.Kind)}-{run.RunId:D}.{(ending is "ebox" ? "ebox.zip" : ending)}",
            Stream = (to, stop) =>
                RunFiles.WriteAsync(
                    run,
                    RunFiles.FormatOf(ending),
                    call.Part<Database>(),
                    Words.In(call.Language),
                    to.AsStream(leaveOpen: true),
                    stop
                ),
        };
    }

    private static async Task<ApiAnswer> TellStep(ApiCall call, CancellationToken cancel)
    {
        var run = await Find(call, cancel);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "tellDocumentSteps", cancel);
                var (_, left) = await ReadIssued.Page(
                    change.Connection,
                    call.EmployerId,
                    new() { Run = run.RunId, OnlyNotTold = true },
                    0,
                    MostTold,
                    cancel
                );
                await DocumentsApi.Tell(call, change, [.. left.Select(one => one.Document)], cancel);
                return ApiAnswer.Of(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("self", LinkOf(call, run.RunId));
                    json.WriteNumber("told", left.Count);
                    json.WriteEndObject();
                });
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Set(ApiCall call, bool isToGoOn, CancellationToken cancel)
    {
        var run = await Find(call, cancel);
        return await call.Make(
            async change =>
            {
                await DocumentRuns.Set(change.Connection, call.EmployerId, run.RunId, isToGoOn, call.Now, cancel);
                return Answer(call, (await DocumentRuns.Find(change.Connection, call.EmployerId, run.RunId, cancel))!);
            },
            cancel
        );
    }

    /// <exception cref="ProblemException">404: there is none, or it is not for this visitor.</exception>
    private static async Task<DocumentRun> Find(ApiCall call, CancellationToken cancel) =>
        await call.Part<DocumentRuns>().Find(call.EmployerId, call.Id(IdParameter), cancel) is { } run && IsSeen(call, run)
            ? run
            : throw new ProblemException(Problem.NotFound());

    // Somebody who sees some workers sees the runs it asked for.
    private static bool IsSeen(ApiCall call, DocumentRun run) => run.IsSeenBy(call.Visitor, call.Now);

    private static ApiAnswer Answer(ApiCall call, DocumentRun run) =>
        ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, run.RunId));
            DocumentJson.Run(json, call, run);
            json.WriteEndObject();
        }) with
        {
            IsInLanguage = run.Fault is not null,
            RetryAfterSeconds = run.IsUnderWay ? 2 : null,
        };

    private static string LinkOf(ApiCall call, Guid run) => call.EmployerLink($"/documentRuns/{run:D}");
}
