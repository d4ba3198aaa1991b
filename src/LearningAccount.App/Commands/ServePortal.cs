using System.CommandLine;
using LearningAccount.App.Portal;
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
        Description = "Port on 127.0.0.1, in the place of --urls.",
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
            ? $"http://127.0.0.1:{port}"
            : asked.GetValue(Urls) ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? LoopbackAddress.Default;
        if (!LoopbackAddress.TryParse(urls, out var addresses, out var refusal))
        {
            await asked.InvocationConfiguration.Error.WriteLineAsync(refusal);
            return Root.Unreadable;
        }
        var place = DatabasePlace.Of(asked);
        await using var database = await place.OpenAsync(TimeProvider.System, stop);
        await using var app = PortalHost.Build(database, place.DataFolder, addresses, TimeProvider.System);
        app.Lifetime.ApplicationStarted.Register(() =>
            asked.InvocationConfiguration.Output.WriteLine(
                $"Learning Account is open at {string.Join(" and ", app.Urls)}, on this machine alone. Facts are kept in {(place.PostgresConnection is null ? place.DataFolder : "PostgreSQL")}. Ctrl+C stops it."
            )
        );
        await app.RunAsync(stop);
        return 0;
    }
}
