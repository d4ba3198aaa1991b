using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Commands;

/// <summary><c>ila account CASE.json</c>: the account that follows from the facts of a case file.</summary>
internal static class AccountCommand
{
    public static Command Create(TimeProvider clock)
    {
        var file = new Argument<string>("case") { Description = "A case file, or a file with an array of cases." };
        var on = Asked.Day("--on", "The day of the account; goes before the file's own.");
        var json = Asked.Json();
        var language = Asked.Language();
        var command = new Command("account", "Compute the account of a case file.") { file, on, json, language };
        command.SetAction(
            async (asked, cancel) =>
            {
                var cases = CaseFiles.TryRead(asked.GetRequiredValue(file), asked.In(language), Console.Error, out var isArray);
                if (cases is not { } read)
                {
                    return Root.Unreadable;
                }
                var law = await KnownLaw.Read(asked, clock, cancel);
                var accounts = read.Select(one =>
                    (one.Name, AccountComputation.For(one.Facts, law, asked.GetValue(on) ?? one.On ?? Asked.Today(clock)))
                );
                if (asked.GetValue(json))
                {
                    WriteJson(accounts, isArray, asked.In(language));
                }
                else
                {
                    Console.Out.Write(
                        string.Join(
                            Environment.NewLine,
                            accounts.Select(one => AccountText.Of(one.Name, one.Item2, asked.In(language)))
                        )
                    );
                }
                return 0;
            }
        );
        return command;
    }

    private static void WriteJson(IEnumerable<(string? Name, Account Account)> accounts, bool isArray, Language language)
    {
        using var output = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(
            output,
            new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
        if (isArray)
        {
            json.WriteStartArray();
        }
        foreach (var (name, account) in accounts)
        {
            AccountJson.Write(json, name, account, language);
        }
        if (isArray)
        {
            json.WriteEndArray();
        }
        json.Flush();
        output.WriteByte((byte)'\n');
    }
}
