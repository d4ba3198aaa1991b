using System.CommandLine;
using System.Globalization;
using LearningAccount.App.Imports;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila undo IMPORT</c> takes an import back; <c>ila imports</c> lists them.</summary>
internal static class UndoCommand
{
    public static Command Create(TimeProvider clock)
    {
        var import = Import();
        var language = Asked.Language();
        var command = new Command("undo", "Take an import back, as new facts.") { import, language };
        command.SetAction(
            async (asked, cancel) =>
            {
                await using var database = await Open(asked, clock, cancel);
                try
                {
                    var author = new Author("operator", Door.Command);
                    var report = await new UndoImport(database).Do(asked.GetRequiredValue(import), author, cancel);
                    Tell(asked.InvocationConfiguration.Output, report, asked.In(language));
                    return 0;
                }
                catch (FileRefusedException refused)
                {
                    var why = ImportTexts.Of(refused.Anomaly, asked.In(language));
                    await asked.InvocationConfiguration.Error.WriteLineAsync(why);
                    return 1;
                }
            }
        );
        return command;
    }

    public static Argument<Guid> Import() =>
        new("import")
        {
            Description = "The id that the import told, or that ila imports lists.",
            // What is no id is the id of no import.
            CustomParser = result => Guid.TryParse(result.Tokens.Single().Value, out var id) ? id : Guid.Empty,
        };

    public static Command CreateList(TimeProvider clock)
    {
        var language = Asked.Language();
        var command = new Command("imports", "List the imports, newest first.") { language };
        command.SetAction(
            async (asked, cancel) =>
            {
                await using var database = await Open(asked, clock, cancel);
                var output = asked.InvocationConfiguration.Output;
                foreach (var line in await new ListImports(database).Do(null, cancel))
                {
                    await output.WriteLineAsync(
                        CommandTexts.Catalogue.Text(
                            line.State is "undone" ? "import.lineUndone" : "import.line",
                            asked.In(language),
                            ("import", $"{line.ImportId}"),
                            ("file", line.FileName),
                            ("new", Number(line.RowsNew)),
                            ("changed", Number(line.RowsChanged)),
                            ("unchanged", Number(line.RowsUnchanged)),
                            ("leftOut", Number(line.RowsLeftOut)),
                            ("duplicate", Number(line.RowsDuplicate)),
                            ("wrong", Number(line.RowsWrong))
                        )
                    );
                }
                return 0;
            }
        );
        return command;
    }

    private static void Tell(TextWriter output, UndoReport report, Language language)
    {
        output.WriteLine(
            CommandTexts.Catalogue.Text(
                "import.tookBack",
                language,
                ("file", report.FileName),
                ("closed", Number(report.Closed)),
                ("restored", Number(report.Restored))
            )
        );
        if (report.Kept.Count > 0)
        {
            output.WriteLine(
                CommandTexts.Catalogue.Text("import.keptFacts", language, ("count", Number(report.Kept.Values.Sum())))
            );
            foreach (var (table, count) in report.Kept)
            {
                output.WriteLine($"  {table}: {Number(count)}");
            }
        }
    }

    private static Task<Database> Open(ParseResult asked, TimeProvider clock, CancellationToken cancel)
    {
        return DatabasePlace.Of(asked).OpenAsync(clock, cancel);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
