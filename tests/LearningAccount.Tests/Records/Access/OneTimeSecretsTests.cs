using LearningAccount.Records.Access;

namespace LearningAccount.Tests.Records.Access;

public sealed class OneTimeSecretsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_secret_is_redeemed_once(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var secrets = new OneTimeSecrets(test.Database);
        var user = Guid.CreateVersion7();
        var secret = await secrets.Issue(SecretPurpose.SignInLink, user, "content", TimeSpan.FromHours(1), Stop);
        Assert.Equal("content", (await secrets.Find(SecretPurpose.SignInLink, secret, Stop))!.Content);
        var redeemed = await secrets.Redeem(SecretPurpose.SignInLink, secret, Stop);
        Assert.Equal((user, "content"), (redeemed!.UserId, redeemed.Content));
        Assert.Null(await secrets.Redeem(SecretPurpose.SignInLink, secret, Stop));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_many_who_redeem_a_secret_at_once_one_gets_it(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var secrets = new OneTimeSecrets(test.Database);
        var secret = await secrets.Issue(SecretPurpose.OutsideSignIn, null, "once", TimeSpan.FromHours(1), Stop);
        var all = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => secrets.Redeem(SecretPurpose.OutsideSignIn, secret, Stop)))
        );
        Assert.Single(all, found => found is not null);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_secret_opens_nothing_of_another_purpose_nor_after_its_time(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var secrets = new OneTimeSecrets(test.Database);
        var secret = await secrets.Issue(SecretPurpose.PasskeyChallenge, null, "", TimeSpan.FromMinutes(5), Stop);
        Assert.Null(await secrets.Redeem(SecretPurpose.SignInLink, secret, Stop));
        test.Clock.Now += TimeSpan.FromMinutes(6);
        Assert.Null(await secrets.Redeem(SecretPurpose.PasskeyChallenge, secret, Stop));
        Assert.Null(await secrets.Find(SecretPurpose.PasskeyChallenge, "", Stop));
        Assert.Null(await secrets.Find(SecretPurpose.PasskeyChallenge, null, Stop));
        Assert.Null(await secrets.Find(SecretPurpose.PasskeyChallenge, new string('x', 10_000), Stop));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Secrets_of_one_person_are_revoked_and_those_of_others_stay(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var secrets = new OneTimeSecrets(test.Database);
        var (anna, bert) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var ofAnna = await secrets.Issue(SecretPurpose.SignInLink, anna, "", TimeSpan.FromHours(1), Stop);
        var ofBert = await secrets.Issue(SecretPurpose.SignInLink, bert, "", TimeSpan.FromHours(1), Stop);
        var ofNobody = await secrets.Issue(SecretPurpose.SignInLink, null, "", TimeSpan.FromHours(1), Stop);
        await secrets.Revoke(SecretPurpose.SignInLink, anna, null, Stop);
        Assert.False(await secrets.IsOut(SecretPurpose.SignInLink, anna, Stop));
        Assert.True(await secrets.IsOut(SecretPurpose.SignInLink, bert, Stop));
        Assert.Null(await secrets.Find(SecretPurpose.SignInLink, ofAnna, Stop));
        await secrets.Revoke(SecretPurpose.SignInLink, null, null, Stop);
        Assert.Null(await secrets.Find(SecretPurpose.SignInLink, ofNobody, Stop));
        Assert.NotNull(await secrets.Find(SecretPurpose.SignInLink, ofBert, Stop));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_secret_made_for_nobody_is_assigned_to_the_person_who_came(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var secrets = new OneTimeSecrets(test.Database);
        var secret = await secrets.Issue(SecretPurpose.SignInLink, null, "", TimeSpan.FromHours(1), Stop);
        var user = Guid.CreateVersion7();
        await secrets.Assign(SecretPurpose.SignInLink, secret, user, Stop);
        Assert.Equal(user, (await secrets.Find(SecretPurpose.SignInLink, secret, Stop))!.UserId);
    }
}
