using System.CommandLine;
using LearningAccount.App.Portal.Archive;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Reconciliation;

namespace LearningAccount.App.Commands;

/// <summary><c>ila archive --employer N FILE</c>: seals what was brought in for an employer in one ZIP file.</summary>
internal static class ArchiveCommand
{
    public static Command Create(TimeProvider clock)
    {
        var employer = new Option<string>("--employer")
        {
            Description = "Its enterprise number, in any spelling.",
            HelpName = "number",
            Required = true,
        };
        var file = new Argument<string>("file") { Description = "The ZIP file to write." };
        var language = Asked.Language();
        var command = new Command("archive", "Seal the files that were brought in, what became of each row, and the comparison.")
        {
            file,
            employer,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                var number = asked.GetRequiredValue(employer);
                var shown = await ShowCommand.Read(asked, number, null, null, asked.In(language), clock, cancel);
                if (shown is null)
                {
                    return 1;
                }
                var path = asked.GetRequiredValue(file);
                await using var database = await DatabasePlace.Of(asked).OpenAsync(clock, cancel);
                try
                {
                    await using var target = File.Create(path);
                    var version = await new SealArchive(database, new(database)).Do(
                        shown.Employer,
                        shown.Law,
                        Words.In(shown.Language),
                        new Author("operator", Door.Command),
                        target,
                        cancel
                    );
                    await asked.InvocationConfiguration.Output.WriteLineAsync($"{version.Seal}  {ArchiveZip.SumsName}");
                    return 0;
                }
                catch (Exception unwritable) when (Failure.IsOfFile(unwritable))
                {
                    await asked.InvocationConfiguration.Error.WriteLineAsync(
                        $"{path}: {Failure.OfFile(path, unwritable, asked.In(language))}"
                    );
                    return Root.Unreadable;
                }
            }
        );
        return command;
    }
}
