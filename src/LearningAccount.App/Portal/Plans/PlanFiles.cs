using System.Text;
using LearningAccount.App.Identity;
using LearningAccount.App.Papers;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Plans;

/// <summary>A plan as a file, and its copy for the administration.</summary>
internal static class PlanFiles
{
    private const string Pdf = "pdf";
    private const string Html = "html";

    public static readonly string[] Formats = [Pdf, Html, "xlsx"];

    public static void MapPlans(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/employers/{employer:guid}/plan/{plan:guid}/{what:oneOf(plan|copy)}.{format:oneOf(pdf|html|xlsx)}",
                GiveAsync
            )
            .Needs(Right.ReadEmployer);

    /// <summary>Writes a plan into a stream in one of the formats.</summary>
    public static void Write(string format, PlanRoom room, bool isCopy, Words words, Stream file)
    {
        switch (format)
        {
            case Pdf:
                PaperPdf.Write(room.Paper(isCopy, words), file);
                break;
            case Html:
                using (var writer = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true))
                {
                    PaperHtml.Write(room.Paper(isCopy, words), writer);
                }
                break;
            default:
                var sheet = isCopy ? room.Copy : room.Sheet;
                using (var table = TableWriters.Of(format, file, PlanWords.Title(sheet.Head, words), words.Language))
                {
                    PlanTable.Write(table, sheet, isCopy ? null : room.Comparison, words);
                }
                break;
        }
    }

    /// <summary>Without anything but words of the program and a year.</summary>
    public static string Name(PlanRoom room, bool isCopy, string format, Words words) =>
        string.Create(Words.Invariant, $"{words[isCopy ? "plan.copyFileName" : "plan.fileName"]}-{room.Edition.Year}.{format}");

    private static async Task<IResult> GiveAsync(
        Guid employer,
        Guid plan,
        string what,
        string format,
        int? edition,
        [FromServices] PlanDesk desk,
        [FromServices] Words words,
        CancellationToken stop
    )
    {
        if (await desk.FindAsync(employer, plan, edition, "", stop) is not { } room)
        {
            return Results.NotFound();
        }
        var isCopy = what is "copy";
        using var file = new MemoryStream();
        Write(format, room, isCopy, words, file);
        var type = format switch
        {
            Pdf => "application/pdf",
            Html => "text/html; charset=utf-8",
            _ => TableWriters.ContentType(format),
        };
        return Results.File(file.ToArray(), type, Name(room, isCopy, format, words));
    }
}
