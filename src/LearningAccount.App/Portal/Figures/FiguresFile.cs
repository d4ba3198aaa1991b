using LearningAccount.App.Exports;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Figures;

/// <summary>The figures of a report, the trainings behind them and the files of training leave, to take along.</summary>
internal static class FiguresFile
{
    public static void MapFigures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/employers/{employer:guid}/figures.{format:oneOf(csv|xlsx)}", FileAsync).Needs(Right.ReadEmployer);

    /// <param name="what"><c>figures</c>, <c>behind</c> or <c>leave</c>.</param>
    private static async Task<IResult> FileAsync(
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
        using var file = new MemoryStream();
        using (var table = TableWriters.Of(format, file, FigureWords.Title(room.Asked.Kind, words), words.Language))
        {
            Write(table, what, room.Made, found, words);
        }
        var name = string.Join(
            '-',
            words["figures.fileName"],
            FiguresAsked.CodeOf(room.Asked.Kind),
            PageDates.Text(room.Asked.Period.From),
            PageDates.Text(room.Asked.Period.LastDay)
        );
        return Results.File(file.ToArray(), TableWriters.ContentType(format), $"{name}.{format}");
    }

    private static void Write(ITableWriter table, string? what, MadeFigures made, Records.Reports.Figure? figure, Words words)
    {
        switch (what)
        {
            case "behind":
                FigureTables.WriteBehind(table, made, figure, words);
                break;
            case "leave":
                FigureTables.WriteLeave(table, made.LeaveFiles, words);
                break;
            default:
                FigureTables.WriteFigures(table, made, words);
                break;
        }
    }
}
