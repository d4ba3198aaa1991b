using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila import FILE...</c>: brings in declarations and lists, each file by itself.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Files = new("files")
    {
        Description = "DmfA declarations, Dimona messages, lists, or ZIP files of them; each is recognised by what it holds.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say what would happen; write nothing." };

    private static readonly Option<string?> Bad = new("--bad")
    {
        Description = "Write the rows to correct there, to send again: a file, or a folder where several files are imported.",
        HelpName = "file|folder",
    };

    private static readonly Option<string?> Employer = new("--employer")
    {
        Description = "Enterprise number of the employer, for a list without a column for it.",
        HelpName = "number",
    };

    private static readonly Option<string?> Schema = new("--schema")
    {
        Description = "XSD of the quarter from the NSSO, to check declarations against.",
        HelpName = "file",
    };

    private static readonly Option<bool> RegisterStudents = new("--register-students")
    {
        Description = "Also register students under the solidarity contribution, without an employment.",
    };

    private static readonly Option<bool> Inspect = new("--inspect")
    {
        Description = "Only say how the columns of a list are understood; with --json, as a description to adapt for --mapping.",
    };

    private static readonly Option<string?> Mapping = new("--mapping")
    {
        Description = "How to understand the columns of a list: a file that --inspect wrote, or the name of one that is kept.",
        HelpName = "file|name",
    };

    private static readonly Option<string?> Questions = new("--questions")
    {
        Description = "Write what only a person can answer there: who somebody is, and trainings that look alike.",
        HelpName = "file",
    };

    private static readonly Option<string?> Answers = new("--answers")
    {
        Description = "The list that --questions wrote, with its answers.",
        HelpName = "file",
    };

    private static readonly Option<SimilarChoice?> Similar = new("--similar")
    {
        Description = "What to do with all trainings that look like known ones: keep both, or merge. Default: they wait.",
        HelpName = "keep|merge",
    };

    public static Command Create(TimeProvider clock)
    {
        var json = Asked.Json();
        var language = Asked.Language();
        var command = new Command("import", "Bring in declarations and lists: all of a file or nothing.")
        {
            Files,
            DryRun,
            Bad,
            Employer,
            Schema,
            RegisterStudents,
            Inspect,
            Mapping,
            Questions,
            Answers,
            Similar,
            json,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                var paths = asked.GetRequiredValue(Files);
                var answer = new ImportAnswer(asked.InvocationConfiguration, asked.In(language), asked.GetValue(json));
                var toCorrect = asked.GetValue(Bad) is { } bad ? new RowsToCorrect(bad, paths) : null;
                if (toCorrect is { IsImported: true })
                {
                    answer.Say("import.toCorrectIsInput");
                    return Root.Unreadable;
                }
                await using var database = await DatabasePlace.Of(asked).OpenAsync(clock, cancel);
                using var inputs = new ImportInputs();
                var code = await Do(asked, database, inputs, answer, toCorrect, cancel);
                answer.End();
                return code;
            }
        );
        return command;
    }

    /// <summary>0: every row was kept; 1: some have to be corrected or answered; 2: a file as a whole could not be brought in.</summary>
    private static async Task<int> Do(
        ParseResult asked,
        Database database,
        ImportInputs inputs,
        ImportAnswer answer,
        RowsToCorrect? toCorrect,
        CancellationToken cancel
    )
    {
        var code = 0;
        ImportOptions options;
        try
        {
            options = await Options(asked, database, cancel);
        }
        catch (FileRefusedException refused)
        {
            answer.Refuse(asked.GetValue(Mapping) ?? asked.GetValue(Answers) ?? "", refused.Anomaly);
            return Root.Unreadable;
        }
        var files = asked.GetRequiredValue(Files).SelectMany(inputs.Of);
        if (asked.GetValue(Inspect))
        {
            foreach (var file in files)
            {
                Guarded(file, () => Look(file, options, answer));
            }
            return code;
        }
        if (asked.GetValue(DryRun))
        {
            var each = files.Select(file => new RehearsedFile(
                () => new(file.Open(), file.Name, options, IsRehearsal: true),
                Told,
                why => Refused(file, why),
                answer.Progress()
            ));
            await new ImportFile(database).Rehearse([.. each], Importer, cancel);
            return code;
        }
        foreach (var file in files)
        {
            try
            {
                var request = new ImportRequest(file.Open(), file.Name, options, IsRehearsal: false);
                Told(await new ImportFile(database).Do(request, Importer, answer.Progress(), cancel));
            }
            catch (FileRefusedException refused)
            {
                Refused(file, refused.Anomaly);
            }
        }
        return code;

        void Told(ImportReport report) => code = Math.Max(code, Tell(asked, report, options, answer, toCorrect));

        void Refused(ImportInput file, Anomaly why)
        {
            answer.Refuse(file.Place, why);
            code = Root.Unreadable;
        }

        void Guarded(ImportInput file, Action work)
        {
            try
            {
                work();
            }
            catch (FileRefusedException refused)
            {
                Refused(file, refused.Anomaly);
            }
        }
    }

    private static Author Importer { get; } = new("operator", Door.Import);

    private static void Look(ImportInput file, ImportOptions options, ImportAnswer answer)
    {
        using var list = file.Open();
        answer.Tell(file.Name, InspectList.Do(list, options));
    }

    private static int Tell(
        ParseResult asked,
        ImportReport report,
        ImportOptions options,
        ImportAnswer answer,
        RowsToCorrect? toCorrect
    )
    {
        answer.Tell(report);
        if (
            asked.GetValue(Questions) is { } place
            && QuestionsFile.Write(place, report.Questions, options.Answers, answer.Language) is var open and > 0
        )
        {
            answer.Say("import.questions", ("place", place), ("count", open.ToString(CultureInfo.InvariantCulture)));
        }
        return !report.HasErrors ? (report.Questions.Waiting > 0 ? 1 : 0)
            : toCorrect is null || Write(toCorrect, report, answer) ? 1
            : Root.Unreadable;
    }

    private static async Task<ImportOptions> Options(ParseResult asked, Database database, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var number = asked.GetValue(Employer);
        var employer = number is null ? null : await FindEmployer.ByText(connection, number, cancel);
        var kept = await SayListMapping.All(
            connection,
            number is null ? null : [.. new[] { employer?.EmployerId }.OfType<Guid>()],
            user: null,
            cancel
        );
        var options = new ImportOptions
        {
            Employer = number,
            SchemaPath = asked.GetValue(Schema),
            RegisterStudents = asked.GetValue(RegisterStudents),
            Mappings = KnownMappings.Of(kept),
            Answers = new() { AllSimilar = asked.GetValue(Similar) },
        };
        if (asked.GetValue(Mapping) is { } mapping)
        {
            var named = options.Mappings.FirstOrDefault(each =>
                string.Equals(each.Name, mapping, StringComparison.OrdinalIgnoreCase)
            );
            options = options with { Answers = options.Answers with { Mapping = named?.Mapping ?? ReadMapping(mapping) } };
        }
        return asked.GetValue(Answers) is { } answers
            ? options with
            {
                Answers = QuestionsFile.Read(answers, options.Answers),
            }
            : options;
    }

    /// <exception cref="FileRefusedException"><c>mapping.unknown</c>, <c>mapping.unreadable</c>.</exception>
    public static ListMapping ReadMapping(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileRefusedException(new("mapping.unknown", Severity.Error, "") { Values = [("name", path)] });
        }
        try
        {
            return ListMapping.OfJson(File.ReadAllText(path));
        }
        catch (JsonException)
        {
            throw new FileRefusedException(new("mapping.unreadable", Severity.Error, path));
        }
    }

    /// <summary>By now the good rows are kept, so a place that cannot be written is told apart from a file that cannot be read.</summary>
    private static bool Write(RowsToCorrect toCorrect, ImportReport report, ImportAnswer answer)
    {
        try
        {
            answer.Say("import.toCorrect", ("place", toCorrect.Write(report)));
            return true;
        }
        catch (Exception unwritable) when (Failure.IsOfFile(unwritable))
        {
            var why = ImportTexts.Of(new("file.failed", Severity.Error, ""), answer.Language);
            answer.Say("import.toCorrectNotWritten", ("why", why));
            return false;
        }
    }
}
