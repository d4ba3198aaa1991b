using System.CommandLine;
using LearningAccount.App.Identity.Machines;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;

namespace LearningAccount.App.Commands;

/// <summary><c>ila machines add-key</c> and <c>end-key</c>: the public keys by which a program is known.</summary>
internal static class MachineKeysCommand
{
    public static Command Add(TimeProvider clock)
    {
        var (client, algorithm, language) = (MachinesCommand.Client(), MachinesCommand.Algorithm(), Asked.Language());
        var file = new Argument<string>("file") { Description = "A JWK, a certificate or a public key in PEM." };
        var label = new Option<string?>("--label") { Description = "What the key is called.", HelpName = "text" };
        var command = new Command("add-key", "Register a public key of a program, besides those it has.")
        {
            client,
            file,
            label,
            algorithm,
            language,
        };
        command.SetAction(
            (asked, cancel) =>
                MachinesCommand.Do(
                    asked,
                    clock,
                    async database =>
                    {
                        var read = MachineKey.Read(
                            await MachinesCommand.ReadFile(asked.GetRequiredValue(file), cancel),
                            asked.GetValue(algorithm)
                        );
                        var key = read.Of(asked.GetRequiredValue(client), asked.GetValue(label), clock.GetUtcNow());
                        await Change.Make(
                            database,
                            MachinesCommand.Author,
                            change => MachineKeys.Add(change, key, clock.GetUtcNow(), cancel),
                            cancel
                        );
                        await MachinesCommand.Tell(
                            asked,
                            "machines.keyAdded",
                            ("key", read.KeyId),
                            ("algorithm", read.Algorithm)
                        );
                    },
                    cancel
                )
        );
        return command;
    }

    public static Command End(TimeProvider clock)
    {
        var (client, language) = (MachinesCommand.Client(), Asked.Language());
        var key = new Argument<string>("thumbprint") { Description = "The thumbprint of the key, as add-key said it." };
        var command = new Command("end-key", "A key proves nothing from now on, and the program's tokens end.")
        {
            client,
            key,
            language,
        };
        command.SetAction(
            (asked, cancel) =>
                MachinesCommand.Do(
                    asked,
                    clock,
                    async database =>
                    {
                        await Change.Make(
                            database,
                            MachinesCommand.Author,
                            change =>
                                MachineKeys.End(
                                    change,
                                    asked.GetRequiredValue(client),
                                    asked.GetRequiredValue(key),
                                    clock.GetUtcNow(),
                                    cancel
                                ),
                            cancel
                        );
                        await MachinesCommand.Tell(asked, "machines.done");
                    },
                    cancel
                )
        );
        return command;
    }
}
