using LearningAccount.Records.Registry;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal.SignIn;

/// <summary>What was typed by somebody whose session ended is there again after signing in, for that person, and was not sent.</summary>
public sealed class KeptFormTests
{
    private const string Anna = "anna@voorbeeld.be";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_sent_after_the_session_ended_is_filled_in_again_and_not_sent()
    {
        await using var portal = await ServedPortal.StartAsync();
        await SignInWorld.WithPasswordAsync(portal, Anna);
        using var browser = new PlainBrowser(portal);
        await browser.GoAsync("/join/employer");
        await SignInWorld.SignInAsync(browser, portal, Anna);
        portal.Clock.Now += TimeSpan.FromMinutes(31);
        await browser.PressAsync("Add the employer", ("number", "0999.990.222"), ("name", "Maes & Zonen \"Metaal\""));
        Assert.Contains("What you typed is kept", browser.Page.Words, StringComparison.Ordinal);
        Assert.Equal(0, await EmployersAsync(portal));

        await SignInWorld.SignInAsync(browser, portal, Anna);
        Assert.Equal("/join/employer", browser.At);
        Assert.Contains("It has not been sent", browser.Page.Words, StringComparison.Ordinal);
        Assert.Equal("Maes & Zonen \"Metaal\"", Field(browser.Page, "name"));
        Assert.Equal(0, await EmployersAsync(portal));
        // It stays until it is sent.
        await browser.GoAsync("/join/employer");
        await browser.PressAsync("Add the employer");
        Assert.Equal(1, await EmployersAsync(portal));
        await browser.GoAsync("/join/employer");
        Assert.Equal("", Field(browser.Page, "name"));
    }

    [Fact]
    public async Task Nobody_else_in_the_same_browser_is_shown_what_was_typed()
    {
        await using var portal = await ServedPortal.StartAsync();
        await SignInWorld.WithPasswordAsync(portal, Anna);
        await SignInWorld.WithPasswordAsync(portal, "bert@voorbeeld.be");
        using var browser = new PlainBrowser(portal);
        await browser.GoAsync("/join/employer");
        await SignInWorld.SignInAsync(browser, portal, Anna);
        portal.Clock.Now += TimeSpan.FromMinutes(31);
        await browser.PressAsync("Add the employer", ("number", "0999.990.222"), ("name", "Maes Metaal"));
        await SignInWorld.SignInAsync(browser, portal, "bert@voorbeeld.be");
        Assert.Equal(("/join/employer", ""), (browser.At, Field(browser.Page, "name")));
    }

    [Fact]
    public async Task What_another_site_makes_somebody_send_is_not_kept()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var answer = await portal.PostAsync(
            "/join/employer",
            new(StringComparer.Ordinal) { ["name"] = "Trap" },
            ServedPortal.Nobody
        );
        Assert.DoesNotContain(
            answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [],
            cookie =>
                cookie.StartsWith("kept=", StringComparison.Ordinal)
                && !cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_matters_asks_for_a_fresh_proof_and_goes_on_with_the_form_as_it_was()
    {
        await using var portal = await ServedPortal.StartAsync();
        await SignInWorld.WithPasswordAsync(portal, Anna);
        using var browser = new PlainBrowser(portal);
        await browser.GoAsync("/profile");
        await SignInWorld.SignInAsync(browser, portal, Anna);
        portal.Clock.Now += TimeSpan.FromMinutes(11);
        await browser.PressAsync("Make new codes");
        Assert.Equal("/sign-in/again?back=%2Fprofile", browser.At);
        await browser.PressAsync("Confirm", ("password", "wrong wrong wrong"), ("code", "000000"));
        Assert.Contains("do not fit", browser.Page.Words, StringComparison.Ordinal);
        await browser.PressAsync("Confirm", ("password", SignInWorld.Password), ("code", SignInWorld.CodeNow(portal)));
        Assert.Equal("/profile", browser.At);
        await browser.PressAsync("Make new codes");
        Assert.NotEmpty(browser.Page.WithClass("codes"));
    }

    [Fact]
    public async Task The_last_way_in_is_not_taken_away()
    {
        await using var portal = await ServedPortal.StartAsync();
        await SignInWorld.WithPasswordAsync(portal, Anna);
        using var browser = new PlainBrowser(portal);
        await browser.GoAsync("/profile");
        await SignInWorld.SignInAsync(browser, portal, Anna);
        await browser.PressAsync("Remove");
        Assert.Contains("your last way to sign in", browser.Page.Words, StringComparison.Ordinal);
        await browser.GoAsync("/profile");
        Assert.Contains("Password and app", browser.Page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_other_sessions_end_at_once()
    {
        await using var portal = await ServedPortal.StartAsync();
        await SignInWorld.WithPasswordAsync(portal, Anna);
        using var one = new PlainBrowser(portal);
        using var other = new PlainBrowser(portal);
        foreach (var browser in (PlainBrowser[])[one, other])
        {
            await browser.GoAsync("/profile");
            await SignInWorld.SignInAsync(browser, portal, Anna);
        }
        await one.GoAsync("/profile");
        await one.PressAsync("End all others");
        Assert.Equal("/profile", one.At);
        await other.GoAsync("/profile");
        Assert.Equal("/sign-in?back=%2Fprofile", other.At);
    }

    private static string Field(HtmlPage page, string name) =>
        page.Main.Descendants("input").Single(input => input.Attribute("name")?.Value == name).Attribute("value")?.Value ?? "";

    private static async Task<int> EmployersAsync(ServedPortal portal)
    {
        await using var connection = await portal.Database.Connect(Stop);
        return (await ListEmployers.All(connection, Stop)).Count;
    }
}
