using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>
/// <c>ila machines grant</c> and <c>end-access</c>: what a program does at employers, at one or, for a bureau's, at all of its clients at once.
/// </summary>
internal static class MachineAccessCommand
{
    private const int EachTime = 200;
    private const int MostEmployers = 20_000;
    private static readonly Option<string[]> Employer = new("--employer")
    {
        Description = "An employer by its enterprise number; may be given several times.",
        HelpName = "number",
    };
    private static readonly Option<string?> Employers = new("--employers")
    {
        Description = "A file with the enterprise number of an employer a line.",
        HelpName = "file",
    };
    private static readonly Option<string?> AllOf = new("--all-of")
    {
        Description = "All employers that this person administers, by e-mail address.",
        HelpName = "address",
    };

    public static Command Grant(TimeProvider clock)
    {
        var (client, language) = (MachinesCommand.Client(), Asked.Language());
        var rights = new Option<string?>("--rights")
        {
            Description =
                $"What it may do besides reading, with commas between: {string.Join(", ", Records.Access.Grant.Givable.Select(ColumnText.Of))}. Default: all.",
            HelpName = "rights",
        };
        var command = new Command("grant", "Give a program access to employers; where it has some, it is replaced.")
        {
            client,
            Employer,
            Employers,
            AllOf,
            rights,
            language,
        };
        command.SetAction(
            (asked, cancel) =>
                MachinesCommand.Do(
                    asked,
                    clock,
                    async database =>
                    {
                        var (machine, given) = (asked.GetRequiredValue(client), RightsOf(asked.GetValue(rights)));
                        await Each(
                            asked,
                            database,
                            machine,
                            "machines.granted",
                            async (change, employer, known) =>
                            {
                                var grant = GrantMachine.Everything(employer, Asked.Today(clock)) with { Rights = [.. given] };
                                var same = known is null ? grant : grant with { GrantId = known.GrantId, FromOn = known.FromOn };
                                await GrantMachine.Do(change, machine, same, cancel);
                                return true;
                            },
                            cancel
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
        var command = new Command("end-access", "End a program's access to employers, at once.")
        {
            client,
            Employer,
            Employers,
            AllOf,
            language,
        };
        command.SetAction(
            (asked, cancel) =>
                MachinesCommand.Do(
                    asked,
                    clock,
                    database =>
                        Each(
                            asked,
                            database,
                            asked.GetRequiredValue(client),
                            "machines.ended",
                            async (change, employer, known) =>
                            {
                                if (known is null)
                                {
                                    return false;
                                }
                                await GrantAccess.End(change, employer, known.GrantId, cancel);
                                return true;
                            },
                            cancel
                        ),
                    cancel
                )
        );
        return command;
    }

    // Some hundred employers a change: whoever else writes waits for no more than that.
    private static async Task Each(
        ParseResult asked,
        Database database,
        Guid machine,
        string code,
        Func<Change, Guid, Grant?, Task<bool>> work,
        CancellationToken cancel
    )
    {
        var employers = await Named(asked, database, cancel);
        var count = 0;
        foreach (var some in employers.Chunk(EachTime))
        {
            count += await Change.Make(
                database,
                MachinesCommand.Author,
                async change =>
                {
                    var done = 0;
                    // Locked in one order, whoever else does the same.
                    foreach (var employer in some.Order())
                    {
                        await change.Touch(employer, "grantAccess", cancel);
                        var held = await ReadVersions.Now(change.Connection, Tables.AccessGrant, employer, cancel);
                        var known = held.Find(grant => grant.UserId == machine) is { } grant
                            ? Records.Access.Grant.Of(grant)
                            : null;
                        done += await work(change, employer, known) ? 1 : 0;
                    }
                    return done;
                },
                cancel
            );
        }
        await MachinesCommand.Tell(asked, code, ("count", count.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IReadOnlyList<Guid>> Named(ParseResult asked, Database database, CancellationToken cancel)
    {
        var numbers = new List<string>(asked.GetValue(Employer) ?? []);
        if (asked.GetValue(Employers) is { } file)
        {
            numbers.AddRange(await Lines(file, cancel));
        }
        await using var connection = await database.Connect(cancel);
        var found = new List<Guid>();
        for (var i = 0; i < numbers.Count; i++)
        {
            found.Add((await FindEmployer.ByText(connection, numbers[i], cancel))?.EmployerId ?? throw Unknown(numbers[i]));
        }
        if (asked.GetValue(AllOf) is { } email)
        {
            found.AddRange(await AdministeredBy(connection, email, database.Clock.GetUtcNow(), cancel));
        }
        return found.Count > 0
            ? [.. found.Distinct()]
            : throw new FileRefusedException(new("list.employerOption", Severity.Error, ""));
    }

    private static async Task<IEnumerable<Guid>> AdministeredBy(
        DbConnection connection,
        string email,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var user = await ReadAccess.UserAt(connection, email, cancel) ?? throw new RefusedException("userUnknown", "all-of");
        var visitor = new Visitor
        {
            UserId = user.UserId,
            Name = user.Name,
            Grants = await ReadAccess.GrantsOf(connection, user.UserId, cancel),
        };
        return AccessRules.Employers(visitor, Right.ManageAccess, now);
    }

    private static async Task<IEnumerable<string>> Lines(string file, CancellationToken cancel)
    {
        try
        {
            return (await File.ReadAllLinesAsync(file, cancel))
                .Select(line => line.Trim())
                .Where(line => line.Length > 0)
                .Take(MostEmployers);
        }
        catch (Exception wrong) when (Failure.IsOfFile(wrong))
        {
            throw new FileRefusedException(Failure.OfFile(file, wrong) with { At = file });
        }
    }

    private static IEnumerable<Right> RightsOf(string? text) =>
        text is null
            ? Records.Access.Grant.Givable
            : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(name =>
                    Enum.TryParse<Right>(name, ignoreCase: true, out var right) && Records.Access.Grant.Givable.Contains(right)
                        ? right
                        : throw new RefusedException("grantScope", "rights")
                )
                .Distinct();

    // What was typed by mistake may be somebody's national number; only an enterprise number is said again.
    private static RefusedException Unknown(string typed) =>
        new(
            "machineEmployer",
            "employers",
            ("number", EnterpriseNumber.TryParse(typed, out var number, out _) ? $"{number}" : "…")
        );
}
