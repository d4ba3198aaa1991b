using System.Net;

namespace LearningAccount.Tests.Portal;

/// <summary>What holds for every page: who may ask, what the answer tells the browser, language and appearance, errors.</summary>
public sealed class FrameTests
{
    private static readonly string[] AllLanguages = ["nl", "fr", "de", "en"];

    [Fact]
    public async Task An_answer_lets_in_no_script_style_or_frame_of_others_and_is_not_kept()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var answer = await portal.GetAsync("/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task An_error_page_has_the_same_protection()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var answer = await portal.GetAsync("/nowhere");
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.168.1.10")]
    public async Task A_page_asked_for_by_another_name_is_refused(string host)
    {
        await using var portal = await ServedPortal.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = host } };
        using var answer = await portal.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_is_in_the_language_of_the_browser()
    {
        await using var portal = await ServedPortal.StartAsync();
        foreach (var language in AllLanguages)
        {
            var page = await portal.PageAsync("/", $"{language}-BE");
            Assert.Equal(language, page.Language);
            Assert.Single(page.All("h1"));
        }
        Assert.Equal("en", (await portal.PageAsync("/", "it")).Language);
    }

    [Fact]
    public async Task The_language_chosen_goes_before_that_of_the_browser()
    {
        await using var portal = await ServedPortal.StartAsync();
        var page = await portal.PageAsync("/nowhere?a=1", "nl");
        var link = page.WithClass("languages").Single().Descendants("a").Single(a => a.Attribute("hreflang")?.Value is "de");
        using var chosen = await portal.GetAsync((string)link.Attribute("href")!);
        Assert.Equal("/nowhere?a=1", chosen.Headers.Location!.ToString());
        var cookie = chosen.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("de", (await portal.PageAsync("/", "nl", cookie.Split(';')[0])).Language);
    }

    [Theory]
    [InlineData("dark", "dark")]
    [InlineData("light", "light")]
    [InlineData("auto", null)]
    [InlineData("\"><script>", null)]
    public async Task The_appearance_chosen_is_kept(string theme, string? shown)
    {
        await using var portal = await ServedPortal.StartAsync();
        var page = await portal.PageAsync("/", cookies: $"theme={Uri.EscapeDataString(theme)}");
        Assert.Equal(shown, (string?)page.Root.Attribute("class"));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("")]
    public async Task A_choice_never_leads_to_another_site(string back)
    {
        await using var portal = await ServedPortal.StartAsync();
        using var answer = await portal.GetAsync($"/theme/dark?back={Uri.EscapeDataString(back)}");
        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/language/it")]
    [InlineData("/theme/pink")]
    [InlineData("/assets/portal.css")]
    [InlineData("/error")]
    [InlineData("/design")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var portal = await ServedPortal.StartAsync();
        using var answer = await portal.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so_in_the_reader_s_language()
    {
        await using var portal = await ServedPortal.StartAsync();
        Assert.Equal("Deze pagina bestaat niet", (await portal.PageAsync("/nowhere", "nl")).Texts("h1").Single());
        Assert.Equal("Cette page n’existe pas", (await portal.PageAsync("/nowhere", "fr")).Texts("h1").Single());
        Assert.Equal("Diese Seite gibt es nicht", (await portal.PageAsync("/nowhere", "de")).Texts("h1").Single());
        Assert.Equal("There is no such page", (await portal.PageAsync("/nowhere", "en")).Texts("h1").Single());
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_in_words()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var answer = await portal.Http.PostAsync("/", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Nothing was changed", (await HtmlPage.ReadAsync(answer)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_larger_than_any_of_ours_is_refused_in_words()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var large = new StringContent(new string('x', 300_000), null, "application/x-www-form-urlencoded");
        using var answer = await portal.Http.PostAsync("/", large, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("too large", (await HtmlPage.ReadAsync(answer)).Texts("h1").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Style_and_script_are_kept_by_the_browser_for_good()
    {
        await using var portal = await ServedPortal.StartAsync();
        var page = await portal.PageAsync("/");
        var assets = page.All("link")
            .Select(link => (string)link.Attribute("href")!)
            .Append((string)page.All("script").Single().Attribute("src")!);
        foreach (var asset in assets)
        {
            using var answer = await portal.GetAsync(asset);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_of_components_opens_while_developing()
    {
        await using var portal = await ServedPortal.StartAsync(environment: "Development");
        foreach (var language in AllLanguages)
        {
            var page = await portal.PageAsync("/design", language);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain(page.Root.DescendantsAndSelf(), element => element.Attribute("style") is not null);
        }
    }
}
