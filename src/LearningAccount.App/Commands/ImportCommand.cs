using System.CommandLine;
using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila import FILE...</c>: brings in declarations and lists, each file by itself.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Files = new("files")
    {
        Description = "DmfA declarations, staff lists and training lists; each is recognised by what it holds.",
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
                var code = 0;
                foreach (var path in paths)
                {
                    code = Math.Max(code, await One(asked, database, path, answer, toCorrect, cancel));
                }
                answer.End();
                return code;
            }
        );
        return command;
    }

    /// <summary>0: every row was kept; 1: some have to be corrected; 2: the file as a whole could not be brought in.</summary>
    private static async Task<int> One(
        ParseResult asked,
        Database database,
        string path,
        ImportAnswer answer,
        RowsToCorrect? toCorrect,
        CancellationToken cancel
    )
    {
        var options = new ImportOptions
        {
            Employer = asked.GetValue(Employer),
            SchemaPath = asked.GetValue(Schema),
            RegisterStudents = asked.GetValue(RegisterStudents),
        };
        try
        {
            var request = new ImportRequest(Open(path), Path.GetFileName(path), options, asked.GetValue(DryRun));
            var report = await new ImportFile(database).Do(
                request,
                new Author("operator", Door.Import),
                answer.Progress(),
                cancel
            );
            answer.Tell(report);
            return !report.HasErrors ? 0
                : toCorrect is null || Write(toCorrect, report, answer) ? 1
                : Root.Unreadable;
        }
        catch (FileRefusedException refused)
        {
            answer.Refuse(path, refused.Anomaly);
            return Root.Unreadable;
        }
        catch (Exception unreadable) when (Failure.IsOfFile(unreadable))
        {
            answer.Refuse(path, Failure.OfFile(path, unreadable));
            return Root.Unreadable;
        }
    }

    private static FileStream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        if (file.CanSeek)
        {
            return file;
        }
        file.Dispose();
        throw new FileRefusedException(new("file.pipe", Severity.Error, ""));
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
