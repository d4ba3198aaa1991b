using System.Net;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal;

/// <summary>A form that changes facts, filled in as a browser without script does.</summary>
internal sealed class ChangeForm(ServedPortal portal, string path)
{
    private string cookie = "";
    private Dictionary<string, string> hidden = [];

    /// <summary>Fills it in and answers with the words of the page that shows the effect.</summary>
    public async Task<string> CheckAsync(Dictionary<string, string> fields)
    {
        using var answer = await SendAsync("check", fields);
        var page = await HtmlPage.ReadAsync(answer);
        Assert.True(answer.StatusCode is HttpStatusCode.OK, page.Words);
        hidden = HiddenOf(page);
        return page.Words.Replace('\u00A0', ' ');
    }

    /// <summary>Saves what was checked and answers with the address it leads to.</summary>
    public async Task<string> SaveAsync()
    {
        using var answer = await SendAsync("save");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    public async Task<HttpResponseMessage> SendAsync(string step, Dictionary<string, string>? fields = null)
    {
        if (cookie.Length == 0)
        {
            using var opened = await portal.GetAsync(path);
            cookie = opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
            hidden = HiddenOf(await HtmlPage.ReadAsync(opened));
        }
        var sent = new Dictionary<string, string>(hidden, StringComparer.Ordinal) { ["do"] = step };
        foreach (var (name, value) in fields ?? [])
        {
            sent[name] = value;
        }
        return await portal.PostAsync(path, sent, $"{portal.Administrator}; {cookie}");
    }

    private static Dictionary<string, string> HiddenOf(HtmlPage page) =>
        page
            .Main.Descendants("input")
            .Where(input => (string?)input.Attribute("type") is "hidden")
            .ToDictionary(
                input => (string)input.Attribute("name")!,
                input => (string)input.Attribute("value")!,
                StringComparer.Ordinal
            );
}
