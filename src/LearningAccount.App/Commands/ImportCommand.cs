using System.CommandLine;
using LearningAccount.App.Imports;
using LearningAccount.Law.Texts;
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
        Description = "Write the rows to correct into this file, to send again. For one file at a time.",
        HelpName = "file",
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
                var place = DatabasePlace.Of(asked);
                await using var database = await Database.OpenAsync(place.PostgresConnection, place.DataFolder, clock, cancel);
                var answer = new ImportAnswer(asked.InvocationConfiguration, asked.GetValue(language), asked.GetValue(json));
                var code = 0;
                foreach (var path in asked.GetRequiredValue(Files))
                {
                    code = Math.Max(code, await One(asked, database, path, answer, cancel));
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
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            var request = new ImportRequest(file, Path.GetFileName(path), options, asked.GetValue(DryRun));
            var report = await new ImportFile(database).Do(
                request,
                new Author("operator", Door.Import),
                answer.Progress(),
                cancel
            );
            answer.Tell(report);
            if (asked.GetValue(Bad) is { } bad && report.HasErrors)
            {
                var originals = report.Rows.Select(row => row.Original).OfType<string>();
                await File.WriteAllTextAsync(bad, report.OriginalsHead + string.Concat(originals) + report.OriginalsTail, cancel);
            }
            return report.HasErrors ? 1 : 0;
        }
        catch (FileRefusedException refused)
        {
            answer.Refuse(path, ImportTexts.Of(refused.Anomaly, answer.Language));
            return Root.Unreadable;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            answer.Refuse(path, unreadable.Message);
            return Root.Unreadable;
        }
    }
}
