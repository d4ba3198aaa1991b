using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Records.Access;

public sealed class WaysInTests
{
    private static readonly Guid Anna = Guid.CreateVersion7();
    private static readonly Guid Bert = Guid.CreateVersion7();
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_passkey_is_kept_used_named_and_removed(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var passkeys = new Passkeys(test.Database);
        Assert.True(await passkeys.Add(OfAnna("one") with { Transports = "internal,hybrid" }, Stop));
        var kept = Assert.Single(await passkeys.Of(Anna, Stop));
        Assert.Equal(OfAnna("one") with { Transports = "internal,hybrid" }, kept);
        Assert.True(await passkeys.Use("one", 5, 6, isBackedUp: true, Stop));
        await passkeys.Rename(Anna, "one", "Telefoon", Stop);
        kept = (await passkeys.Find("one", Stop))!;
        Assert.Equal((6, true, "Telefoon", test.Clock.Now), (kept.SignCount, kept.IsBackedUp, kept.Name, kept.UsedAt));
        await passkeys.Rename(Bert, "one", "Mine now", Stop);
        await passkeys.Remove(Bert, "one", Stop);
        Assert.Equal("Telefoon", (await passkeys.Find("one", Stop))!.Name);
        await passkeys.Remove(Anna, "one", Stop);
        Assert.Empty(await passkeys.Of(Anna, Stop));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_passkey_is_one_person_s_and_its_count_is_taken_up_once(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var passkeys = new Passkeys(test.Database);
        Assert.True(await passkeys.Add(OfAnna("one"), Stop));
        Assert.False(await passkeys.Add(OfAnna("one") with { UserId = Bert }, Stop));
        var used = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => Task.Run(() => passkeys.Use("one", 5, 6, isBackedUp: false, Stop)))
        );
        Assert.Single(used, took => took);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nobody_keeps_passkeys_without_end(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var passkeys = new Passkeys(test.Database);
        for (var i = 0; i < Passkeys.Most; i++)
        {
            Assert.True(await passkeys.Add(OfAnna($"key {i}"), Stop));
        }
        Assert.False(await passkeys.Add(OfAnna("one more"), Stop));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_code_of_the_app_serves_once(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var passwords = new Passwords(test.Database);
        await passwords.Set(Anna, "hash", "key", 100, Stop);
        Assert.False(await passwords.UseStep(Anna, 100, Stop));
        var used = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => passwords.UseStep(Anna, 101, Stop))));
        Assert.Single(used, took => took);
        Assert.False(await passwords.UseStep(Anna, 99, Stop));
        Assert.False(await passwords.UseStep(Bert, 101, Stop));
        await passwords.SetPassword(Anna, "another", Stop);
        var kept = (await passwords.Of(Anna, Stop))!;
        Assert.Equal(("another", "key", 101), (kept.PasswordHash, kept.AppKey, kept.LastStep));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_recovery_code_serves_its_owner_once_however_it_is_spaced(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var recovery = new RecoveryCodes(test.Database);
        var codes = await recovery.Renew(Anna, Stop);
        Assert.Equal(RecoveryCodes.Number, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.All(codes, code => Assert.Matches("^([2-9a-z]{4}-){3}[2-9a-z]{4}$", code));
        Assert.False(await recovery.Use(Bert, codes[0], Stop));
        Assert.True(await recovery.Use(Anna, $" {codes[0].Replace('-', ' ').ToUpperInvariant()} ", Stop));
        Assert.False(await recovery.Use(Anna, codes[0], Stop));
        Assert.False(await recovery.Use(Anna, "", Stop));
        Assert.Equal(9, await recovery.Left(Anna, Stop));
        var anew = await recovery.Renew(Anna, Stop);
        Assert.False(await recovery.Use(Anna, codes[1], Stop));
        Assert.True(await recovery.Use(Anna, anew[1], Stop));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_outside_identity_is_one_person_s(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var outside = new OutsideIdentities(test.Database);
        Assert.True(await outside.Link("https://id.example", "sub", Anna, Stop));
        Assert.True(await outside.Link("https://id.example", "sub", Anna, Stop));
        Assert.False(await outside.Link("https://id.example", "sub", Bert, Stop));
        Assert.True(await outside.Link("https://other.example", "sub", Bert, Stop));
        Assert.Equal(Anna, (await outside.Find("https://id.example", "sub", Stop))!.UserId);
        await outside.Remove(Bert, "https://id.example", "sub", Stop);
        Assert.Single(await outside.Of(Anna, Stop));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task All_ways_in_of_one_person_can_be_taken_away(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var secret = "";
        foreach (var user in (Guid[])[Anna, Bert])
        {
            await new Passkeys(test.Database).Add(OfAnna($"{user}") with { UserId = user }, Stop);
            await new Passwords(test.Database).Set(user, "hash", "key", 1, Stop);
            await new OutsideIdentities(test.Database).Link("https://id.example", $"{user}", user, Stop);
            await new RecoveryCodes(test.Database).Renew(user, Stop);
            secret = await new OneTimeSecrets(test.Database).Issue(
                SecretPurpose.SignInLink,
                user,
                "",
                TimeSpan.FromDays(1),
                Stop
            );
        }
        Assert.Equal(3, (await WaysIn.Of(test.Database, Anna, Stop)).Count);
        await WaysIn.RemoveAll(test.Database, Anna, Stop);
        var left = await WaysIn.Of(test.Database, Anna, Stop);
        Assert.Equal((false, 0), (left.HasAny, left.RecoveryCodesLeft));
        Assert.Equal(3, (await WaysIn.Of(test.Database, Bert, Stop)).Count);
        Assert.NotNull(await new OneTimeSecrets(test.Database).Find(SecretPurpose.SignInLink, secret, Stop));
    }

    private static Passkey OfAnna(string id) =>
        new()
        {
            CredentialId = id,
            UserId = Anna,
            Name = "Laptop",
            PublicKey = "pQECAyYgASFYI",
            SignCount = 5,
            Transports = null,
            IsBackupEligible = true,
            IsBackedUp = false,
            MadeAt = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero),
            UsedAt = null,
        };
}
