using System.CommandLine;
using LearningAccount.App.Identity.Machines;
using LearningAccount.App.Imports;
using LearningAccount.App.Sandbox;
using LearningAccount.Records.Sandbox;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>
/// <c>ila --sandbox</c>, which serves a test environment with people who do not exist, and <c>ila sandbox reset</c>, which puts it
/// back as it was made.
/// </summary>
internal static class SandboxCommand
{
    public static readonly Option<bool> Sandbox = new("--sandbox")
    {
        Description =
            "Serve a test environment with invented employers and people; made where there is no database yet. A database with facts is never used as one.",
    };

    public static readonly Option<string?> Key = new("--key")
    {
        Description =
            "With --sandbox: a file with the public key by which your program signs in: a JWK, a certificate or a public key in PEM.",
        HelpName = "file",
    };

    public static Command Create(TimeProvider clock) =>
        new("sandbox", "The test environment, which `ila --sandbox` makes and serves.") { Reset(clock) };

    /// <summary>The key of the command line; null: none is given.</summary>
    /// <exception cref="FileRefusedException">The file cannot be read.</exception>
    /// <exception cref="RefusedException">It is no such key.</exception>
    public static async Task<MachineKey?> ReadKeyAsync(ParseResult asked, CancellationToken stop) =>
        asked.GetValue(Key) is { } file ? MachineKey.Read(await MachinesCommand.ReadFile(file, stop)) : null;

    /// <summary>Fills a sandbox that was just made, and lets the key sign in.</summary>
    /// <exception cref="RefusedException">The sandbox is broken, or the key cannot be taken.</exception>
    public static async Task MakeReadyAsync(ParseResult asked, Database database, MachineKey? key, CancellationToken stop)
    {
        if (await FillSandbox.Do(database, stop))
        {
            await MachinesCommand.Tell(asked, "sandbox.made");
        }
        if (key is not null)
        {
            await FillSandbox.LetSignIn(database, key, stop);
        }
        await MachinesCommand.Tell(
            asked,
            "sandbox.programs",
            ("payroll", FillSandbox.Payroll.ToString("D")),
            ("provider", FillSandbox.Provider.ToString("D"))
        );
    }

    private static Command Reset(TimeProvider clock)
    {
        var language = Asked.Language();
        var command = new Command("reset", "Put the test environment back as it was made; programs keep their access.")
        {
            language,
        };
        command.SetAction(
            (asked, cancel) =>
                MachinesCommand.Do(
                    asked,
                    clock,
                    async database =>
                    {
                        await ResetSandbox.Do(database, MachinesCommand.Author, cancel);
                        await MachinesCommand.Tell(asked, "sandbox.reset");
                    },
                    cancel
                )
        );
        return command;
    }
}
