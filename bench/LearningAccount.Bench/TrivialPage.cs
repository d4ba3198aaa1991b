using System.Globalization;
using System.Net;
using System.Text;
using Dapper;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LearningAccount.Bench;

/// <summary>
/// The floor of every page: a server that only sends so many bytes, in a process of its own as the program is; with a folder,
/// each answer also asks the embedded database in it one question.
/// </summary>
internal static class TrivialPage
{
    public const string Argument = "--trivial-page";

    public static async Task ServeAsync(string bytes, string? folder)
    {
        var body = Encoding.ASCII.GetBytes(new string('x', int.Parse(bytes, CultureInfo.InvariantCulture)));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        if (folder is null)
        {
            app.MapGet("/", () => Results.Bytes(body, "text/html"));
            await app.RunAsync();
            return;
        }
        await using var database = await Database.OpenAsync(null, folder, TimeProvider.System, CancellationToken.None);
        app.MapGet(
            "/",
            async () =>
            {
                await using var connection = await database.Connect(CancellationToken.None);
                await connection.QuerySingleAsync<string>("select enterprise_number from employer where superseded is null");
                return Results.Bytes(body, "text/html");
            }
        );
        await app.RunAsync();
    }
}
