using System.Net;
using System.Xml.Linq;

namespace LearningAccount.Tests.Portal;

/// <summary>A form of a page, filled in and sent as a browser without script does: with all its fields, hidden ones and ticks.</summary>
internal sealed class HtmlForm
{
    private readonly ServedPortal portal;
    private readonly string path;
    private readonly string cookies;
    private readonly string? action;
    private readonly bool isMultipart;

    private HtmlForm(ServedPortal portal, string path, string cookies, XElement form)
    {
        this.portal = portal;
        this.path = path;
        this.cookies = cookies;
        action = (string?)form.Attribute("action");
        isMultipart = form.Attribute("enctype") is not null;
        foreach (var field in form.Descendants().Where(one => one.Attribute("name") is not null))
        {
            foreach (var value in Values(field))
            {
                Fields.Add(((string)field.Attribute("name")!, value));
            }
        }
    }

    public List<(string Name, string Value)> Fields { get; } = [];

    /// <summary>What stands in a field.</summary>
    public string this[string name]
    {
        get => Fields.Find(field => string.Equals(field.Name, name, StringComparison.Ordinal)).Value ?? "";
        set
        {
            Fields.RemoveAll(field => string.Equals(field.Name, name, StringComparison.Ordinal));
            Fields.Add((name, value));
        }
    }

    public HtmlForm With(string name, string value)
    {
        this[name] = value;
        return this;
    }

    /// <summary>The form that has a field of this name.</summary>
    public static async Task<HtmlForm> OpenAsync(ServedPortal portal, string path, string field, string? visitor = null)
    {
        using var answer = await portal.GetAsync(path, visitor: visitor);
        return Of(portal, path, await HtmlPage.ReadAsync(answer), answer, field, visitor ?? portal.Administrator);
    }

    /// <summary>Presses the button of this name and value.</summary>
    public async Task<HtmlAnswer> PressAsync(
        string? button = null,
        string? value = null,
        string? to = null,
        (string Name, byte[] Bytes)? file = null
    )
    {
        using HttpContent content = isMultipart ? Multipart(file) : new FormUrlEncodedContent(Sent(button, value));
        var address = to ?? action ?? path;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Add("Cookie", cookies);
        request.Headers.AcceptLanguage.Add(new("en"));
        using var answer = await portal.Http.SendAsync(request, TestContext.Current.CancellationToken);
        if (answer.Headers.Location is { } location)
        {
            return new(answer.StatusCode, location.ToString(), null, null);
        }
        var page = await HtmlPage.ReadAsync(answer);
        return new(answer.StatusCode, null, page, name => Of(portal, address, page, answer, name, cookies));
    }

    /// <summary>Presses its button and takes the file it answers with.</summary>
    public async Task<byte[]> DownloadAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, action ?? path)
        {
            Content = new FormUrlEncodedContent(Sent(null, null)),
        };
        request.Headers.Add("Cookie", cookies);
        request.Headers.AcceptLanguage.Add(new("en"));
        using var answer = await portal.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private static HtmlForm Of(
        ServedPortal portal,
        string path,
        HtmlPage page,
        HttpResponseMessage answer,
        string field,
        string cookies
    )
    {
        var form = page
            .Main.Descendants("form")
            .Single(form =>
                form.Descendants().Any(one => string.Equals((string?)one.Attribute("name"), field, StringComparison.Ordinal))
            );
        var given = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(one => one.Split(';')[0]) : [];
        return new(portal, path, string.Join("; ", [cookies, .. given]), form);
    }

    private static IEnumerable<string> Values(XElement field)
    {
        var type = (string?)field.Attribute("type");
        switch (field.Name.LocalName)
        {
            case "textarea":
                yield return field.Value;
                break;
            case "select":
                var options = field.Descendants("option").ToList();
                var chosen = options.Find(option => option.Attribute("selected") is not null) ?? options[0];
                yield return (string)chosen.Attribute("value")!;
                break;
            case "input" when type is not ("checkbox" or "radio" or "file") || field.Attribute("checked") is not null:
                yield return (string?)field.Attribute("value") ?? "";
                break;
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Sent(string? button, string? value)
    {
        var sent = Fields.Select(field => KeyValuePair.Create(field.Name, field.Value));
        return button is null ? sent : sent.Append(KeyValuePair.Create(button, value ?? ""));
    }

    private MultipartFormDataContent Multipart((string Name, byte[] Bytes)? file)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in Fields)
        {
            content.Add(new StringContent(value), name);
        }
        if (file is { } given)
        {
            content.Add(new ByteArrayContent(given.Bytes), "file", given.Name);
        }
        return content;
    }
}

/// <summary>What a form was answered with: another address, or a page with forms of its own.</summary>
internal sealed record HtmlAnswer(HttpStatusCode Status, string? Location, HtmlPage? Page, Func<string, HtmlForm>? Form)
{
    public string Words => Page?.Words ?? "";
}
