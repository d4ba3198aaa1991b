using System.CommandLine;
using LearningAccount.App.Hosting;
using LearningAccount.App.Identity.Machines;
using LearningAccount.App.Imports;
using LearningAccount.App.Settings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>Serves the web pages: what the program does when it is asked nothing else.</summary>
internal static class ServePortal
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description =
            $"Address to serve the pages on: this machine's own by http, any by https. Default {ServedAddress.Default}.",
        HelpName = "address",
    };

    private static readonly Option<int?> Port = new("--port")
    {
        Description = "Port on localhost, in the place of --urls.",
        HelpName = "number",
    };

    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Urls);
        root.Options.Add(Port);
        root.Options.Add(SandboxCommand.Sandbox);
        root.Options.Add(SandboxCommand.Key);
        root.SetAction(ServeAsync);
    }

    private static async Task<int> ServeAsync(ParseResult asked, CancellationToken stop)
    {
        // The framework would listen where ASPNETCORE_URLS says: it is read here so that it is refused as well.
        var urls = asked.GetValue(Port) is { } port
            ? $"http://localhost:{port}"
            : asked.GetValue(Urls) ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? ServedAddress.Default;
        var place = DatabasePlace.Of(asked);
        var settings = InstallationSettings.Read(place.DataFolder);
        if (!ServedAddress.TryParse(urls, settings, out var addresses, out var refusal))
        {
            await asked.InvocationConfiguration.Error.WriteLineAsync(refusal);
            return Root.Unreadable;
        }
        var asSandbox = asked.GetValue(SandboxCommand.Sandbox);
        MachineKey? key;
        try
        {
            key = await SandboxCommand.ReadKeyAsync(asked, stop);
        }
        catch (FileRefusedException refused)
        {
            await asked.InvocationConfiguration.Error.WriteLineAsync(
                Failure.Sentence(refused.Anomaly, Failure.LanguageOf(asked))
            );
            return Root.Unreadable;
        }
        // While the database is opened the pages are looked up: a reader waits for the longer of the two alone.
        var opening = Task.Run(() => place.OpenAsync(TimeProvider.System, stop, asSandbox), stop);
        Database? database = null;
        await using var app = WebProgram.Build(() => database!, place.DataFolder, addresses, TimeProvider.System, settings);
        database = await opening;
        var output = asked.InvocationConfiguration.Output;
        if (asSandbox)
        {
            await SandboxCommand.MakeReadyAsync(asked, database, key, stop);
        }
        await app.StartAsync(stop);
        var open = Opened(app.Urls, urls, settings);
        await output.WriteLineAsync(
            $"Learning Account is open at {string.Join(" and ", open)}{(settings.Address is null ? ", on this machine alone" : "")}. Facts are kept in {(place.PostgresConnection is null ? place.DataFolder : "PostgreSQL")}. Ctrl+C stops it."
        );
        if (await new SignInLinks(database).ForSetUp(stop) is { } secret)
        {
            await output.WriteLineAsync(
                $"Nobody has an account yet. Open this link within a day to set one up:\n  {open[0]}{SignInLinks.PathOf(secret)}"
            );
        }
        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    // What people type. Passkeys belong to a name: where this machine was named, its name is told and not its number.
    private static List<string> Opened(IEnumerable<string> served, string asked, InstallationSettings settings)
    {
        if (settings.Address is { } address)
        {
            return [address.GetLeftPart(UriPartial.Authority)];
        }
        var isNamed = asked.Contains("localhost", StringComparison.Ordinal);
        return [.. served.Select(url => isNamed ? url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) : url)];
    }
}
