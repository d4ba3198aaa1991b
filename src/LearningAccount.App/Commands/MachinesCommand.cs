using System.CommandLine;
using System.Globalization;
using System.Text;
using LearningAccount.App.Identity.Machines;
using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>
/// <c>ila machines</c>: programs of vendors, bureaus and training providers that use the API; for whoever runs the installation. What they
/// do at employers stands in <see cref="MachineAccessCommand"/>.
/// </summary>
internal static class MachinesCommand
{
    private static readonly string[] Heads = ["id", "name", "organisation", "employers", "used", "state"];

    public static Author Author { get; } = new("operator", Door.Command);

    public static Command Create(TimeProvider clock) =>
        new("machines", "Programs that use the API: their keys, what they may do, and their tokens.")
        {
            List(clock),
            Register(clock),
            MachineKeysCommand.Add(clock),
            MachineKeysCommand.End(clock),
            MachineAccessCommand.Grant(clock),
            MachineAccessCommand.End(clock),
            Act(
                "stop",
                "It may no longer sign in, and its tokens open nothing.",
                (change, id, cancel) => RegisterMachine.Open(change, id, false, cancel),
                clock
            ),
            Act("start", "It may sign in again.", (change, id, cancel) => RegisterMachine.Open(change, id, true, cancel), clock),
            Act(
                "revoke-tokens",
                "All its tokens open nothing from now on; it may ask for new ones.",
                RegisterMachine.RevokeTokens,
                clock
            ),
            Act(
                "let-add-employers",
                "It may open employers that are not kept here yet.",
                (change, id, cancel) => RegisterMachine.LetAddEmployers(change, id, true, cancel),
                clock
            ),
            Rotate(clock),
            MachineTokenCommand.Create(clock),
        };

    public static Argument<Guid> Client() => new("client-id") { Description = "The client ID of the program." };

    /// <summary>Opens the database and works on it; what is refused is told in a sentence.</summary>
    public static async Task<int> Do(ParseResult asked, TimeProvider clock, Func<Database, Task> work, CancellationToken cancel)
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
            await asked.InvocationConfiguration.Error.WriteLineAsync(RecordTexts.Of(refused.Anomaly, Failure.LanguageOf(asked)));
            return 1;
        }
    }

    public static Task Tell(ParseResult asked, string code, params (string Name, string Value)[] values) =>
        asked.InvocationConfiguration.Output.WriteLineAsync(CommandTexts.Catalogue.Text(code, Failure.LanguageOf(asked), values));

    public static async Task<string> ReadFile(string path, CancellationToken cancel)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await MachineKey.TextOf(file, cancel);
        }
        catch (Exception wrong) when (Failure.IsOfFile(wrong))
        {
            throw new FileRefusedException(Failure.OfFile(path, wrong) with { At = path });
        }
    }

    private static Command List(TimeProvider clock)
    {
        var language = Asked.Language();
        var command = new Command("list", "The programs that are known, with their client IDs.") { language };
        command.SetAction(
            (asked, cancel) =>
                Do(
                    asked,
                    clock,
                    async database =>
                    {
                        await using var connection = await database.Connect(cancel);
                        var table = new TextTable([
                            .. Heads.Select(head => CommandTexts.Catalogue.Text($"machines.head.{head}", asked.In(language))),
                        ]).RightAligned(3);
                        foreach (
                            var machine in (await ReadMachines.All(connection, cancel)).OrderBy(
                                one => one.Name,
                                StringComparer.CurrentCulture
                            )
                        )
                        {
                            var uses = await ReadMachines.Uses(connection, machine.MachineId, cancel);
                            var grants = await ReadAccess.GrantsOf(connection, machine.MachineId, cancel);
                            table.Add(
                                machine.MachineId.ToString("D"),
                                machine.Name,
                                $"{machine.Organisation} ({machine.OrganisationNumber})",
                                grants.Length.ToString(CultureInfo.InvariantCulture),
                                uses.Count == 0 ? "-" : uses.Values.Max().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                                CommandTexts.Catalogue.Text(
                                    machine.IsOpen ? "machines.isOpen" : "machines.isStopped",
                                    asked.In(language)
                                )
                            );
                        }
                        var text = new StringBuilder();
                        table.AppendTo(text);
                        await asked.InvocationConfiguration.Output.WriteAsync(text.ToString());
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Register(TimeProvider clock)
    {
        var name = new Argument<string>("name") { Description = "What the program is called." };
        var organisation = Needed("--organisation", "Whose program it is.", "name");
        var number = Needed("--number", "The enterprise number of that organisation.", "number");
        var contact = Needed("--contact", "The e-mail address of those who look after it.", "address");
        var scopes = new Option<string>("--scopes")
        {
            Description =
                "What it may ask for, with commas between: trainings:write,accounts:read. Default: all but those of providers.",
            HelpName = "scopes",
        };
        var owner = new Option<string?>("--owner")
        {
            Description = "The e-mail address of somebody who signs in here, who looks after its keys on the pages.",
            HelpName = "address",
        };
        var (key, algorithm, language) = (KeyFile(), Algorithm(), Asked.Language());
        var command = new Command("register", "Make a program known. It may do nothing yet: employers give it access.")
        {
            name,
            organisation,
            number,
            contact,
            scopes,
            owner,
            key,
            algorithm,
            language,
        };
        command.SetAction(
            (asked, cancel) =>
                Do(
                    asked,
                    clock,
                    async database =>
                    {
                        if (!EnterpriseNumber.TryParse(asked.GetRequiredValue(number), out var enterprise, out _))
                        {
                            throw new FileRefusedException(new("list.employerOption", Severity.Error, ""));
                        }
                        var read = asked.GetValue(key) is { } file
                            ? MachineKey.Read(await ReadFile(file, cancel), asked.GetValue(algorithm))
                            : null;
                        var words = new MachineWords(
                            asked.GetRequiredValue(name),
                            asked.GetRequiredValue(contact),
                            ScopesOf(asked.GetValue(scopes))
                        );
                        var user = await Owner(database, asked.GetValue(owner), cancel);
                        var made = await Change.Make(
                            database,
                            Author,
                            async change =>
                            {
                                var id = await RegisterMachine.Do(
                                    change,
                                    words,
                                    (asked.GetRequiredValue(organisation), enterprise),
                                    user,
                                    home: null,
                                    byOperator: true,
                                    cancel
                                );
                                if (read is not null)
                                {
                                    await MachineKeys.Add(
                                        change,
                                        read.Of(id, null, clock.GetUtcNow()),
                                        clock.GetUtcNow(),
                                        cancel
                                    );
                                }
                                return id;
                            },
                            cancel
                        );
                        await Tell(asked, "machines.registered", ("id", made.ToString("D")));
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Act(
        string name,
        string description,
        Func<Change, Guid, CancellationToken, Task> work,
        TimeProvider clock
    )
    {
        var (client, language) = (Client(), Asked.Language());
        var command = new Command(name, description) { client, language };
        command.SetAction(
            (asked, cancel) =>
                Do(
                    asked,
                    clock,
                    async database =>
                    {
                        await Change.Make(
                            database,
                            Author,
                            change => work(change, asked.GetRequiredValue(client), cancel),
                            cancel
                        );
                        await Tell(asked, "machines.done");
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Rotate(TimeProvider clock)
    {
        var language = Asked.Language();
        var atOnce = new Option<bool>("--at-once")
        {
            Description = "What the old keys signed opens nothing any more, within a minute: one of them fell into wrong hands.",
        };
        var command = new Command("rotate-keys", "Have access tokens signed with a new key from now on.") { atOnce, language };
        command.SetAction(
            (asked, cancel) =>
                Do(
                    asked,
                    clock,
                    async database =>
                    {
                        var count = await new KeptTokenKeys(database).Retire(asked.GetValue(atOnce), cancel);
                        await Tell(asked, "machines.rotated", ("count", count.ToString(CultureInfo.InvariantCulture)));
                    },
                    cancel
                )
        );
        return command;
    }

    private static List<string> ScopesOf(string? text) =>
        text is null
            ? [.. ApiScopes.OfMachines]
            :
            [
                .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(scope => ApiScopes.Find(scope) ?? throw new RefusedException("machineScopes", "scopes")),
            ];

    private static async Task<Guid?> Owner(Database database, string? email, CancellationToken cancel)
    {
        if (email is null)
        {
            return null;
        }
        await using var connection = await database.Connect(cancel);
        return (await ReadAccess.UserAt(connection, email, cancel) ?? throw new RefusedException("userUnknown", "owner")).UserId;
    }

    private static Option<string> Needed(string name, string description, string help) =>
        new(name)
        {
            Description = description,
            HelpName = help,
            Required = true,
        };

    private static Option<string?> KeyFile() =>
        new("--key")
        {
            Description = "A file with its first public key: a JWK, a certificate or a public key in PEM.",
            HelpName = "file",
        };

    public static Option<string?> Algorithm()
    {
        var option = new Option<string?>("--algorithm")
        {
            Description = "For an RSA key: RS256 or PS256. Default: RS256; a P-256 key signs with ES256.",
            HelpName = "ES256|RS256|PS256",
        };
        option.AcceptOnlyFromAmong("ES256", "RS256", "PS256");
        return option;
    }
}
