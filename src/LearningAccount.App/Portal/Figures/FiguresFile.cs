using LearningAccount.App.Figures;
using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Figures;

/// <summary>The figures of a report, the trainings behind them and the files of training leave, to take along.</summary>
internal static class FiguresFile
{
    public static void MapFigures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/employers/{employer:guid}/figures.{format:oneOf(csv|xlsx)}", TableAsync).Needs(Right.ReadEmployer);
        routes.MapGet("/employers/{employer:guid}/figures.pdf", PaperAsync).Needs(Right.ReadEmployer);
    }

    /// <param name="what"><c>behind</c> or <c>leave</c>; else the figures.</param>
    private static async Task<IResult> TableAsync(
        HttpContext context,
        Guid employer,
        string format,
        string? what,
        string? figure,
        [FromServices] FiguresDesk desk,
        [FromServices] Words words,
        CancellationToken stop
    )
    {
        if (await desk.OpenAsync(employer, context.Request.Query, stop) is not { Fault: null } room)
        {
            return Results.NotFound();
        }
        var found = figure is null or MadeFigures.LeftOutCode ? null : room.Made.Find(figure);
        if (found is null && figure is not (null or MadeFigures.LeftOutCode))
        {
            return Results.NotFound();
        }
        var part = Enum.TryParse<FigurePart>(what, ignoreCase: true, out var named) ? named : FigurePart.Figures;
        using var file = new MemoryStream();
        FigureFile.WriteTable(format, part, room.Made, found, words, file);
        return Results.File(file.ToArray(), FigureFile.ContentType(format), FigureFile.Name(room.Asked, format, words));
    }

    private static async Task<IResult> PaperAsync(
        HttpContext context,
        Guid employer,
        [FromServices] FiguresDesk desk,
        [FromServices] Words words,
        CancellationToken stop
    )
    {
        if (await desk.OpenAsync(employer, context.Request.Query, stop) is not { Fault: null } room)
        {
            return Results.NotFound();
        }
        var sender = await desk.SenderAsync(room, stop);
        // With the trainings of the annex it may grow to hundreds of pages.
        var file = await TemporaryFile.Filled(target =>
        {
            FigureFile.WritePaper(room.Made, room.Parts, sender, desk.Today, words, target);
            return Task.CompletedTask;
        });
        return Results.File(file, FigureFile.ContentType(FigureFile.Pdf), FigureFile.Name(room.Asked, FigureFile.Pdf, words));
    }
}
