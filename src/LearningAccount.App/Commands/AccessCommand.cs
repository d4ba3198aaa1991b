using System.CommandLine;
using LearningAccount.App.Hosting;
using LearningAccount.App.Settings;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila access</c>: links by which people enter who cannot sign in, for whoever runs the program.</summary>
internal static class AccessCommand
{
    public static Command Create(TimeProvider clock)
    {
        var command = new Command("access", "Let people in who cannot sign in.");
        command.Subcommands.Add(CreateSetUp(clock));
        command.Subcommands.Add(CreateLink(clock));
        return command;
    }

    private static Command CreateSetUp(TimeProvider clock)
    {
        var language = Asked.Language();
        var command = new Command("setup-link", "A new link for the first administrator, while nobody has signed in.")
        {
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                await using var database = await DatabasePlace.Of(asked).OpenAsync(clock, cancel);
                if (await new SignInLinks(database).ForSetUp(cancel) is { } secret)
                {
                    await TellAsync(asked, "access.setUpLink", secret, asked.In(language));
                    return 0;
                }
                await asked.InvocationConfiguration.Error.WriteLineAsync(Text("access.isSetUp", asked.In(language)));
                return 1;
            }
        );
        return command;
    }

    private static Command CreateLink(TimeProvider clock)
    {
        var language = Asked.Language();
        var email = new Argument<string>("email") { Description = "The person's e-mail address." };
        var command = new Command(
            "link",
            "A new link for somebody who has lost everything; all that led in before is taken away."
        )
        {
            email,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                await using var database = await DatabasePlace.Of(asked).OpenAsync(clock, cancel);
                if (await Find(database, asked.GetRequiredValue(email), cancel) is not { } user)
                {
                    await asked.InvocationConfiguration.Error.WriteLineAsync(Text("access.unknown", asked.In(language)));
                    return 1;
                }
                var sessions = new Sessions(database, SessionLimits.Default);
                var secret = await new SignInLinks(database).Anew(user.UserId, sessions, cancel);
                await TellAsync(asked, "access.link", secret, asked.In(language));
                return 0;
            }
        );
        return command;
    }

    private static async Task<PortalUserVersion?> Find(Database database, string email, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await ReadAccess.UserAt(connection, email, cancel);
    }

    private static Task TellAsync(ParseResult asked, string code, string secret, Language language) =>
        asked.InvocationConfiguration.Output.WriteLineAsync(
            $"{Text(code, language)}\n  {Address(asked)}{SignInLinks.PathOf(secret)}"
        );

    // Where people reach the pages, as the settings say it.
    private static string Address(ParseResult asked) =>
        InstallationSettings.Read(DatabasePlace.Of(asked).DataFolder).Address?.GetLeftPart(UriPartial.Authority)
        ?? ServedAddress.Default;

    private static string Text(string code, Language language) => CommandTexts.Catalogue.Text(code, language);
}
