using System.CommandLine;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Commands;

/// <summary><c>ila law list|check|add</c>: the numbers of the law and of the sector agreements.</summary>
internal static class LawCommand
{
    public static Command Create()
    {
        var command = new Command("law", "The numbers of the law and of the sector agreements.");
        command.Subcommands.Add(List());
        command.Subcommands.Add(Check());
        return command;
    }

    private static Command List()
    {
        var on = Asked.Day("--on", "Only what holds on this day.");
        var known = Asked.Day("--known", "As it was known on this day.");
        var json = Asked.Json();
        var language = Asked.Language();
        var list = new Command("list", "List every value with its dates, source and confidence.") { on, known, json, language };
        list.SetAction(asked =>
        {
            var law = LawBook.Shipped;
            if (asked.GetValue(known) is { } day)
            {
                law = law.KnownOn(day);
            }
            var listing = new LawListing(law, asked.GetValue(on));
            asked.InvocationConfiguration.Output.WriteLine(
                asked.GetValue(json) ? listing.Json() : listing.Text(asked.GetValue(language))
            );
            return 0;
        });
        return list;
    }

    private static Command Check()
    {
        var file = AgreementFile();
        var language = Asked.Language();
        var check = new Command("check", "Check a sector agreement file without adding it.") { file, language };
        check.SetAction(asked =>
        {
            var path = asked.GetRequiredValue(file);
            var reader = new AgreementFile(path, asked.GetValue(language), asked.InvocationConfiguration.Error);
            if (reader.Read() is not { } bytes)
            {
                return Root.Unreadable;
            }
            if (reader.Parse(bytes, LawBook.Shipped) is not { } agreement)
            {
                return 1;
            }
            asked.InvocationConfiguration.Output.WriteLine(reader.InOrder(agreement));
            return 0;
        });
        return check;
    }

    private static Argument<string> AgreementFile() =>
        new("file") { Description = "A file as docs/contracts/sector-agreement.md tells." };
}
