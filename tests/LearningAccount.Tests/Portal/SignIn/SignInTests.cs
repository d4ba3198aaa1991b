using System.Net;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal.SignIn;

/// <summary>Signing in without script: by password and app, by recovery code, by a link; and what is told to whoever guesses.</summary>
public sealed class SignInTests
{
    private const string Anna = "anna@voorbeeld.be";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_administrator_sets_up_without_script_and_comes_back()
    {
        await using var portal = await ServedPortal.StartAsync();
        using var browser = new PlainBrowser(portal);
        Assert.Contains("setup-link", (await browser.GoAsync("/sign-in")).Words, StringComparison.Ordinal);
        var link = SignInLinks.PathOf((await portal.Part<SignInLinks>().ForSetUp(Stop))!);
        await browser.GoAsync(link);
        await browser.PressAsync("Next", ("name", "Anna Peeters"), ("email", "no address"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Page.Status);
        await browser.PressAsync("Next", ("name", "Anna Peeters"), ("email", "Anna@Voorbeeld.be"));
        Assert.Contains("anna@voorbeeld.be", browser.Page.Words, StringComparison.Ordinal);

        var key = SignInWorld.KeyOn(browser.Page);
        await browser.PressAsync("Use password", ("password", "Welcome2026!!"), ("code", "000000"));
        Assert.Contains("among the first to be tried", browser.Page.Words, StringComparison.Ordinal);
        Assert.Equal(key, SignInWorld.KeyOn(browser.Page));
        await browser.PressAsync("Use password", ("password", SignInWorld.Password), ("code", SignInWorld.CodeNow(portal, key)));
        var codes = browser.Page.WithClass("codes").Single().Elements("li").Select(HtmlPage.TextOf).ToList();
        Assert.Equal(RecoveryCodes.Number, codes.Count);

        await browser.FollowLinkAsync("Kept, go on");
        await browser.PressAsync("Add the employer", ("number", "0123.456.780"), ("name", "Maes Metaal"));
        Assert.Contains("no enterprise number", browser.Page.Words, StringComparison.Ordinal);
        await browser.PressAsync("Add the employer", ("number", "0999.990.222"), ("name", "Maes Metaal"));
        Assert.Matches("^/employers/[0-9a-f-]{36}/workers$", browser.At);

        await browser.PressAsync("Sign out");
        Assert.Equal("You are signed out", browser.Page.Texts("h1").Single());
        await browser.GoAsync("/profile");
        await browser.PressAsync("Next", ("email", Anna), ("password", SignInWorld.Password));
        await browser.PressAsync("Sign in", ("code", SignInWorld.CodeNow(portal, key)));
        Assert.Equal("/profile", browser.At);
        Assert.Contains("10 recovery codes", browser.Page.Words, StringComparison.Ordinal);

        // The link is used up, and nobody sets the program up a second time.
        using var other = new PlainBrowser(portal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GoAsync(link)).Status);
        Assert.Null(await portal.Part<SignInLinks>().ForSetUp(Stop));
    }

    [Fact]
    public async Task Who_guesses_learns_nothing_of_who_is_known()
    {
        await using var portal = await ServedPortal.StartAsync();
        await SignInWorld.WithPasswordAsync(portal, Anna);
        await SignInWorld.KnownAsync(portal, "invited@voorbeeld.be");
        var told = new List<string>();
        foreach (var email in (string[])[Anna, "invited@voorbeeld.be", "nobody@voorbeeld.be"])
        {
            using var browser = new PlainBrowser(portal);
            await browser.GoAsync("/sign-in");
            for (var i = 0; i < 10; i++)
            {
                await browser.PressAsync("Next", ("email", email), ("password", "fout fout fout fout"));
                told.Add($"{i}: {(int)browser.Page.Status} {browser.Page.Words}");
            }
            await browser.GoAsync("/sign-in/recovery");
            await browser.PressAsync("Sign in", ("email", email), ("code", "2222-3333-4444-5555"));
            told.Add($"recovery: {(int)browser.Page.Status} {browser.Page.Words}");
        }
        var each = told.Chunk(11).ToList();
        Assert.All(each, one => Assert.Equal(each[0], one));
        Assert.Contains("Try again in 30 seconds", told[9], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_password_does_not_make_guessing_codes_free()
    {
        await using var portal = await ServedPortal.StartAsync();
        await SignInWorld.WithPasswordAsync(portal, Anna);
        using var browser = new PlainBrowser(portal);
        for (var i = 0; i < 5; i++)
        {
            await browser.GoAsync("/sign-in");
            await browser.PressAsync("Next", ("email", Anna), ("password", SignInWorld.Password));
            if (browser.At == "/sign-in/code")
            {
                await browser.PressAsync("Sign in", ("code", "000000"));
            }
        }
        Assert.Contains("Too many tries", browser.Page.Words, StringComparison.Ordinal);
        portal.Clock.Now += TimeSpan.FromSeconds(31);
        await browser.GoAsync("/sign-in");
        await browser.PressAsync("Next", ("email", Anna), ("password", SignInWorld.Password));
        portal.Clock.Now += TimeSpan.FromSeconds(90);
        await browser.PressAsync("Sign in", ("code", SignInWorld.CodeNow(portal)));
        Assert.NotNull(browser.Cookie("session"));
        await browser.GoAsync("/profile");
        Assert.Equal("My sign-in", browser.Page.Texts("h1").Single());
    }

    [Fact]
    public async Task A_code_of_the_app_serves_once_and_a_recovery_code_in_its_place_too()
    {
        await using var portal = await ServedPortal.StartAsync();
        var (_, codes) = await SignInWorld.WithPasswordAsync(portal, Anna);
        var code = SignInWorld.CodeNow(portal);
        Assert.True(await Enters(code));
        Assert.False(await Enters(code));
        Assert.True(await Enters(codes[0].ToUpperInvariant()));
        Assert.False(await Enters(codes[0]));

        async Task<bool> Enters(string given)
        {
            using var browser = new PlainBrowser(portal);
            await browser.GoAsync("/sign-in");
            await browser.PressAsync("Next", ("email", Anna), ("password", SignInWorld.Password));
            await browser.PressAsync("Sign in", ("code", given));
            return browser.Cookie("session") is not null;
        }
    }

    [Fact]
    public async Task A_recovery_code_alone_lets_in_who_has_no_password()
    {
        await using var portal = await ServedPortal.StartAsync();
        var passkeys = await SignInWorld.KnownAsync(portal, "bert@voorbeeld.be");
        var codes = await portal.Part<RecoveryCodes>().Renew(passkeys, Stop);
        var (_, others) = await SignInWorld.WithPasswordAsync(portal, Anna);
        Assert.Equal("/profile", await After("bert@voorbeeld.be", codes[0]));
        Assert.Equal("/sign-in/recovery", await After("bert@voorbeeld.be", codes[0]));
        Assert.Equal("/sign-in/recovery", await After(Anna, others[0]));

        async Task<string> After(string email, string code)
        {
            using var browser = new PlainBrowser(portal);
            await browser.GoAsync("/sign-in/recovery");
            await browser.PressAsync("Sign in", ("email", email), ("code", code));
            return browser.At;
        }
    }

    [Fact]
    public async Task Each_sign_in_has_a_session_of_its_own_and_ends_the_one_before()
    {
        await using var portal = await ServedPortal.StartAsync();
        await SignInWorld.WithPasswordAsync(portal, Anna);
        using var browser = new PlainBrowser(portal);
        // What somebody else planted is not taken over.
        browser.SetCookie("session", "planted");
        await browser.GoAsync("/sign-in");
        await SignInWorld.SignInAsync(browser, portal, Anna);
        var first = browser.Cookie("session")!;
        Assert.NotEqual("planted", first);
        using var kept = new PlainBrowser(portal);
        kept.SetCookie("session", first);
        Assert.Equal("My sign-in", (await kept.GoAsync("/profile")).Texts("h1").Single());
        await browser.GoAsync("/profile");
        await browser.PressAsync("Sign out");
        Assert.Equal("Sign in", (await kept.GoAsync("/profile")).Texts("h1").Single());
    }

    [Fact]
    public async Task Who_may_no_longer_enter_is_told_as_if_unknown()
    {
        await using var portal = await ServedPortal.StartAsync();
        var (user, codes) = await SignInWorld.WithPasswordAsync(portal, Anna);
        await LearningAccount.Records.Journal.Change.Make(
            portal.Database,
            new("test", LearningAccount.Records.Journal.Door.Command),
            async change =>
            {
                await RegisterUser.Change(change, user, known => known with { IsOpen = false, IsOperator = false }, Stop);
                return 0;
            },
            Stop
        );
        using var browser = new PlainBrowser(portal);
        await browser.GoAsync("/sign-in");
        await browser.PressAsync("Next", ("email", Anna), ("password", SignInWorld.Password));
        Assert.Contains("do not belong together", browser.Page.Words, StringComparison.Ordinal);
        Assert.Null(browser.Cookie("step"));
    }

    [Fact]
    public async Task Too_many_requests_at_the_door_are_turned_away_in_words()
    {
        await using var portal = await ServedPortal.StartAsync();
        HttpStatusCode last = default;
        for (var i = 0; i < 200 && last is not HttpStatusCode.TooManyRequests; i++)
        {
            using var answer = await portal.GetAsync("/sign-in/recovery", visitor: ServedPortal.Nobody);
            last = answer.StatusCode;
            if (last is HttpStatusCode.TooManyRequests)
            {
                Assert.Contains("Wait a minute", (await HtmlPage.ReadAsync(answer)).Words, StringComparison.Ordinal);
            }
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task A_link_of_an_invitation_serves_the_invited_alone()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        await SignInWorld.WithPasswordAsync(portal, "els@voorbeeld.be");
        var user = await SignInWorld.KnownAsync(portal, Anna);
        var link = await portal.Part<SignInLinks>().ForInvited(user, world.EmployerId, Stop);
        var newer = await portal.Part<SignInLinks>().ForInvited(user, world.EmployerId, Stop);
        using var browser = new PlainBrowser(portal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GoAsync(SignInLinks.PathOf(link))).Status);
        await browser.GoAsync(SignInLinks.PathOf(newer));
        var key = SignInWorld.KeyOn(browser.Page);
        await browser.PressAsync("Use password", ("password", SignInWorld.Password), ("code", SignInWorld.CodeNow(portal, key)));
        Assert.NotEmpty(browser.Page.WithClass("codes"));
        // From now on nobody makes another link for the person but the operator.
        await Assert.ThrowsAsync<LearningAccount.Records.Storage.RefusedException>(() =>
            portal.Part<SignInLinks>().ForInvited(user, world.EmployerId, Stop)
        );
        var anew = await portal.Part<SignInLinks>().Anew(user, portal.Part<Sessions>(), Stop);
        Assert.False((await WaysIn.Of(portal.Database, user, Stop)).HasAny);
        Assert.Equal("Sign in", (await browser.GoAsync("/profile")).Texts("h1").Single());
        Assert.Equal(HttpStatusCode.OK, (await browser.GoAsync(SignInLinks.PathOf(anew))).Status);
    }
}
