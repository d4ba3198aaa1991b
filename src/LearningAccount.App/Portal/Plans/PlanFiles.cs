using LearningAccount.App.Identity;
using LearningAccount.App.Plans;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Plans;

/// <summary>A plan as a file, and its copy for the administration.</summary>
internal static class PlanFiles
{
    public static void MapPlans(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/employers/{employer:guid}/plan/{plan:guid}/{what:oneOf(plan|copy)}.{format:oneOf(pdf|html|xlsx)}",
                GiveAsync
            )
            .Needs(Right.ReadEmployer);

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
        var sender = await desk.SenderAsync(room, stop);
        var isCopy = what is "copy";
        using var file = new MemoryStream();
        PlanFile.Write(format, room, isCopy, sender, words, file);
        return Results.File(file.ToArray(), PlanFile.ContentType(format), PlanFile.Name(room, isCopy, format, words));
    }
}
