using System.Net;
using System.Net.Http.Headers;
using LearningAccount.App.Portal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using Microsoft.AspNetCore.Builder;

namespace LearningAccount.Tests.Portal;

/// <summary>The pages, served from this process on a free port with a data folder and a clock of their own.</summary>
internal sealed class ServedPortal : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 11, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder;
    private readonly Database database;
    private readonly WebApplication app;

    private ServedPortal(TemporaryFolder folder, Database database, WebApplication app)
    {
        this.folder = folder;
        this.database = database;
        this.app = app;
        Address = new(app.Urls.Single());
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    /// <summary>Follows no redirect and keeps no cookie: a test says what it sends.</summary>
    public HttpClient Http { get; }

    /// <param name="world">Writes what the pages shall show.</param>
    public static async Task<ServedPortal> StartAsync(Func<Database, Task>? world = null, string environment = "Production")
    {
        var place = new TemporaryFolder();
        var clock = new StillClock(Noon);
        var kept = await Database.OpenAsync(null, place["data"], clock, TestContext.Current.CancellationToken);
        if (world is not null)
        {
            await world(kept);
        }
        var program = PortalHost.Build(kept, place["data"], [new(IPAddress.Loopback, 0)], clock, environment);
        await program.StartAsync(TestContext.Current.CancellationToken);
        return new(place, kept, program);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string language = "en", string? cookies = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        if (cookies is not null)
        {
            request.Headers.Add("Cookie", cookies);
        }
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HtmlPage> PageAsync(string path, string language = "en", string? cookies = null)
    {
        using var answer = await GetAsync(path, language, cookies);
        return await HtmlPage.ReadAsync(answer);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await database.DisposeAsync();
        folder.Dispose();
    }

    private sealed class StillClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
