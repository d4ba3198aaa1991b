using System.Text.Json;
using Dapper;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Notices;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Duties;

/// <summary>The calendar by mail: one mail a person and period, never twice, nothing of a worker.</summary>
public sealed class TellDutiesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_administrator_gets_one_mail_a_month_for_all_employers(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var one = await DutyCalendarTests.Company().RecordedIn(test.Database);
        var other = await World
            .With("Buurman BV", 9_999_902)
            .OfSize(SizeClass.Full)
            .AndWorker("Verstraeten", "Zoë")
            .Employed("2024-01-01")
            .RecordedIn(test.Database);
        var admin = TestVisitor.Named().At(one.EmployerId, Role.EmployerAdmin).At(other.EmployerId, Role.EmployerAdmin);
        await admin.SignInAsync(test.Database);
        // Who only reads is mailed nothing unasked, whoever looks with a reason neither.
        await TestVisitor.Named().At(one.EmployerId, Role.EmployerUser).SignInAsync(test.Database);
        await TestVisitor.Named().At(one.EmployerId, Role.Auditor).SignInAsync(test.Database);
        await using var second = await test.OpenAgain();
        var written = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(n => Task.Run(() => Tell(n % 2 == 0 ? test.Database : second)))
        );
        Assert.Equal(1, written.Sum());
        Assert.Equal(0, await Tell(test.Database));
        test.Clock.Set("2026-01-31T09:00:00Z");
        Assert.Equal(0, await Tell(test.Database));
        var mail = Assert.Single(await Listed(test));
        Assert.Equal(admin.UserId, mail.UserId);
        var lines = ListedDuty.Read(mail.Listed);
        Assert.Equal([one.EmployerId, other.EmployerId], lines.Select(line => line.Employer).Distinct().Order());
        Assert.Contains(lines, line => line is { Kind: DutyKind.TellAccount, IsLate: false });
        Assert.DoesNotContain("Peeters", mail.Listed, StringComparison.Ordinal);
        Assert.DoesNotContain("Verstraeten", JsonSerializer.Serialize(lines), StringComparison.Ordinal);

        test.Clock.Set("2026-02-01T09:00:00Z");
        Assert.Equal(1, await Tell(test.Database));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task By_the_week_what_is_newly_late_is_told_besides_and_once(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var world = await DutyCalendarTests.Company().RecordedIn(test.Database);
        var reader = TestVisitor.Named().At(world.EmployerId, Role.EmployerUser);
        await reader.SignInAsync(test.Database);
        Assert.Equal(0, await Tell(test.Database));
        var mail = new DutyMail(test.Database, new(test.Database));
        await mail.Choose(reader.UserId, DigestRhythm.Weekly, Cancel);
        Assert.Equal(DigestRhythm.Weekly, await mail.Of(reader.UserId, Cancel));
        // Monday 9 February: the account is to be told by the 15th, within two weeks.
        test.Clock.Set("2026-02-09T09:00:00Z");
        Assert.Equal(1, await Tell(test.Database));
        test.Clock.Set("2026-02-10T09:00:00Z");
        Assert.Equal(0, await Tell(test.Database));
        // Within three days.
        test.Clock.Set("2026-02-12T09:00:00Z");
        Assert.Equal(1, await Tell(test.Database));
        test.Clock.Set("2026-02-13T09:00:00Z");
        Assert.Equal(0, await Tell(test.Database));
        test.Clock.Set("2026-02-16T09:00:00Z");
        Assert.Equal(1, await Tell(test.Database));
        test.Clock.Set("2026-02-17T09:00:00Z");
        Assert.Equal(0, await Tell(test.Database));
        Assert.True(ListedDuty.Read((await Listed(test))[^1].Listed)[0].IsLate);

        await new MailChoices(test.Database).Decline(reader.UserId, MailKind.DutyDigest, Cancel);
        Assert.Equal(DigestRhythm.Never, await mail.Of(reader.UserId, Cancel));
        test.Clock.Set("2026-03-30T09:00:00Z");
        Assert.Equal(0, await Tell(test.Database));
        await mail.Choose(reader.UserId, DigestRhythm.Monthly, Cancel);
        Assert.Equal(1, await Tell(test.Database));
    }

    [Fact]
    public async Task Standing_duties_follow_every_line_and_every_day()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await DutyCalendarTests.Company().RecordedIn(test.Database);
        var standing = new StandingDuties(test.Database, new(test.Database));
        IReadOnlySet<Guid> employers = new HashSet<Guid> { world.EmployerId };
        Assert.Equal(employers, await standing.Refresh(null, 0, Cancel));
        Assert.Empty(await standing.Refresh(null, 5, Cancel));
        var live = await DutyCalendarTests.On(test, world, "2026-01-15");
        var kept = await standing.Of(employers, new(2026, 1, 15), Cancel);
        Assert.Equal(
            live.Select(duty => (duty.On, duty.Kind, duty.Subject, duty.Count, duty.State)).Order(),
            kept.Select(one => (one.Duty.On, one.Duty.Kind, one.Duty.Subject, one.Duty.Count, one.Duty.State)).Order()
        );
        Assert.Empty(await standing.Refresh(employers, 0, Cancel));
        await DutyCalendarTests.Say(test, world, DutyKind.PlanFixed, "2026", "2026-01-10", "Minutes");
        Assert.Equal(employers, await standing.Refresh(employers, 0, Cancel));
        await standing.Refresh(employers, 1, Cancel);
        Assert.Contains(
            await standing.Of(employers, new(2026, 1, 15), Cancel),
            one => one.Duty.Is(DutyKind.PlanFixed, "2026") && one.Duty.State is DutyState.Done
        );
        test.Clock.Set("2026-01-16T09:00:00Z");
        Assert.Equal(employers, await standing.Refresh(employers, 0, Cancel));
    }

    private static Task<int> Tell(LearningAccount.Records.Storage.Database database) =>
        new TellDuties(database, new(database)).Do(Cancel);

    private static async Task<List<KeptMail>> Listed(TestDatabase test)
    {
        await using var connection = await test.Database.Connect(Cancel);
        return
        [
            .. await connection.QueryAsync<KeptMail>(
                "select user_id, listed from outbox where kind = 'dutyDigest' order by mail_id"
            ),
        ];
    }

    private sealed record KeptMail
    {
        public required Guid UserId { get; init; }
        public required string Listed { get; init; }
    }
}
