using System.CommandLine;
using LearningAccount.App.Portal;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>Serves the web pages: what the program does when it is asked nothing else.</summary>
internal static class ServePortal
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = $"Address to serve the pages on; this machine's own only. Default {LoopbackAddress.Default}.",
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
        root.SetAction(ServeAsync);
    }

    private static async Task<int> ServeAsync(ParseResult asked, CancellationToken stop)
    {
        // The framework would listen where ASPNETCORE_URLS says: it is read here so that it is refused as well.
        var urls = asked.GetValue(Port) is { } port
            ? $"http://localhost:{port}"
            : asked.GetValue(Urls) ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? LoopbackAddress.Default;
        if (!LoopbackAddress.TryParse(urls, out var addresses, out var refusal))
        {
            await asked.InvocationConfiguration.Error.WriteLineAsync(refusal);
            return Root.Unreadable;
        }
        var place = DatabasePlace.Of(asked);
        await using var database = await place.OpenAsync(TimeProvider.System, stop);
        await using var app = PortalHost.Build(database, place.DataFolder, addresses, TimeProvider.System, withJobs: true);
        await app.StartAsync(stop);
        // Passkeys belong to a name: where this machine was named, its name is told.
        var open = app
            .Urls.Select(url =>
                urls.Contains("localhost", StringComparison.Ordinal)
                    ? url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)
                    : url
            )
            .ToList();
        var output = asked.InvocationConfiguration.Output;
        await output.WriteLineAsync(
            $"Learning Account is open at {string.Join(" and ", open)}, on this machine alone. Facts are kept in {(place.PostgresConnection is null ? place.DataFolder : "PostgreSQL")}. Ctrl+C stops it."
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
}
