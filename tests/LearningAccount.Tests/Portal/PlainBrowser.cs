using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;

namespace LearningAccount.Tests.Portal;

/// <summary>A browser without script: keeps cookies, follows redirects, fills and sends the forms of the page it shows.</summary>
internal sealed class PlainBrowser : IDisposable
{
    private const int MostRedirects = 10;
    private readonly HttpClient http;
    private readonly CookieContainer jar = new();
    private readonly Uri start;

    public PlainBrowser(ServedPortal portal)
    {
        start = portal.Address;
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = jar }) { BaseAddress = start };
        http.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
    }

    public HtmlPage Page { get; private set; } = null!;

    /// <summary>The path and query of the page that is shown.</summary>
    public string At { get; private set; } = "";

    public string? Cookie(string name) => jar.GetCookies(start)[name]?.Value;

    public void SetCookie(string name, string value) => jar.Add(start, new Cookie(name, value, "/"));

    public async Task<HtmlPage> GoAsync(string path)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, path);
        return await FollowAsync(asked);
    }

    /// <summary>Follows the link with this text.</summary>
    public Task<HtmlPage> FollowLinkAsync(string text) =>
        GoAsync(Page.All("a").First(link => HtmlPage.TextOf(link) == text).Attribute("href")!.Value);

    /// <summary>Sends the form of the button with this text, with what is typed in the place of what stands in its fields.</summary>
    public async Task<HtmlPage> PressAsync(string button, params (string Name, string Value)[] typed)
    {
        var pressed = Page.All("button").First(known => HtmlPage.TextOf(known).StartsWith(button, StringComparison.Ordinal));
        var form = pressed.Ancestors("form").Single();
        var fields = form.Descendants()
            .Where(IsSent)
            .Select(field => KeyValuePair.Create(field.Attribute("name")!.Value, ValueOf(field)))
            .Where(field => typed.All(given => given.Name != field.Key))
            .Concat(typed.Select(given => KeyValuePair.Create(given.Name, given.Value)))
            .ToList();
        using var content = new FormUrlEncodedContent(fields);
        using var sent = new HttpRequestMessage(HttpMethod.Post, form.Attribute("action")?.Value is { Length: > 0 } to ? to : At)
        {
            Content = content,
        };
        return await FollowAsync(sent);
    }

    public void Dispose() => http.Dispose();

    private async Task<HtmlPage> FollowAsync(HttpRequestMessage asked)
    {
        At = asked.RequestUri!.ToString();
        var answer = await http.SendAsync(asked, TestContext.Current.CancellationToken);
        for (var i = 0; i < MostRedirects && answer.Headers.Location is { } next; i++)
        {
            Assert.False(next.IsAbsoluteUri, $"Led to another site: {next}");
            At = next.ToString();
            answer.Dispose();
            answer = await http.GetAsync(next, TestContext.Current.CancellationToken);
        }
        using (answer)
        {
            return Page = await HtmlPage.ReadAsync(answer);
        }
    }

    private static bool IsSent(XElement field) =>
        field.Name.LocalName is "input" or "select" or "textarea"
        && field.Attribute("name") is not null
        && (field.Attribute("type")?.Value is not ("checkbox" or "radio") || field.Attribute("checked") is not null);

    private static string ValueOf(XElement field) =>
        field.Name.LocalName switch
        {
            "textarea" => HtmlPage.TextOf(field),
            "select" => (
                field.Descendants("option").FirstOrDefault(option => option.Attribute("selected") is not null)
                ?? field.Descendants("option").First()
            )
                .Attribute("value")!
                .Value,
            _ => field.Attribute("value")?.Value ?? "",
        };
}
