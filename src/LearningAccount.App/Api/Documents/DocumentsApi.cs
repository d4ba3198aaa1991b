using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Documents;
using LearningAccount.App.Papers;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Documents;

/// <summary>Documents an employer issued: <c>/employers/{employerNumber}/documents</c>.</summary>
internal static class DocumentsApi
{
    private const string IdParameter = "documentId";
    private const string Pdf = "application/pdf";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listDocuments", Right.ReadEmployer, List),
            new("readDocument", Right.ReadEmployer, Read),
            new("readDocumentFile", Right.ReadEmployer, ReadFile),
            new("tellDocumentStep", Right.IssueDocuments, TellStep),
            .. ChangedDocumentsApi.Operations,
            .. LetterheadApi.Operations,
            .. DocumentRunsApi.Operations,
        ];

    public static string LinkOf(ApiCall call, Guid document) => call.EmployerLink($"/documents/{document:D}");

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var (page, size) = Paging.Asked(call);
        IEnumerable<WorkerSnapshot>? workers = null;
        if (call["workerId"] is { } id)
        {
            workers = seen.Snapshot.Worker(Guid.Parse(id)) is { } one ? [one] : [];
            foreach (var worker in workers)
            {
                await call.Look(worker.WorkerId, "document", cancel);
            }
        }
        else if (AccessRules.Scopes(call.Visitor, call.EmployerId, call.Now) is not null)
        {
            workers = seen.Snapshot.Workers;
        }
        await using var connection = await call.Part<Database>().Connect(cancel);
        var (count, found) = await ReadIssued.Page(
            connection,
            call.EmployerId,
            new()
            {
                Kind = call["kind"] is { } kind ? Enum.Parse<DocumentKind>(kind, ignoreCase: true) : null,
                Run = call["documentRunId"] is { } run ? Guid.Parse(run) : null,
                OnlyNotTold = call["told"] is "false",
                Workers = workers is null ? null : [.. workers.SelectMany(one => seen.Snapshot.AliasesOf(one.WorkerId))],
            },
            (int)Math.Min((page - 1L) * size, int.MaxValue),
            size,
            cancel
        );
        return Paging.Of(
            call,
            found,
            (int)count,
            (json, one) =>
            {
                json.WriteString("href", LinkOf(call, one.Document.DocumentId));
                DocumentJson.Write(json, call, one, WorkerOf(seen.Snapshot, one));
            }
        );
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel)
    {
        var (seen, found) = await Find(call, cancel);
        var worker = seen.Snapshot.Worker(found.Document.WorkerId);
        var changed =
            worker is null || found.Document.Kind is DocumentKind.EvidenceFile
                ? []
                : FindChangedDocuments.Differences(
                    found.Document,
                    DocumentFigures.Of(
                        found.Document.Kind,
                        worker,
                        EmployerSnapshot.AccountOf(worker, seen.Law, found.Document.StatedOn),
                        found.Document.About
                    )
                );
        return ApiAnswer.Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, found.Document.DocumentId));
            DocumentJson.Write(json, call, found, WorkerOf(seen.Snapshot, found));
            DocumentJson.Changed(json, changed);
            json.WriteEndObject();
        });
    }

    private static async Task<ApiAnswer> ReadFile(ApiCall call, CancellationToken cancel) =>
        await FileOf(call, (await Find(call, cancel)).Found.Document, cancel);

    /// <summary>A document as it was issued, as a PDF.</summary>
    public static async Task<ApiAnswer> FileOf(ApiCall call, IssuedDocumentVersion document, CancellationToken cancel)
    {
        await using var connection = await call.Part<Database>().Connect(cancel);
        var paper = DocumentPaper.Unpack(document, await DocumentContent.Of(connection, document, cancel));
        using var file = new MemoryStream();
        PaperPdf.Write(paper, file);
        return ApiAnswer.File(Pdf, RunFiles.NameOf(document, "pdf"), file.ToArray());
    }

    private static async Task<ApiAnswer> TellStep(ApiCall call, CancellationToken cancel)
    {
        var (seen, found) = await Find(call, cancel);
        return await call.Make(
            async change =>
            {
                await Tell(call, change, [found.Document], cancel);
                var after = (await ReadIssued.Find(change.Connection, call.EmployerId, found.Document.DocumentId, cancel))!;
                return ApiAnswer.Of(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("self", LinkOf(call, found.Document.DocumentId));
                    DocumentJson.Write(json, call, after, WorkerOf(seen.Snapshot, after));
                    json.WriteEndObject();
                });
            },
            cancel
        );
    }

    /// <summary>Keeps what a body says of documents on their way.</summary>
    public static Task Tell(
        ApiCall call,
        Change change,
        IReadOnlyCollection<IssuedDocumentVersion> documents,
        CancellationToken cancel
    ) =>
        TellSteps.Do(
            change,
            call.EmployerId,
            documents,
            call.Body.CodeOf<SendingChannel>("channel")!.Value,
            call.Body.CodeOf<SendingStep>("step")!.Value,
            TellSteps.At(call.Body.DayOf("day") ?? call.Today, call.Now),
            call.Now,
            call.Body.TextOf("reference"),
            call.Body.TextOf("note"),
            cancel
        );

    /// <summary>The document of the address; that it was looked at is kept for its worker.</summary>
    /// <exception cref="ProblemException">404: there is none, or of a worker the visitor does not see.</exception>
    private static async Task<(SeenEmployer Seen, DocumentOnItsWay Found)> Find(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        DocumentOnItsWay? found;
        await using (var connection = await call.Part<Database>().Connect(cancel))
        {
            found = await ReadIssued.Find(connection, call.EmployerId, call.Id(IdParameter), cancel);
        }
        var worker = found is null ? null : seen.Snapshot.Worker(found.Document.WorkerId);
        if (found is null || (worker is null && AccessRules.Scopes(call.Visitor, call.EmployerId, call.Now) is not null))
        {
            throw new ProblemException(Problem.NotFound());
        }
        if (worker is not null)
        {
            await call.Look(worker.WorkerId, "document", cancel);
        }
        return (seen, found);
    }

    private static Guid WorkerOf(EmployerSnapshot employer, DocumentOnItsWay one) =>
        employer.Worker(one.Document.WorkerId)?.WorkerId ?? one.Document.WorkerId;
}
