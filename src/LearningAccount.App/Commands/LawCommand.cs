using System.CommandLine;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila law list|check|add</c>: the numbers of the law and of the sector agreements.</summary>
internal static class LawCommand
{
    public static Command Create(TimeProvider clock)
    {
        var command = new Command("law", "The numbers of the law and of the sector agreements.");
        command.Subcommands.Add(List(clock));
        command.Subcommands.Add(Check(clock));
        command.Subcommands.Add(Add(clock));
        return command;
    }

    private static Command List(TimeProvider clock)
    {
        var on = Asked.Day("--on", "Only what holds on this day.");
        var known = Asked.Day("--known", "As it was known on this day.");
        var json = Asked.Json();
        var language = Asked.Language();
        var list = new Command("list", "List every value with its dates, source and confidence.") { on, known, json, language };
        list.SetAction(
            async (asked, cancel) =>
            {
                var law = await KnownLaw.Read(asked, clock, cancel);
                var listing = new LawListing(asked.GetValue(known) is { } day ? law.KnownOn(day) : law, asked.GetValue(on));
                await asked.InvocationConfiguration.Output.WriteLineAsync(
                    asked.GetValue(json) ? listing.Json() : listing.Text(asked.In(language))
                );
                return 0;
            }
        );
        return list;
    }

    private static Command Check(TimeProvider clock)
    {
        var file = AgreementArgument();
        var language = Asked.Language();
        var check = new Command("check", "Check a sector agreement file without adding it.") { file, language };
        check.SetAction(
            (asked, cancel) =>
                Decide(asked, file, language, (_, content) => CheckedAsync(asked, content, clock, cancel), "law.inOrder")
        );
        return check;
    }

    private static Command Add(TimeProvider clock)
    {
        var file = AgreementArgument();
        var language = Asked.Language();
        var add = new Command("add", "Check a sector agreement file and add it, for all employers.") { file, language };
        add.SetAction(
            (asked, cancel) =>
                Decide(asked, file, language, (path, content) => AddedAsync(asked, path, content, clock, cancel), "law.added")
        );
        return add;
    }

    /// <summary>0: in order or added; 1: refused; 2: the file could not be read.</summary>
    private static async Task<int> Decide(
        ParseResult asked,
        Argument<string> file,
        Option<Language?> language,
        Func<string, ReadOnlyMemory<byte>, Task<LawFileAdded>> decide,
        string done
    )
    {
        var reader = new AgreementFile(asked.GetRequiredValue(file), asked.In(language), asked.InvocationConfiguration.Error);
        if (reader.Read() is not { } content)
        {
            return Root.Unreadable;
        }
        var decided = await decide(asked.GetRequiredValue(file), content);
        reader.Say(decided.Remarks);
        if (decided.Agreement is not { } agreement)
        {
            return 1;
        }
        await asked.InvocationConfiguration.Output.WriteLineAsync(
            reader.Told(decided.IsNew ? done : "law.addedBefore", agreement)
        );
        return 0;
    }

    private static async Task<LawFileAdded> CheckedAsync(
        ParseResult asked,
        ReadOnlyMemory<byte> content,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        await using var database = await KnownLaw.OpenExisting(asked, clock, cancel);
        if (database is null)
        {
            var agreement = LawFile.Parse(content, LawBook.Shipped, out var remarks);
            return new(agreement, IsNew: true, remarks);
        }
        await using var connection = await database.Connect(cancel);
        return await AddLawFile.Check(connection, content, Asked.Today(clock), cancel);
    }

    private static async Task<LawFileAdded> AddedAsync(
        ParseResult asked,
        string path,
        ReadOnlyMemory<byte> content,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        await using var database = await DatabasePlace.Of(asked).OpenAsync(clock, cancel);
        return await AddLawFile.Do(database, path, content, new Author("operator", Door.Command), cancel);
    }

    private static Argument<string> AgreementArgument() =>
        new("file") { Description = "A file as docs/contracts/sector-agreement.md tells." };
}
