using LearningAccount.App.Documents;
using LearningAccount.App.Exports;
using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Papers;
using LearningAccount.App.Portal.Me;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Privacy;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Privacy;

/// <summary>The files of data protection: the record of activities, and all that is kept of a person.</summary>
internal static class PrivacyFiles
{
    public static void MapPrivacyFiles(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/employers/{employer:guid}/privacy/register.{format}",
                async Task<IResult> (
                    Guid employer,
                    string format,
                    EmployerReading reading,
                    Database database,
                    InstallationSettings settings,
                    Words words,
                    CancellationToken stop
                ) =>
                    format is ("csv" or "pdf") && await reading.FindAsync(employer, stop) is { } view
                        ? await Register(view, format, database, settings, words, stop)
                        : Results.NotFound()
            )
            .Needs(Right.ReadHistory);
        routes
            .MapGet(
                "/employers/{employer:guid}/privacy/workers/{worker:guid}/data.zip",
                async Task<IResult> (
                    Guid employer,
                    Guid worker,
                    WorkerReading reading,
                    PersonFile file,
                    CancellationToken stop
                ) =>
                    await reading.FindAsync(employer, worker, "copy", stop) is { } view
                        ? await Person(view.Subject, file, stop)
                        : Results.NotFound()
            )
            .Needs(Right.ManageAccess);
        routes
            .MapGet(
                "/me/{employer:guid}/data.zip",
                async Task<IResult> (Guid employer, OwnReading reading, PersonFile file, CancellationToken stop) =>
                    await reading.FindAsync(employer, stop) is { } view
                        ? await Person(view.Subject, file, stop)
                        : Results.NotFound()
            )
            .Needs(Right.OwnAccount);
    }

    private static async Task<IResult> Register(
        EmployerView view,
        string format,
        Database database,
        InstallationSettings settings,
        Words words,
        CancellationToken stop
    )
    {
        var register = await ProcessingRegister.Of(database, view.Head.Id, settings, words, stop);
        var today = view.Dates.Today;
        using var file = new MemoryStream();
        if (format is "pdf")
        {
            await using var connection = await database.Connect(stop);
            var sender = await Sender.Of(connection, view.Snapshot, view.Register, stop);
            PaperPdf.Write(RegisterPaper.Of(register, sender, view.Head.Name, today, words), file);
        }
        else
        {
            using var table = TableWriters.Of(format, file, words["privacy.page.register"], words.Language);
            RegisterPaper.Write(register, table, words);
        }
        var type = format is "pdf" ? "application/pdf" : TableWriters.ContentType(format);
        return Results.File(file.ToArray(), type, $"{words["privacy.registerFile"]}-{PageDates.Text(today)}.{format}");
    }

    // In the language of the person, whoever asks for it.
    private static async Task<IResult> Person(PersonAtEmployer subject, PersonFile person, CancellationToken stop)
    {
        var words = Words.In(subject.Language);
        var file = await TemporaryFile.Filled(target => person.WriteAsync(subject, words, target, stop));
        return Results.File(file, "application/zip", $"{words["privacy.personFile"]}-{PageDates.Text(subject.Today)}.zip");
    }
}
