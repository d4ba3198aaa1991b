using System.Net;
using System.Net.Http.Headers;
using LearningAccount.App.Hosting;
using LearningAccount.App.Portal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LearningAccount.Tests.Portal;

/// <summary>The pages, served from this process on a free port with a data folder and a clock of their own.</summary>
internal sealed class ServedPortal : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 11, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder;
    private readonly TestDatabase? server;
    private readonly Database database;
    private readonly WebApplication app;

    private ServedPortal(
        TemporaryFolder folder,
        TestDatabase? server,
        Database database,
        WebApplication app,
        string administrator,
        SetClock clock
    )
    {
        Clock = clock;
        Administrator = administrator;
        this.folder = folder;
        this.server = server;
        this.database = database;
        this.app = app;
        Address = new(app.Urls.Single());
        var plain = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        Http = new(new AsAdministrator(administrator, plain)) { BaseAddress = Address };
    }

    public Uri Address { get; }
    public Database Database => database;

    /// <summary>Stands still until a test moves it.</summary>
    public SetClock Clock { get; }

    /// <summary>The cookie of somebody who administers every employer of the world and runs the program.</summary>
    public string Administrator { get; }

    /// <summary>A cookie that stands for nobody.</summary>
    public const string Nobody = "session=";

    /// <summary>
    /// Follows no redirect and keeps no cookie: a test says what it sends. Without a session of its own it is the
    /// administrator who asks.
    /// </summary>
    public HttpClient Http { get; }

    /// <param name="world">Writes what the pages shall show.</param>
    /// <param name="settings">The text of settings.json; other files it names are written by <paramref name="files"/>.</param>
    public static async Task<ServedPortal> StartAsync(
        Func<Database, Task>? world = null,
        string environment = "Production",
        string? settings = null,
        Action<string>? files = null,
        Engine engine = Engine.Sqlite,
        bool asSandbox = false
    )
    {
        var empty = engine is Engine.Sqlite ? null : await TestDatabase.EmptyAsync(engine);
        var place = new TemporaryFolder();
        var clock = new SetClock(Noon);
        var kept = await Database.OpenAsync(
            empty?.Connection,
            place["data"],
            clock,
            TestContext.Current.CancellationToken,
            asSandbox
        );
        if (world is not null)
        {
            await world(kept);
        }
        var administrator = await TestVisitor.Administrator(kept).SignInAsync(kept);
        if (settings is not null)
        {
            // With a server's database nothing has made the folder yet.
            Directory.CreateDirectory(place["data"]);
            files?.Invoke(place["data"]);
            await File.WriteAllTextAsync(Path.Combine(place["data"], "settings.json"), settings, CancellationToken.None);
        }
        var program = WebProgram.Build(kept, place["data"], [new(IPAddress.Loopback, 0)], clock, environment);
        await program.StartAsync(TestContext.Current.CancellationToken);
        return new(place, empty, kept, program, administrator, clock);
    }

    /// <summary>A part the program is made of.</summary>
    public T Part<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Sends a form as it is, without the token a page would give it.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields, string visitor)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Add("Cookie", visitor);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Opens a page and sends its form, with the token the page gave it.</summary>
    /// <param name="path">With the handler of the form where it has one.</param>
    public Task<HttpResponseMessage> SendFormAsync(string path, Dictionary<string, string> fields, string visitor) =>
        SendFormAsync(path.Split("?handler=")[0], path, fields, visitor);

    /// <param name="seen">The page whose form it is: one that may be read also by whoever may not send this.</param>
    public async Task<HttpResponseMessage> SendFormAsync(
        string seen,
        string path,
        Dictionary<string, string> fields,
        string visitor
    )
    {
        using var opened = await GetAsync(seen, visitor: visitor);
        var page = await HtmlPage.ReadAsync(opened);
        var token = page.All("input").First(input => input.Attribute("name")?.Value is "form").Attribute("value")!.Value;
        var cookie = opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        return await PostAsync(path, new(fields) { ["form"] = token }, $"{visitor}; {cookie}");
    }

    /// <summary>Signs somebody in and answers with the cookie.</summary>
    public Task<string> As(TestVisitor visitor) => visitor.SignInAsync(database);

    /// <param name="visitor">The cookie of whoever asks; null: <see cref="Administrator"/>; else <see cref="Nobody"/>.</param>
    public Task<HttpResponseMessage> GetAsync(string path, string language = "en", string? cookies = null, string? visitor = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        if (cookies is not null || visitor is not null)
        {
            request.Headers.Add("Cookie", string.Join("; ", ((string?[])[cookies, visitor]).OfType<string>()));
        }
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HtmlPage> PageAsync(string path, string language = "en", string? cookies = null, string? visitor = null)
    {
        using var answer = await GetAsync(path, language, cookies, visitor);
        return await HtmlPage.ReadAsync(answer);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await database.DisposeAsync();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
        folder.Dispose();
    }

    private sealed class AsAdministrator(string cookie, HttpMessageHandler sending) : DelegatingHandler(sending)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var sent = request.Headers.TryGetValues("Cookie", out var cookies) ? string.Join("; ", cookies) : "";
            if (!sent.Contains("session=", StringComparison.Ordinal))
            {
                request.Headers.Remove("Cookie");
                request.Headers.Add("Cookie", sent.Length == 0 ? cookie : $"{sent}; {cookie}");
            }
            return base.SendAsync(request, cancellationToken);
        }
    }
}
