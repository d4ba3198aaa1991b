using LearningAccount.App.Exports;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Privacy;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Me;

/// <summary>What is kept of a worker as files: the trainings as a table, and everything as JSON. docs/contracts/own-data.md describes it.</summary>
internal static class OwnFiles
{
    public static void MapOwnFiles(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/me/{employer:guid}/data.{format:oneOf(csv|xlsx)}",
                async Task<IResult> (Guid employer, string format, OwnReading reading, Words words, CancellationToken stop) =>
                    await reading.FindAsync(employer, stop) is { } view
                        ? Results.File(
                            Table(view, format, words),
                            TableWriters.ContentType(format),
                            Name(view, words["me.trainingsFile"], format)
                        )
                        : Results.NotFound()
            )
            .Needs(Right.OwnAccount);
        routes
            .MapGet(
                "/me/{employer:guid}/data.json",
                async Task<IResult> (
                    Guid employer,
                    OwnReading reading,
                    Database database,
                    ReadNotices notices,
                    Looks looks,
                    Words words,
                    CancellationToken stop
                ) =>
                    await reading.FindAsync(employer, stop) is { } view
                        ? Results.File(
                            await OwnJson.Of(view.Subject, database, notices, looks, words, stop),
                            "application/json",
                            Name(view, words["me.allFile"], "json")
                        )
                        : Results.NotFound()
            )
            .Needs(Right.OwnAccount);
    }

    private static string Name(WorkerView view, string name, string format) =>
        $"{name}-{PageDates.Text(view.Employer.Dates.Today)}.{format}";

    private static byte[] Table(WorkerView view, string format, Words words)
    {
        using var file = new MemoryStream();
        using (var table = TableWriters.Of(format, file, words["me.trainings"], words.Language))
        {
            table.Header([
                words["correction.field.title"],
                words["correction.field.start"],
                words["correction.field.end"],
                words["me.column.hours"],
                words["me.column.days"],
                words["correction.field.kind"],
                words["correction.field.status"],
                words["correction.field.provider"],
                words["correction.field.certificateUntil"],
                words["me.column.used"],
            ]);
            foreach (var line in TrainingInAccount.Of(view.Account.Account, view.Account.Facts))
            {
                var training = view.Snapshot.Trainings[view.Account.Facts.Trainings.IndexOf(line.Training)];
                table.Row([
                    OutCell.Of(training.Title),
                    OutCell.Of(training.StartOn),
                    OutCell.Of(training.EndOn),
                    OutCell.Of(training.Hours),
                    OutCell.Of(training.Days),
                    OutCell.Of(words[$"training.kind.{training.Kind}"]),
                    OutCell.Of(words[$"training.status.{training.Status}"]),
                    OutCell.Of(training.ProviderName),
                    OutCell.Of(training.CertificateValidUntil),
                    OutCell.Of(line.Used.Round(2)),
                ]);
            }
        }
        return file.ToArray();
    }
}
