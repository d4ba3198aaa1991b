using System.Net;
using LearningAccount.App.Mail;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal.SignIn;

namespace LearningAccount.Tests.Portal;

/// <summary>Workers and others are given access, and come in by a link that is theirs alone.</summary>
public sealed class InvitationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_comes_in_by_the_link_and_sees_the_own_account_and_nobody_uses_it_twice()
    {
        var world = PagesTests.Company(2, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        await SignInWorld.WithPasswordAsync(portal, "els@voorbeeld.be");
        var link = await LinkAsync(portal, await InviteAsync(portal, world, 0, "worker@voorbeeld.be"));
        using var worker = new PlainBrowser(portal);
        await worker.GoAsync(link);
        using var other = new PlainBrowser(portal);
        Assert.Equal(HttpStatusCode.OK, (await other.GoAsync(link)).Status);
        await SetUpAsync(portal, worker);
        var own = await worker.GoAsync("/me");
        Assert.Equal(HttpStatusCode.OK, own.Status);
        Assert.Equal($"/me/{world.EmployerId}", worker.At.Split('?')[0]);
        var others = await worker.GoAsync($"/employers/{world.EmployerId}/workers/{world.WorkerIds[1]}");
        Assert.Equal(HttpStatusCode.NotFound, others.Status);

        // Somebody else held the page open, or opens the link later.
        await other.PressAsync("Use password", ("password", SignInWorld.Password), ("code", "123456"));
        Assert.Equal(HttpStatusCode.NotFound, other.Page.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GoAsync(link)).Status);
        Assert.Equal("Sign in", (await other.GoAsync("/profile")).Texts("h1").Single());
    }

    [Fact]
    public async Task An_invitation_goes_out_by_mail_in_the_language_asked_and_nothing_that_lets_in_is_kept()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var server = new ReceivingMailServer();
        await using var portal = await WithMailAsync(server, world);
        await SignInWorld.WithPasswordAsync(portal, "els@voorbeeld.be");
        var page = await InviteAsync(portal, world, 0, "worker@voorbeeld.be", "fr");
        Assert.Contains("about to leave", (await portal.PageAsync(page)).Words, StringComparison.Ordinal);
        Assert.Equal(1, await SendAsync(portal, server));
        var mail = Assert.Single(server.Received);
        Assert.Equal("worker@voorbeeld.be", mail.To);
        Assert.Contains("compte formation", mail.Part("plain"), StringComparison.Ordinal);
        Assert.Contains("/join/", mail.Part("html"), StringComparison.Ordinal);
        var mailed = LinkIn(mail);

        // Handed over again, it brings another link; whichever is used, the other serves no more.
        portal.Clock.Now += TimeSpan.FromMinutes(6);
        using var again = await portal.SendFormAsync($"{page}?handler=Mail", [], portal.Administrator);
        await SendAsync(portal, server);
        var second = LinkIn(server.Received[^1]);
        Assert.NotEqual(mailed, second);
        using var worker = new PlainBrowser(portal);
        await worker.GoAsync(second);
        await SetUpAsync(portal, worker);
        using var other = new PlainBrowser(portal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GoAsync(mailed)).Status);

        // Who signs in already is led to the page itself.
        await InviteAsync(portal, world, 0, "els@voorbeeld.be", "en");
        await SendAsync(portal, server);
        Assert.DoesNotContain("/join/", server.Received[^1].Part("plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_access_has_ended_before_the_mail_left_gets_none()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var server = new ReceivingMailServer();
        await using var portal = await WithMailAsync(server, world);
        var page = await InviteAsync(portal, world, 0, "worker@voorbeeld.be");
        using var ended = await portal.SendFormAsync($"{page[..^"/link".Length]}?handler=End", [], portal.Administrator);
        Assert.Equal(0, await SendAsync(portal, server));
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task Many_workers_are_invited_from_a_list_whole_or_not_at_all()
    {
        var world = PagesTests.Company(3, 9_999_911);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, world));
        var form = $"/employers/{world.EmployerId}/people/workers";
        var names = (await portal.PageAsync($"/employers/{world.EmployerId}/workers?show=all"))
            .All("tbody")
            .Single()
            .Elements()
            .Select(row => HtmlPage.TextOf(row.Descendants("a").First()))
            .ToList();
        using var wrong = await portal.SendFormAsync(
            form,
            new() { ["List"] = $"{names[0]};one@voorbeeld.be\nNobody At All;two@voorbeeld.be\n{names[2]}" },
            portal.Administrator
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("2 lines are not right", (await HtmlPage.ReadAsync(wrong)).Words, StringComparison.Ordinal);
        Assert.Empty(await WorkersWithAccessAsync(portal, world));
        using var right = await portal.SendFormAsync(
            form,
            new() { ["List"] = $"{names[0]};one@voorbeeld.be\n{names[1]}\ttwo@voorbeeld.be" },
            portal.Administrator
        );
        var given = await HtmlPage.ReadAsync(right);
        var links = given.All("code").Select(HtmlPage.TextOf).ToList();
        Assert.Equal(2, links.Distinct(StringComparer.Ordinal).Count());
        using var browser = new PlainBrowser(portal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GoAsync(new Uri(links[1]).AbsolutePath)).Status);
        Assert.Equal(2, (await WorkersWithAccessAsync(portal, world)).Distinct().Count());
    }

    private static async Task<List<Guid?>> WorkersWithAccessAsync(ServedPortal portal, World world)
    {
        await using var connection = await portal.Database.Connect(Stop);
        return
        [
            .. (await ReadAccess.Of(connection, world.EmployerId, Stop))
                .Where(person => person.Grant.Role is Role.Worker)
                .Select(person => person.Grant.WorkerId),
        ];
    }

    /// <summary>Gives a worker access from the worker's page; returns the page of its link.</summary>
    private static async Task<string> InviteAsync(
        ServedPortal portal,
        World world,
        int worker,
        string email,
        string language = "en"
    )
    {
        using var given = await portal.SendFormAsync(
            $"/employers/{world.EmployerId}/workers/{world.WorkerIds[worker]}/access",
            new()
            {
                ["Name"] = "An Worker",
                ["Email"] = email,
                ["Language"] = language,
            },
            portal.Administrator
        );
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        return given.Headers.Location!.ToString();
    }

    private static async Task<string> LinkAsync(ServedPortal portal, string page)
    {
        using var made = await portal.SendFormAsync(page, [], portal.Administrator);
        return new Uri(HtmlPage.TextOf((await HtmlPage.ReadAsync(made)).All("code").Single())).AbsolutePath;
    }

    private static async Task SetUpAsync(ServedPortal portal, PlainBrowser browser)
    {
        var key = SignInWorld.KeyOn(browser.Page);
        await browser.PressAsync("Use password", ("password", SignInWorld.Password), ("code", SignInWorld.CodeNow(portal, key)));
        Assert.NotEmpty(browser.Page.WithClass("codes"));
    }

    private static string LinkIn(ReceivedMail mail) =>
        mail.Part("plain")
            .Split('\n')
            .Select(line => line.Trim())
            .Single(line => line.Contains("/join/", StringComparison.Ordinal))["http://127.0.0.1:5080".Length..];

    private static Task<int> SendAsync(ServedPortal portal, ReceivingMailServer server) =>
        new SendOutbox(portal.Part<Outbox>(), server.Settings(MailSecurity.None), portal.Part<MailLinks>(), portal.Clock).Do(
            Stop
        );

    private static Task<ServedPortal> WithMailAsync(ReceivingMailServer server, World world) =>
        ServedPortal.StartAsync(
            database => PagesTests.Record(database, world),
            settings: $$"""
            { "address": "http://127.0.0.1:5080",
              "mail": { "host": "127.0.0.1", "port": {{server.Port}}, "security": "none", "from": "no-reply@accounts.example" } }
            """
        );
}
