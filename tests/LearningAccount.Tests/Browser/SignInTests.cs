using LearningAccount.App.Identity.SignIn;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Identity;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Portal.SignIn;
using Microsoft.Playwright;

namespace LearningAccount.Tests.Browser;

/// <summary>Signing in with a real browser: passkeys of a device that Chromium plays, and a sign-in that others wrote.</summary>
[Collection(nameof(InTheBrowser)), Trait("Speed", "Slow")]
public sealed class SignInTests(Chromium chromium)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_passkey_is_made_at_set_up_and_signs_in_from_then_on()
    {
        await using var portal = await ServedPortal.StartAsync();
        var (page, device) = await WithDeviceAsync(portal);
        var link = SignInLinks.PathOf((await portal.Part<SignInLinks>().ForSetUp(Stop))!);
        await page.GotoAsync(link);
        await page.FillAsync("#name", "Anna Peeters");
        await page.FillAsync("#email", "anna@voorbeeld.be");
        await page.ClickAsync("main button");
        await Chromium.AxeFindsNothingAsync(page);
        await page.ClickAsync("#passkey");
        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(RecoveryCodes.Number);
        await Chromium.AxeFindsNothingAsync(page);
        await page.ClickAsync("main a.button");
        await ArrivedAsync(page, "/join/employer");
        await Chromium.AxeFindsNothingAsync(page);

        await page.GotoAsync("/profile");
        await Assertions.Expect(page.Locator("#ways + p, .ways").First).ToBeVisibleAsync();
        await Chromium.AxeFindsNothingAsync(page);
        await page.Locator("header form[method=post] button").ClickAsync();
        await page.GotoAsync("/sign-in?back=/profile");
        await Chromium.AxeFindsNothingAsync(page);
        await page.ClickAsync("#passkey");
        await ArrivedAsync(page, "/profile");
        await using var connection = await portal.Database.Connect(Stop);
        var anna = (await ReadAccess.UserAt(connection, "anna@voorbeeld.be", Stop))!;
        var kept = Assert.Single(await portal.Part<Passkeys>().Of(anna.UserId, Stop));
        Assert.True(kept.SignCount > 0);

        // A proof is asked with the same passkey.
        portal.Clock.Now += TimeSpan.FromMinutes(11);
        await page.GotoAsync("/profile/passkey");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Bevestig dat u het bent");
        await Chromium.AxeFindsNothingAsync(page);
        await page.ClickAsync("#passkey");
        await ArrivedAsync(page, "/profile/passkey");

        // A copy of the device that counts from an earlier use is refused.
        var credential = (await device.Session.SendAsync("WebAuthn.getCredentials", device.Named()))!.Value.GetProperty(
            "credentials"
        )[0];
        await device.Session.SendAsync("WebAuthn.clearCredentials", device.Named());
        await device.Session.SendAsync(
            "WebAuthn.addCredential",
            device.Named(
                (
                    "credential",
                    new Dictionary<string, object>
                    {
                        ["credentialId"] = credential.GetProperty("credentialId").GetString()!,
                        ["isResidentCredential"] = true,
                        ["rpId"] = "localhost",
                        ["privateKey"] = credential.GetProperty("privateKey").GetString()!,
                        ["userHandle"] = credential.GetProperty("userHandle").GetString()!,
                        ["signCount"] = 0,
                    }
                )
            )
        );
        await page.Locator("header form[method=post] button").ClickAsync();
        await page.GotoAsync("/sign-in");
        await page.ClickAsync("#passkey");
        await Assertions.Expect(page.Locator(".notice.error")).ToContainTextAsync("Deze passkey past niet");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_device_that_does_not_know_its_owner_makes_no_passkey()
    {
        await using var portal = await ServedPortal.StartAsync();
        var user = await SignInWorld.KnownAsync(portal, "anna@voorbeeld.be");
        var (page, device) = await WithDeviceAsync(portal);
        await device.Session.SendAsync("WebAuthn.setUserVerified", device.Named(("isUserVerified", false)));
        await page.GotoAsync(SignInLinks.PathOf(await portal.Part<SignInLinks>().Anew(user, portal.Part<Sessions>(), Stop)));
        await page.ClickAsync("#passkey");
        await Assertions.Expect(page.Locator("form[data-passkey] [role=alert]")).ToBeVisibleAsync();
        Assert.Empty(await portal.Part<Passkeys>().Of(user, Stop));
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Another_sign_in_that_others_wrote_lets_in_an_invited_person_and_a_worker_by_number()
    {
        var world = PagesTests.Company(1, 9_999_911);
        var port = RealProvider.FreePort();
        await using var portal = await ServedPortal.StartAsync(
            database => PagesTests.Record(database, world),
            settings: RealProvider.Settings(port),
            files: folder => File.WriteAllText(Path.Combine(folder, "secret"), RealProvider.Secret)
        );
        await SignInWorld.KnownAsync(portal, "anna@voorbeeld.be");
        var (withPassword, _) = await SignInWorld.WithPasswordAsync(portal, "chris@voorbeeld.be", name: "Chris Claes");
        await using var provider = await RealProvider.StartAsync(
            port,
            Named(portal),
            new()
            {
                ["anna"] = new
                {
                    name = "Anna Peeters",
                    email = "anna@voorbeeld.be",
                    email_verified = true,
                },
                ["unverified"] = new
                {
                    name = "Anna Peeters",
                    email = "anna@voorbeeld.be",
                    email_verified = false,
                },
                ["chris"] = new
                {
                    name = "Chris Claes",
                    email = "chris@voorbeeld.be",
                    email_verified = true,
                },
                ["worker"] = new { name = "Worker Jansen", egovNRN = world.NumberOf(0) },
                ["stranger"] = new
                {
                    name = "Stranger",
                    email = "stranger@voorbeeld.be",
                    email_verified = true,
                },
            }
        );
        // An address that was not verified, somebody unknown, and somebody who signs in otherwise: nobody enters.
        foreach (var who in (string[])["unverified", "stranger", "chris"])
        {
            Assert.Contains("hebt u nog geen toegang", await AfterAsync(who, "main"), StringComparison.Ordinal);
        }
        Assert.Contains("Anna Peeters", await AfterAsync("anna", "header"), StringComparison.Ordinal);
        // Known by now, without her address.
        Assert.Contains("Anna Peeters", await AfterAsync("anna", "header"), StringComparison.Ordinal);

        var page = await ArriveAsync("worker");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Waar mogen we u schrijven?");
        await Chromium.AxeFindsNothingAsync(page);
        await page.FillAsync("#email", "worker@voorbeeld.be");
        await page.ClickAsync("main button");
        await Assertions.Expect(page.Locator("header")).ToContainTextAsync("Worker Jansen");
        await using var connection = await portal.Database.Connect(Stop);
        Assert.NotNull((await ReadAccess.UserAt(connection, "worker@voorbeeld.be", Stop))!.PersonId);

        // Signed in otherwise, she links it herself; from then on it lets her in. The way back leads nowhere a second time.
        await page.Locator("header form[method=post] button").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Bij Proef bent u misschien nog aangemeld");
        await page.Context.DisposeAsync();
        page = await chromium.OpenAsync(Named(portal), new() { Locale = "nl-BE" });
        await page.GotoAsync("/sign-in?back=/profile");
        await page.FillAsync("#email", "chris@voorbeeld.be");
        await page.FillAsync("#password", SignInWorld.Password);
        await page.ClickAsync("section:has(#password) button");
        await page.FillAsync("#code", SignInWorld.CodeNow(portal));
        await page.ClickAsync("main button");
        var back = "";
        page.Request += (_, request) =>
            back = request.Url.Contains("/sign-in/back/", StringComparison.Ordinal) ? request.Url : back;
        await page.ClickAsync("text=Proef toevoegen");
        await RealProvider.SignInAsync(page, "chris");
        await ArrivedAsync(page, "/profile");
        Assert.Single(await portal.Part<OutsideIdentities>().Of(withPassword, Stop));
        await page.GotoAsync(back);
        await Chromium.ArrivedAsync(page, address => !address.Contains("/sign-in/back/", StringComparison.Ordinal));
        Assert.Contains("Chris Claes", await AfterAsync("chris", "header"), StringComparison.Ordinal);
        await page.Context.DisposeAsync();

        async Task<IPage> ArriveAsync(string who)
        {
            var opened = await chromium.OpenAsync(Named(portal), new() { Locale = "nl-BE" });
            await opened.GotoAsync("/sign-in");
            await opened.ClickAsync("text=Verder met Proef");
            await RealProvider.SignInAsync(opened, who);
            return opened;
        }

        async Task<string> AfterAsync(string who, string where)
        {
            var opened = await ArriveAsync(who);
            var text = await opened.Locator(where).InnerTextAsync();
            await opened.Context.DisposeAsync();
            return text;
        }
    }

    private static Task ArrivedAsync(IPage page, string path) =>
        Chromium.ArrivedAsync(page, address => string.Equals(new Uri(address).AbsolutePath, path, StringComparison.Ordinal));

    // Passkeys belong to a name.
    private static Uri Named(ServedPortal portal) => new($"http://localhost:{portal.Address.Port}");

    private async Task<(IPage Page, Device Device)> WithDeviceAsync(ServedPortal portal)
    {
        var page = await chromium.OpenAsync(Named(portal), new() { Locale = "nl-BE" });
        var (session, id) = await Chromium.WithPasskeysAsync(page);
        return (page, new(session, id));
    }

    /// <summary>A device with passkeys, as Chromium plays it.</summary>
    private sealed record Device(ICDPSession Session, string Id)
    {
        public Dictionary<string, object> Named(params (string Name, object Value)[] more) =>
            more.Append(("authenticatorId", Id)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
    }
}
