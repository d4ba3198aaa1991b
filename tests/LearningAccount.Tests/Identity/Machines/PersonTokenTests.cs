using LearningAccount.App.Identity.Machines;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.Tests.Identity.Machines;

/// <summary>People's tokens, issued elsewhere: who the person is here, and what such a token does not open.</summary>
public sealed class PersonTokenTests
{
    private const string Audience = "https://learning.example.be/api";
    private static readonly string Own = ApiScopes.Find("me:read")!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_is_who_it_is_at_sign_in_and_may_what_it_may_on_the_pages()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await StartAsync(provider, world);
        var els = TestVisitor.Named("Els").At(world.EmployerId, Role.EmployerUser, Right.RegisterTrainings);
        await portal.As(els);
        await portal.Part<OutsideIdentities>().Link(provider.Issuer, "els-1", els.UserId, Cancel);
        var read = await ReadAsync(portal, Token(provider, "els-1"));
        Assert.Equal((TokenState.Valid, els.UserId, null), (read.State, read.Visitor.UserId, read.ClientId));
        Assert.Equal(Door.Api, read.Visitor.Author().Door);
        Assert.Equal([Own], read.Scopes);
        Assert.Equal(
            Decision.Allowed,
            AccessRules.Decide(read.Visitor, Right.RegisterTrainings, world.EmployerId, ServedPortal.Noon)
        );
        Assert.Equal(Decision.Refused, AccessRules.Decide(read.Visitor, Right.ProvideTrainings, null, ServedPortal.Noon));
        // Whoever may no longer sign in may not by a token either, also by one that was read before.
        await Change.Make(
            portal.Database,
            new Author("test", Door.Command),
            change => RegisterUser.Change(change, els.UserId, known => known with { IsOpen = false }, Cancel),
            Cancel
        );
        Assert.Equal(TokenState.Invalid, (await ReadAsync(portal, Token(provider, "els-1"))).State);
    }

    [Fact]
    public async Task A_worker_whose_number_the_issuer_proves_reads_its_own_account()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await StartAsync(provider, world);
        var anna = TestVisitor.Named("Anna");
        await portal.As(anna);
        await portal.Part<OutsideIdentities>().Link(provider.Issuer, "anna-1", anna.UserId, Cancel);
        var read = await ReadAsync(portal, Token(provider, "anna-1", ("niss", world.NumberOf(0))));
        Assert.Equal(TokenState.Valid, read.State);
        Assert.NotNull(read.Visitor.PersonId);
        Assert.Equal(Decision.Allowed, AccessRules.Decide(read.Visitor, Right.OwnAccount, null, ServedPortal.Noon));
    }

    [Fact]
    public async Task What_is_not_for_the_api_not_signed_by_the_issuer_of_another_time_or_about_nobody_here_opens_nothing()
    {
        var world = PagesTests.Company(1, 9_999_911);
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await StartAsync(provider, world);
        var els = TestVisitor.Named("Els").At(world.EmployerId, Role.EmployerUser);
        await portal.As(els);
        await portal.Part<OutsideIdentities>().Link(provider.Issuer, "els-1", els.UserId, Cancel);
        var stranger = new SigningCredentials(FakeProvider.NewKey("one"), SecurityAlgorithms.RsaSha256);
        string[] wrong =
        [
            // What was said at sign-in is for the client.
            Token(provider, "els-1", ("aud", "learning-account")),
            Token(provider, "els-1", ("iss", "https://other.example")),
            Token(provider, "nobody"),
            Token(provider, "els-1", ("nbf", ServedPortal.Noon.AddMinutes(5).ToUnixTimeSeconds())),
            FakeProvider.Token(Claims(provider, "els-1"), stranger),
            Token(provider, "els-1")[..^4] + "AAAA",
        ];
        foreach (var token in wrong)
        {
            Assert.Equal(TokenState.Invalid, (await ReadAsync(portal, token)).State);
        }
        var ended = Token(provider, "els-1", ("exp", ServedPortal.Noon.AddSeconds(-1).ToUnixTimeSeconds()));
        Assert.Equal(TokenState.Expired, (await ReadAsync(portal, ended)).State);
    }

    [Fact]
    public async Task No_person_s_token_is_accepted_unless_the_settings_say_so()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await StartAsync(provider, PagesTests.Company(1, 9_999_911), audience: null);
        var els = TestVisitor.Named("Els");
        await portal.As(els);
        await portal.Part<OutsideIdentities>().Link(provider.Issuer, "els-1", els.UserId, Cancel);
        Assert.Equal(TokenState.Invalid, (await ReadAsync(portal, Token(provider, "els-1"))).State);
    }

    private static Task<ServedPortal> StartAsync(FakeProvider provider, World world, string? audience = Audience) =>
        ServedPortal.StartAsync(
            database => PagesTests.Record(database, world),
            settings: $$"""
            {"signIn": [{"id": "fake", "name": "Fake", "issuer": "{{provider.Issuer}}", "clientId": "learning-account",
              "claims": {"ssin": "niss"} {{(audience is null ? "" : $", \"apiAudience\": \"{audience}\"")}} }]}
            """
        );

    private static Task<TokenReading> ReadAsync(ServedPortal portal, string token) => portal.Part<ReadToken>()(token, Cancel);

    private static string Token(FakeProvider provider, string subject, params (string Name, object Value)[] other) =>
        FakeProvider.Token(Claims(provider, subject, other), provider.Signing);

    private static Dictionary<string, object> Claims(
        FakeProvider provider,
        string subject,
        params (string Name, object Value)[] other
    )
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = provider.Issuer,
            ["sub"] = subject,
            ["aud"] = Audience,
            ["exp"] = ServedPortal.Noon.AddMinutes(5).ToUnixTimeSeconds(),
            ["scope"] = $"openid {Own} profile",
        };
        foreach (var (name, value) in other)
        {
            claims[name] = value;
        }
        return claims;
    }
}
