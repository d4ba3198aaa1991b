using System.CommandLine;
using LearningAccount.App.Documents;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>The employer a command names, read, with its database still open for what else the command does.</summary>
internal sealed record NamedEmployer(Database Database, Shown Shown) : IAsyncDisposable
{
    public EmployerSnapshot Snapshot => Shown.Employer;
    public Guid Id => Shown.Employer.Employer.EmployerId;

    public static Option<string> Option() =>
        new("--employer")
        {
            Description = "Its enterprise number, in any spelling.",
            HelpName = "number",
            Required = true,
        };

    /// <summary>Opens and reads it, or tells what is wrong and gives null.</summary>
    public static async Task<NamedEmployer?> Open(
        ParseResult asked,
        string employer,
        DateOnly? on,
        DateOnly? known,
        Language language,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var database = await KnownLaw.OpenExisting(asked, clock, cancel);
        var opened = false;
        try
        {
            if (database is null || await Find(database, employer, cancel) is not { } found)
            {
                await Tell(asked, "show.unknownEmployer", language, employer);
                return null;
            }
            if (await new ReadSnapshots(database).Of(found.EmployerId, known, cancel) is not { } snapshot)
            {
                await Tell(asked, "show.notKnownThen", language, employer);
                return null;
            }
            await using var connection = await database.Connect(cancel);
            var law = await ReadLawBook.From(connection, cancel);
            opened = true;
            return new(
                database,
                new(snapshot, known is { } day ? law.KnownOn(day) : law, on ?? Asked.Today(clock), known, language)
            );
        }
        finally
        {
            if (!opened && database is not null)
            {
                await database.DisposeAsync();
            }
        }
    }

    /// <summary>In whose name its papers go out.</summary>
    public async Task<Sender> Sender(CancellationToken cancel)
    {
        await using var connection = await Database.Connect(cancel);
        return await Documents.Sender.Of(connection, Snapshot, await EmployerRegister.Of(connection, Snapshot, cancel), cancel);
    }

    /// <summary>A sentence about an employer that was named.</summary>
    public static Task Tell(ParseResult asked, string code, Language language, string employer) =>
        asked.InvocationConfiguration.Error.WriteLineAsync(
            CommandTexts.Catalogue.Text(code, language, ("employer", Number(employer)))
        );

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static async Task<EmployerVersion?> Find(Database database, string employer, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await FindEmployer.ByText(connection, employer, cancel);
    }

    // What was typed by mistake may be somebody's national number; only an enterprise number is said again.
    private static string Number(string typed) => EnterpriseNumber.TryParse(typed, out var number, out _) ? $"{number}" : "…";
}
