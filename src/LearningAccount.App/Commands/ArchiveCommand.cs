using System.CommandLine;
using LearningAccount.App.Archive;
using LearningAccount.App.Exports;
using LearningAccount.App.Wording;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Reconciliation;

namespace LearningAccount.App.Commands;

/// <summary><c>ila archive --employer N FILE</c>: seals what was brought in for an employer in one ZIP file.</summary>
internal static class ArchiveCommand
{
    public static Command Create(TimeProvider clock)
    {
        var employer = NamedEmployer.Option();
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
                await using var named = await NamedEmployer.Open(asked, number, null, null, asked.In(language), clock, cancel);
                if (named is null)
                {
                    return 1;
                }
                return await OutputFile.Write(
                    asked,
                    asked.GetRequiredValue(file),
                    asked.In(language),
                    async target =>
                    {
                        var version = await new SealArchive(named.Database, new(named.Database)).Do(
                            named.Snapshot,
                            named.Shown.Law,
                            Words.In(named.Shown.Language),
                            new Author("operator", Door.Command),
                            target,
                            cancel
                        );
                        await asked.InvocationConfiguration.Output.WriteLineAsync($"{version.Seal}  {ArchiveZip.SumsName}");
                    }
                );
            }
        );
        return command;
    }
}
