using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LearningAccount.Bench;

/// <summary>The floor of every page: a server that only sends so many bytes, in a process of its own as the program is.</summary>
internal static class TrivialPage
{
    public const string Argument = "--trivial-page";

    public static async Task ServeAsync(string bytes)
    {
        var body = Encoding.ASCII.GetBytes(new string('x', int.Parse(bytes, CultureInfo.InvariantCulture)));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/", () => Results.Bytes(body, "text/html"));
        await app.RunAsync();
    }
}
