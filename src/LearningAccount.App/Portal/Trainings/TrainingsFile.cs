using LearningAccount.App.Exports;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Trainings;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>The list of trainings as a file, a row for each worker, and the files kept with trainings.</summary>
internal static class TrainingsFile
{
    public static void MapTrainings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/employers/{employer:guid}/trainings.{format:oneOf(csv|xlsx)}", ListAsync).Needs(Right.ReadEmployer);
        routes.MapGet("/employers/{employer:guid}/trainings/files/{file:guid}", FileAsync).Needs(Right.ReadEmployer);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        Guid employer,
        string format,
        [FromServices] TrainingDesk desk,
        [FromServices] Words words,
        CancellationToken stop
    )
    {
        if (await desk.OpenAsync(employer, words["trainings.title"], hasDates: true, stop) is not { } room)
        {
            return Results.NotFound();
        }
        var rows = TrainingList.Of(context.Request, room.Employer.Dates).Find(room.Trainings, desk.Today);
        using var file = new MemoryStream();
        using (var table = TableWriters.Of(format, file, words["trainings.title"], words.Language))
        {
            Write(table, rows, words);
        }
        var name = $"{words["trainings.fileName"]}-{PageDates.Text(room.Employer.Dates.On)}.{format}";
        return Results.File(file.ToArray(), TableWriters.ContentType(format), name);
    }

    private static void Write(ITableWriter table, IReadOnlyList<TrainingGroup> groups, Words words)
    {
        table.Header([
            words["workers.name"],
            words["workers.reference"],
            words["register.field.title"],
            words["register.field.start"],
            words["register.field.end"],
            words["register.hours"],
            words["register.inDays"],
            words["register.field.kind"],
            words["register.field.status"],
            words["register.field.counts"],
            words["register.field.provider"],
            words["register.field.validUntil"],
            words["register.field.cost"],
            words["register.field.wageCost"],
            words["register.field.fundContributions"],
            words["register.field.subsidy"],
            words["register.field.fundedBy"],
            words["register.field.dossierNumber"],
            words["register.field.time"],
            words["register.field.initial"],
            words["register.field.remark"],
        ]);
        foreach (var (worker, training) in groups.SelectMany(group => group.Participants))
        {
            table.Row([
                OutCell.Of(WorkerNames.Listed(worker)),
                OutCell.Of(worker.OwnReference),
                OutCell.Of(training.Title),
                OutCell.Of(training.StartOn),
                OutCell.Of(training.EndOn),
                OutCell.Of(training.Hours),
                OutCell.Of(training.Days),
                OutCell.Of(words[$"training.kind.{training.Kind}"]),
                OutCell.Of(words[$"training.status.{training.Status}"]),
                OutCell.Of(TrainingFacts.Counting(training, words)),
                OutCell.Of(training.ProviderName),
                OutCell.Of(training.CertificateValidUntil),
                OutCell.Of(training.Cost),
                OutCell.Of(training.WageCost),
                OutCell.Of(training.FundContributions),
                OutCell.Of(training.Subsidy),
                OutCell.Of(training.FundedBy is { } payer ? words[$"register.payer.{payer}"] : null),
                OutCell.Of(training.DossierNumber),
                OutCell.Of(training.WorkingTime is { } time ? words[$"register.time.{time}"] : null),
                OutCell.Of(training.IsInitial == true ? words["history.yes"] : null),
                OutCell.Of(training.Remark),
            ]);
        }
    }

    /// <summary>Given out to be kept, never shown in the page: what is in it is somebody else's.</summary>
    private static async Task<IResult> FileAsync(
        Guid employer,
        Guid file,
        [FromServices] TrainingDesk desk,
        [FromServices] Database database,
        [FromServices] Words words,
        CancellationToken stop
    )
    {
        if (await desk.OpenAsync(employer, words["trainings.title"], hasDates: false, stop) is not { } room)
        {
            return Results.NotFound();
        }
        await using var connection = await database.Connect(stop);
        if (await Attachments.Find(connection, employer, file, stop) is not { } kept || !room.Trainings.Sees(kept))
        {
            return Results.NotFound();
        }
        return Results.File(await Attachments.Content(connection, kept, stop), kept.MediaType, kept.FileName);
    }
}
