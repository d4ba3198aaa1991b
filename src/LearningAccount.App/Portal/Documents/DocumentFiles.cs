using System.Collections.Immutable;
using LearningAccount.App.Documents;
using LearningAccount.App.Identity;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Documents;

/// <summary>Documents as files: one, or all that were issued together.</summary>
internal static class DocumentFiles
{
    private const string Pdf = "application/pdf";

    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/employers/{employer:guid}/documents/{document:guid}.{format:oneOf(pdf|html|logo)}",
                async Task<IResult> (
                    Guid employer,
                    Guid document,
                    string format,
                    DocumentReading documents,
                    Database database,
                    CancellationToken stop
                ) =>
                    await documents.FindAsync(employer, document, stop) is { } found
                        ? await FileAsync(found.Document.Document, format, database, stop)
                        : Results.NotFound()
            )
            .Needs(Right.ReadEmployer);
        routes
            .MapGet(
                "/employers/{employer:guid}/documents/runs/{run:guid}.{format:oneOf(pdf|zip|ebox)}",
                async Task<IResult> (
                    Guid employer,
                    Guid run,
                    string format,
                    DocumentRuns runs,
                    Visitor visitor,
                    TimeProvider clock,
                    Database database,
                    Words words,
                    CancellationToken stop
                ) =>
                    await runs.Find(employer, run, stop) is { } asked && asked.IsSeenBy(visitor, clock.GetUtcNow())
                        ? Results.Stream(
                            target => RunFiles.WriteAsync(asked, RunFiles.FormatOf(format), database, words, target, stop),
                            format is "pdf" ? Pdf : "application/zip",
                            $"{ColumnText.Of(asked.Kind)}-{run:D}.{(format is "ebox" ? "ebox.zip" : format)}"
                        )
                        : Results.NotFound()
            )
            .Needs(Right.IssueDocuments);
        routes
            .MapGet(
                "/employers/{employer:guid}/documents/letterhead/logo",
                async Task<IResult> (Guid employer, Database database, CancellationToken stop) =>
                {
                    await using var connection = await database.Connect(stop);
                    var known = await SayLetterhead.Now(connection, employer, stop);
                    return Logo(known?.Logo is { } logo ? [.. Convert.FromBase64String(logo)] : null);
                }
            )
            .Needs(Right.IssueDocuments);
        routes
            .MapGet(
                "/me/{employer:guid}/documents/{document:guid}.{format:oneOf(pdf|logo)}",
                async Task<IResult> (
                    Guid employer,
                    Guid document,
                    string format,
                    OwnDocuments own,
                    Database database,
                    CancellationToken stop
                ) =>
                    await own.FindAsync(employer, document, stop) is { } found
                        ? await FileAsync(found, format, database, stop)
                        : Results.NotFound()
            )
            .Needs(Right.OwnAccount);
    }

    // A page shows no picture that stands within it, so a logo has an address.
    private static IResult Logo(ImmutableArray<byte>? logo) =>
        logo is { IsDefaultOrEmpty: false } picture
            ? Results.File([.. picture], PaperPicture.Read(picture).MediaType)
            : Results.NotFound();

    private static async Task<IResult> FileAsync(
        IssuedDocumentVersion document,
        string format,
        Database database,
        CancellationToken stop
    )
    {
        await using var connection = await database.Connect(stop);
        var paper = DocumentPaper.Unpack(document, await DocumentContent.Of(connection, document, stop));
        if (format is "logo")
        {
            return Logo(paper.Head?.Logo);
        }
        if (format is "html")
        {
            using var page = new StringWriter();
            PaperHtml.Write(paper, page);
            return Results.File(
                System.Text.Encoding.UTF8.GetBytes(page.ToString()),
                "text/html; charset=utf-8",
                RunFiles.NameOf(document, format)
            );
        }
        using var file = new MemoryStream();
        PaperPdf.Write(paper, file);
        return Results.File(file.ToArray(), Pdf, RunFiles.NameOf(document, format));
    }
}
