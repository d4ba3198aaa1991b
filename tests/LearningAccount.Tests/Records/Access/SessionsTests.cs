using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Records.Access;

/// <summary>Who a cookie stands for is kept between requests; what changes it counts at once, whichever program wrote it.</summary>
public sealed class SessionsTests
{
    private static readonly Guid Employer = Guid.CreateVersion7();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_session_ended_in_one_program_is_ended_in_the_other_at_once(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var (here, user, secret) = await SignedIn(test);
        Assert.Equal("Els Janssens", (await here.Find(secret, Stop)).Name);
        Assert.Equal(user, (await here.Find(secret, Stop)).UserId);
        await using var other = await test.OpenAgain();
        await new Sessions(other, SessionLimits.Default).EndAll(user, except: null, Stop);
        Assert.Same(Visitor.Nobody, await here.Find(secret, Stop));
        Assert.Same(Visitor.Nobody, await here.Find(secret + "x", Stop));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Access_given_in_one_program_counts_in_the_other_at_once(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var (here, user, secret) = await SignedIn(test);
        Assert.Empty((await here.Find(secret, Stop)).Grants);
        await using var other = await test.OpenAgain();
        await Change.Make(
            other,
            Synthetic.Tester,
            async change =>
            {
                change.Insert(Tables.Employer, await Known(change));
                await GrantAccess.Do(change, user, GrantAccess.Administrator(Employer, new(2026, 1, 1)), Stop);
            },
            Stop
        );
        Assert.Equal(Employer, Assert.Single((await here.Find(secret, Stop)).Grants).EmployerId);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_session_ends_by_itself_though_nobody_writes(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var (here, _, secret) = await SignedIn(test);
        Assert.True((await here.Find(secret, Stop)).IsSignedIn);
        test.Clock.Now += TimeSpan.FromMinutes(29);
        Assert.True((await here.Find(secret, Stop)).IsSignedIn);
        test.Clock.Now += TimeSpan.FromMinutes(31);
        Assert.False((await here.Find(secret, Stop)).IsSignedIn);

        (here, _, secret) = await SignedIn(test);
        for (var minutes = 20; minutes < 12 * 60; minutes += 20)
        {
            test.Clock.Now += TimeSpan.FromMinutes(20);
            Assert.True((await here.Find(secret, Stop)).IsSignedIn, $"It ended after {minutes} minutes of use.");
        }
        test.Clock.Now += TimeSpan.FromMinutes(20);
        Assert.False((await here.Find(secret, Stop)).IsSignedIn);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_known_is_asked_again_once_anybody_wrote(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var other = await test.OpenAgain();
        var known = new KnownUntilWritten<string, string>(test.Database);
        var asked = 0;
        Task<string?> Ask(string key) => Task.FromResult<string?>($"{key} {++asked}");
        Assert.Equal("a 1", await known.Get("a", Ask));
        Assert.Equal("a 1", await known.Get("a", Ask));
        asked = 10;
        await Write(other);
        Assert.Equal("a 11", await known.Get("a", Ask));
        await Write(test.Database);
        Assert.Equal("a 12", await known.Get("a", Ask));

        // Written while it was asked: the answer may be one of before.
        Assert.Equal(
            "b 13",
            await known.Get(
                "b",
                async key =>
                {
                    var answer = await Ask(key);
                    await Write(other);
                    return answer;
                }
            )
        );
        Assert.Equal("b 14", await known.Get("b", Ask));
    }

    private static async Task<(Sessions Sessions, Guid User, string Secret)> SignedIn(TestDatabase test)
    {
        var user = await Change.Make(
            test.Database,
            Synthetic.Tester,
            change => RegisterUser.Do(change, "Els Janssens", $"{Guid.CreateVersion7():N}@example.be", null, false, Stop),
            Stop
        );
        var sessions = new Sessions(test.Database, SessionLimits.Default);
        return (sessions, user, await sessions.Open(user, null, "password", "a test", Stop));
    }

    private static async Task<EmployerVersion> Known(Change change)
    {
        await change.Touch(Employer, "registerEmployer", Stop);
        return Synthetic.Employer(Employer);
    }

    private static Task<string> Write(Database database) =>
        new Sessions(database, SessionLimits.Default).Open(Guid.CreateVersion7(), null, "password", null, Stop);
}
