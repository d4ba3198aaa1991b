using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Commands;

/// <summary>What is known of an employer, and how the answer is wanted.</summary>
internal sealed record Shown(EmployerSnapshot Employer, LawBook Law, DateOnly On, DateOnly? Known, Language Language);

/// <summary>
/// <c>ila show size|accounts|account|employments|row EMPLOYER</c>: an employer's facts and accounts, as it stood on a day and as
/// known on a day.
/// </summary>
internal static class ShowCommand
{
    public static Command Create(TimeProvider clock)
    {
        var command = new Command("show", "Show what is known of an employer and what follows from it.");
        command.Subcommands.Add(
            Part(
                "size",
                "The declared size by quarter, who counted and who did not, and the class it gives.",
                clock,
                ShowSize.Text,
                ShowSize.Json
            )
        );
        command.Subcommands.Add(
            Part("accounts", "The account of every worker in one line.", clock, ShowAccounts.Text, ShowAccounts.Json)
        );
        command.Subcommands.Add(
            Part(
                "employments",
                "The employments of every worker, with their regimes and where they come from.",
                clock,
                ShowEmployments.Text,
                ShowEmployments.Json
            )
        );
        command.Subcommands.Add(ShowAccount.Create(clock));
        command.Subcommands.Add(ShowRow.Create(clock));
        return command;
    }

    public static Argument<string> Employer() => new("employer") { Description = "Its enterprise number, in any spelling." };

    public static Option<DateOnly?> On() => Asked.Day("--on", "As it stood on this day; default today.");

    public static Option<DateOnly?> Known() => Asked.Day("--known", "As it was known at the end of this day; default now.");

    /// <summary>Reads the employer, or tells what is wrong and gives null.</summary>
    public static async Task<Shown?> Read(
        ParseResult asked,
        string employer,
        DateOnly? on,
        DateOnly? known,
        Language language,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        await using var named = await NamedEmployer.Open(asked, employer, on, known, language, clock, cancel);
        return named?.Shown;
    }

    public static void Write(ParseResult asked, Action<Utf8JsonWriter> write)
    {
        using var output = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                output,
                new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            write(json);
        }
        asked.InvocationConfiguration.Output.WriteLine(Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length));
    }

    private static Command Part(
        string name,
        string description,
        TimeProvider clock,
        Func<Shown, string> text,
        Action<Shown, Utf8JsonWriter> write
    )
    {
        var (employer, on, known, json, language) = (Employer(), On(), Known(), Asked.Json(), Asked.Language());
        var command = new Command(name, description) { employer, on, known, json, language };
        command.SetAction(
            async (asked, cancel) =>
            {
                var shown = await Read(
                    asked,
                    asked.GetRequiredValue(employer),
                    asked.GetValue(on),
                    asked.GetValue(known),
                    asked.In(language),
                    clock,
                    cancel
                );
                if (shown is null)
                {
                    return 1;
                }
                if (asked.GetValue(json))
                {
                    Write(asked, writer => write(shown, writer));
                }
                else
                {
                    await asked.InvocationConfiguration.Output.WriteAsync(text(shown));
                }
                return 0;
            }
        );
        return command;
    }
}
