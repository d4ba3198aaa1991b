using LearningAccount.App.Exports;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Plans;

/// <summary>A plan as a file, and its copy for the administration.</summary>
internal static class PlanFiles
{
    public static readonly string[] Formats = ["xlsx"];

    public static void MapPlans(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/employers/{employer:guid}/plan/{plan:guid}/{what:oneOf(plan|copy)}.{format:oneOf(xlsx)}", GiveAsync)
            .Needs(Right.ReadEmployer);

    /// <summary>Writes a plan into a stream in one of the formats.</summary>
    public static void Write(string format, PlanRoom room, bool isCopy, Words words, Stream file)
    {
        var sheet = isCopy ? room.Copy : room.Sheet;
        using var table = TableWriters.Of(format, file, PlanWords.Title(sheet.Head, words), words.Language);
        PlanTable.Write(table, sheet, isCopy ? null : room.Comparison, words);
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
        return Results.File(file.ToArray(), TableWriters.ContentType(format), Name(room, isCopy, format, words));
    }
}
