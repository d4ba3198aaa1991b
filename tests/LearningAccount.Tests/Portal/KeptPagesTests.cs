using System.Net;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal;

/// <summary>
/// A page is given again while nothing it tells of changes. Whether it was made anew shows in it: the tokens of its forms are new
/// each time.
/// </summary>
public sealed class KeptPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_is_given_again_to_the_browser_it_was_made_for()
    {
        var (world, portal) = await StartAsync();
        await using var _ = portal;
        var reader = await BrowserAsync(portal, world, TestVisitor.Named("Els Janssens").At(world.EmployerId, Role.EmployerUser));
        var first = await ReadAsync(portal, world, reader);
        Assert.Equal(first, await ReadAsync(portal, world, reader));
        Assert.NotEqual(first, await ReadAsync(portal, world, reader, "?on=2026-06-30"));
        Assert.NotEqual(first, await ReadAsync(portal, world, reader, language: "de"));
        var another = await BrowserAsync(portal, world, TestVisitor.Named("Piet Maes").At(world.EmployerId, Role.EmployerUser));
        Assert.Contains("Piet Maes", await ReadAsync(portal, world, another), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_who_is_not_there_is_told_of_on_a_page()
    {
        var (world, portal) = await StartAsync();
        await using var _ = portal;
        using var answer = await portal.GetAsync($"/employers/{world.EmployerId}/workers/{Guid.CreateVersion7()}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEmpty((await HtmlPage.ReadAsync(answer)).Texts("h1"));
    }

    [Fact]
    public async Task What_is_changed_makes_it_anew()
    {
        var (world, portal) = await StartAsync();
        await using var _ = portal;
        var els = TestVisitor.Named("Els Janssens").At(world.EmployerId, Role.EmployerUser);
        var reader = await BrowserAsync(portal, world, els);
        List<string> pages = [await ReadAsync(portal, world, reader)];

        // Of the installation, then of the employer, then of the reader at another employer.
        var piet = await DoAsync(portal, change => RegisterUser.Do(change, "Piet", "piet@voorbeeld.be", null, false, Stop));
        pages.Add(await ReadAsync(portal, world, reader));
        await GrantAsync(portal, piet, world.EmployerId);
        pages.Add(await ReadAsync(portal, world, reader));
        await GrantAsync(portal, els.UserId, Guid.CreateVersion7());
        pages.Add(await ReadAsync(portal, world, reader));
        Assert.Equal(pages, pages.Distinct(StringComparer.Ordinal));
        Assert.Equal(pages[^1], await ReadAsync(portal, world, reader));
    }

    [Fact]
    public async Task Whoever_may_no_longer_read_it_is_not_given_it()
    {
        var (world, portal) = await StartAsync();
        await using var _ = portal;
        var els = TestVisitor.Named("Els Janssens").At(world.EmployerId, Role.EmployerUser);
        var reader = await BrowserAsync(portal, world, els);
        await ReadAsync(portal, world, reader);
        await portal.Part<Sessions>().EndAll(els.UserId, null, Stop);
        using var answer = await portal.GetAsync(Path(world), visitor: reader);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task That_somebody_looked_is_still_kept_once_an_hour()
    {
        var (world, portal) = await StartAsync();
        await using var _ = portal;
        var els = TestVisitor.Named("Els Janssens").At(world.EmployerId, Role.EmployerUser);
        var reader = await BrowserAsync(portal, world, els);
        foreach (var minutes in (int[])[0, 20, 25, 25])
        {
            portal.Clock.Now += TimeSpan.FromMinutes(minutes);
            await ReadAsync(portal, world, reader);
        }
        Assert.Equal(2, (await portal.Part<Looks>().At(world.EmployerId, world.WorkerIds[0], Stop)).Count);
    }

    private static async Task<(World World, ServedPortal Portal)> StartAsync()
    {
        var world = PagesTests.Company(1, 9_999_912);
        return (world, await ServedPortal.StartAsync(database => PagesTests.Record(database, world)));
    }

    private static string Path(World world) => $"/employers/{world.EmployerId}/workers/{world.WorkerIds[0]}";

    // The session, and what every browser is given with its first page.
    private static async Task<string> BrowserAsync(ServedPortal portal, World world, TestVisitor visitor)
    {
        var session = await portal.As(visitor);
        using var first = await portal.GetAsync($"/employers/{world.EmployerId}", visitor: session);
        return $"{session}; {first.Headers.GetValues("Set-Cookie").Single().Split(';')[0]}";
    }

    private static async Task<string> ReadAsync(
        ServedPortal portal,
        World world,
        string browser,
        string query = "",
        string language = "en"
    )
    {
        using var answer = await portal.GetAsync(Path(world) + query, language, visitor: browser);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static Task<Guid> GrantAsync(ServedPortal portal, Guid user, Guid employer) =>
        DoAsync(
            portal,
            async change =>
            {
                await GrantAccess.Do(change, user, GrantAccess.Administrator(employer, new(2026, 1, 1)), Stop);
                return user;
            }
        );

    private static Task<Guid> DoAsync(ServedPortal portal, Func<Change, Task<Guid>> work) =>
        Change.Make(portal.Database, new Author("test", Door.Command), work, Stop);
}
