using System.CommandLine;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Records;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila mappings</c>: how lists of other programs are understood; lists them, keeps one, forgets one.</summary>
internal static class MappingsCommand
{
    private static readonly Option<string?> Employer = new("--employer")
    {
        Description = "Enterprise number of the employer whose lists they are. Default: for all employers.",
        HelpName = "number",
    };

    public static Command Create(TimeProvider clock)
    {
        var name = new Argument<string>("name") { Description = "The name it is kept under." };
        var file = new Argument<string>("file") { Description = "A description that 'ila import FILE --inspect --json' wrote." };
        var language = Asked.Language();
        var keep = new Command("keep", "Keep one under a name, to be used for every list it fits.")
        {
            name,
            file,
            Employer,
            language,
        };
        keep.SetAction(
            (asked, cancel) =>
                Do(
                    asked,
                    clock,
                    async database =>
                        await Keep(database, asked, asked.GetRequiredValue(name), asked.GetRequiredValue(file), cancel),
                    cancel
                )
        );
        var forget = new Command("forget", "Forget one; what was brought in by it stays.") { name, Employer, language };
        forget.SetAction(
            (asked, cancel) =>
                Do(asked, clock, async database => await Forget(database, asked, asked.GetRequiredValue(name), cancel), cancel)
        );
        var command = new Command("mappings", "How lists of other programs are understood.") { keep, forget, language };
        command.SetAction(
            (asked, cancel) =>
                Do(
                    asked,
                    clock,
                    async database =>
                    {
                        await using var connection = await database.Connect(cancel);
                        var kept = await SayListMapping.All(connection, employers: null, user: null, cancel);
                        foreach (var each in KnownMappings.Of(kept))
                        {
                            await asked.InvocationConfiguration.Output.WriteLineAsync(
                                $"{ColumnText.Of(each.Mapping.List)}  {each.Name}"
                            );
                        }
                    },
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> Do(ParseResult asked, TimeProvider clock, Func<Database, Task> work, CancellationToken cancel)
    {
        try
        {
            await using var database = await DatabasePlace.Of(asked).OpenAsync(clock, cancel);
            await work(database);
            return 0;
        }
        catch (FileRefusedException refused)
        {
            await asked.InvocationConfiguration.Error.WriteLineAsync(
                Failure.Sentence(refused.Anomaly, Failure.LanguageOf(asked))
            );
            return Root.Unreadable;
        }
        catch (RefusedException refused)
        {
            var why = RecordTexts.Of(refused.Anomaly, Failure.LanguageOf(asked));
            await asked.InvocationConfiguration.Error.WriteLineAsync(why);
            return 1;
        }
    }

    private static async Task Keep(Database database, ParseResult asked, string name, string file, CancellationToken cancel)
    {
        var mapping = ImportCommand.ReadMapping(file);
        var said = new ListMappingVersion
        {
            EmployerId = await Place(database, asked, cancel),
            Origin = FactVersion.ByHand,
            MappingId = Guid.CreateVersion7(),
            OwnerId = null,
            Name = name.Trim(),
            List = ColumnText.Of(mapping.List),
            Content = mapping.ToJson(),
        };
        await Change.Make(database, Author, change => SayListMapping.Do(change, said, cancel), cancel);
    }

    private static async Task Forget(Database database, ParseResult asked, string name, CancellationToken cancel)
    {
        var place = await Place(database, asked, cancel);
        await using var connection = await database.Connect(cancel);
        var kept = await SayListMapping.All(connection, employers: null, user: null, cancel);
        var known =
            kept.FirstOrDefault(each =>
                each.EmployerId == place && string.Equals(each.Name, name.Trim(), StringComparison.OrdinalIgnoreCase)
            ) ?? throw Unknown(name);
        await Change.Make(database, Author, change => SayListMapping.Forget(change, known, cancel), cancel);
    }

    private static async Task<Guid> Place(Database database, ParseResult asked, CancellationToken cancel)
    {
        if (asked.GetValue(Employer) is not { } number)
        {
            return SayListMapping.Everywhere;
        }
        await using var connection = await database.Connect(cancel);
        return
            EnterpriseNumber.TryParse(number, out var enterprise, out _)
            && await FindEmployer.ByEnterpriseNumber(connection, enterprise, cancel) is { } found
            ? found.EmployerId
            : throw new FileRefusedException(new("list.employerOption", Severity.Error, ""));
    }

    private static Author Author { get; } = new("operator", Door.Command);

    private static FileRefusedException Unknown(string name) =>
        new(new("mapping.unknown", Severity.Error, "") { Values = [("name", name)] });
}
