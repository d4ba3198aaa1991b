using LearningAccount.App.Exports;
using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Papers;
using LearningAccount.App.Portal.Me;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
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
                    TimeProvider clock,
                    CancellationToken stop
                ) =>
                    format is ("csv" or "pdf") && await reading.FindAsync(employer, stop) is { } view
                        ? Register(
                            await ProcessingRegister.Of(database, employer, settings, words, stop),
                            view.Head.Name,
                            format,
                            clock.Today(),
                            words
                        )
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
                    Database database,
                    InstallationSettings settings,
                    CancellationToken stop
                ) =>
                    await reading.FindAsync(employer, worker, "copy", stop) is { } view
                        ? await Person(view, database, settings, stop)
                        : Results.NotFound()
            )
            .Needs(Right.ManageAccess);
        routes
            .MapGet(
                "/me/{employer:guid}/data.zip",
                async Task<IResult> (
                    Guid employer,
                    OwnReading reading,
                    Database database,
                    InstallationSettings settings,
                    CancellationToken stop
                ) =>
                    await reading.FindAsync(employer, stop) is { } view
                        ? await Person(view, database, settings, stop)
                        : Results.NotFound()
            )
            .Needs(Right.OwnAccount);
    }

    private static IResult Register(ProcessingRegister register, string employer, string format, DateOnly today, Words words)
    {
        using var file = new MemoryStream();
        if (format is "pdf")
        {
            PaperPdf.Write(RegisterPaper.Of(register, employer, today, words), file);
            return Results.File(
                file.ToArray(),
                "application/pdf",
                $"{words["privacy.registerFile"]}-{PageDates.Text(today)}.pdf"
            );
        }
        using (var table = TableWriters.Of(format, file, words["privacy.page.register"], words.Language))
        {
            RegisterPaper.Write(register, table, words);
        }
        return Results.File(file.ToArray(), "text/csv", $"{words["privacy.registerFile"]}-{PageDates.Text(today)}.csv");
    }

    // In the language of the person, whoever asks for it.
    private static async Task<IResult> Person(
        WorkerView view,
        Database database,
        InstallationSettings settings,
        CancellationToken stop
    )
    {
        var code = view.Snapshot.Identity?.Language ?? view.Employer.Snapshot.Profile?.Language;
        var words = Words.In(Languages.TryParse(code ?? "", out var language) ? language : Language.Nl);
        var file = await TemporaryFile.Filled(target => new PersonFile(database, settings).WriteAsync(view, words, target, stop));
        return Results.File(
            file,
            "application/zip",
            $"{words["privacy.personFile"]}-{PageDates.Text(view.Employer.Dates.Today)}.zip"
        );
    }
}
