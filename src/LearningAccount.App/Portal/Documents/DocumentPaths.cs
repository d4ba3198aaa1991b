using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Documents;

/// <summary>The addresses of the pages about documents.</summary>
public static class DocumentPaths
{
    public static string List(Guid employer) => $"/employers/{employer:D}/documents";

    /// <summary>Those of one worker.</summary>
    public static string Of(Guid employer, Guid worker) => $"/employers/{employer:D}/workers/{worker:D}/documents";

    public static string Issue(Guid employer, DocumentKind? kind = null, Guid? worker = null, string? about = null) =>
        $"{List(employer)}/new?kind={kind}&worker={worker:D}&about={about}";

    /// <summary>To issue one anew in the place of another.</summary>
    public static string IssueAnew(Guid employer, IssuedDocumentVersion document) =>
        $"{Issue(employer, document.Kind, document.WorkerId, document.About)}&replaces={document.DocumentId:D}";

    public static string Changed(Guid employer) => $"{List(employer)}/changed";

    public static string Letterhead(Guid employer) => $"{List(employer)}/letterhead";

    /// <summary>The logo that stands on documents issued from now on.</summary>
    public static string Logo(Guid employer) => $"{Letterhead(employer)}/logo";

    public static string One(Guid employer, Guid document) => $"{List(employer)}/{document:D}";

    public static string File(Guid employer, Guid document, string format) => $"{List(employer)}/{document:D}.{format}";

    public static string Run(Guid employer, Guid run) => $"{List(employer)}/runs/{run:D}";

    /// <summary>All of a run: one PDF for the printer, a ZIP file with one for each personal file, or one for the e-Box.</summary>
    public static string RunFile(Guid employer, Guid run, string format) => $"{Run(employer, run)}.{format}";

    /// <summary>A worker's own.</summary>
    public static string Own(Guid employer) => $"/me/{employer:D}/documents";

    public static string Own(Guid employer, Guid document) => $"{Own(employer)}/{document:D}";

    public static string OwnFile(Guid employer, Guid document, string format = "pdf") => $"{Own(employer, document)}.{format}";
}
