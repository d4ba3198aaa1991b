using LearningAccount.Records.Access;

namespace LearningAccount.Tests.Records.Access;

public sealed class SlowGuessingTests
{
    private static readonly DateTimeOffset Nine = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_wait_doubles_after_the_free_tries_up_to_its_longest()
    {
        var (state, now) = ((GuessState?)null, Nine);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 17; i++)
        {
            state = GuessLimit.Account.Next(state, now)!;
            waits.Add(state.ClosedUntil - now);
            now = state.ClosedUntil;
        }
        Assert.All(waits[..8], wait => Assert.Equal(TimeSpan.Zero, wait));
        Assert.Equal([30, 60, 120, 240, 480, 960, 1920, 3600, 3600], waits[8..].Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public void A_program_that_never_tires_gets_few_tries_a_day()
    {
        var (state, now, tries) = ((GuessState?)null, Nine, 0);
        while (now < Nine.AddDays(1))
        {
            state = GuessLimit.Account.Next(state, now)!;
            (now, tries) = (state.ClosedUntil, tries + 1);
        }
        Assert.InRange(tries, 8, 40);
    }

    [Fact]
    public void A_try_before_the_wait_is_over_is_not_made()
    {
        var closed = new GuessState(9, Nine, Nine.AddSeconds(30));
        Assert.Null(GuessLimit.Account.Next(closed, Nine.AddSeconds(29)));
        Assert.NotNull(GuessLimit.Account.Next(closed, Nine.AddSeconds(30)));
    }

    [Fact]
    public void After_a_day_without_a_try_all_begins_anew()
    {
        var old = new GuessState(30, Nine, Nine.AddHours(1));
        Assert.Equal(1, GuessLimit.Account.Next(old, Nine.AddDays(1))!.Failures);
        Assert.Equal(31, GuessLimit.Account.Next(old, Nine.AddHours(23))!.Failures);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Tries_are_counted_by_subject_and_success_takes_the_count_away(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var guessing = new SlowGuessing(test.Database);
        for (var i = 0; i < 9; i++)
        {
            Assert.Null(await guessing.Try("anna@voorbeeld.be", GuessLimit.Account, Stop));
        }
        Assert.Equal(TimeSpan.FromSeconds(30), await guessing.Try("anna@voorbeeld.be", GuessLimit.Account, Stop));
        Assert.Null(await guessing.Try("bert@voorbeeld.be", GuessLimit.Account, Stop));
        test.Clock.Now += TimeSpan.FromSeconds(30);
        Assert.Null(await guessing.Try("anna@voorbeeld.be", GuessLimit.Account, Stop));
        Assert.Equal(TimeSpan.FromSeconds(60), await guessing.Try("anna@voorbeeld.be", GuessLimit.Account, Stop));
        await guessing.Forget("anna@voorbeeld.be", Stop);
        Assert.Null(await guessing.Try("anna@voorbeeld.be", GuessLimit.Account, Stop));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Tries_at_the_same_time_do_not_slip_through(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var guessing = new SlowGuessing(test.Database);
        var all = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => Task.Run(() => guessing.Try("anna@voorbeeld.be", GuessLimit.Account, Stop)))
        );
        Assert.InRange(all.Count(wait => wait is null), 1, GuessLimit.Account.Free + 1);
    }
}
