using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Settings;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.Tests.Identity;

/// <summary>One question to a provider that says what a test wants, and the client that hears its answer.</summary>
public abstract class OutsideQuestion : IAsyncLifetime
{
    private protected const string Back = "http://localhost:5080/sign-in/back/fake";
    private protected static readonly DateTimeOffset Now = new(2026, 11, 20, 11, 0, 0, TimeSpan.Zero);
    private protected static readonly string Number = SyntheticNumbers.Ssin(78, 8, 31, 993, from2000: false);
    private protected readonly TemporaryFolder folder = new();
    private protected readonly SetClock clock = new(Now);
    private protected FakeProvider provider = null!;
    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        folder.Write("secret", "the secret\n");
        provider = await FakeProvider.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected OutsideAttempt Attempt { get; } =
        new()
        {
            Provider = "fake",
            Nonce = "the nonce",
            Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            Browser = "",
            Back = null,
        };

    private protected OutsideProvider Known() =>
        new()
        {
            Id = "fake",
            Name = "Fake",
            Issuer = new(provider.Issuer),
            ClientId = "learning-account",
            ClientSecretFile = "secret",
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["acr_values"] = "high", ["state"] = "never" },
            Claims = new() { Ssin = "egovNRN" },
        };

    private protected OutsideClient Client(Func<OutsideProvider, OutsideProvider>? with = null) =>
        new((with ?? (known => known))(Known()), folder.Path, clock);

    private protected Dictionary<string, object> Claims() =>
        new(StringComparer.Ordinal)
        {
            ["iss"] = provider.Issuer,
            ["aud"] = "learning-account",
            ["sub"] = "anna-1",
            ["nonce"] = "the nonce",
            ["iat"] = Now.ToUnixTimeSeconds(),
            ["exp"] = (Now + TimeSpan.FromMinutes(5)).ToUnixTimeSeconds(),
            ["name"] = "Anna Peeters",
            ["email"] = "anna@voorbeeld.be",
            ["email_verified"] = true,
            ["egovNRN"] = Number,
        };

    private protected void Say(Dictionary<string, object> claims) =>
        provider.IdToken = FakeProvider.Token(claims, provider.Signing);

    private protected async Task<OutsideFault> Fault(
        OutsideClient client,
        IQueryCollection? answer = null,
        OutsideAttempt? attempt = null
    ) =>
        (
            await Assert.ThrowsAsync<OutsideSignInException>(() =>
                client.Answer(attempt ?? Attempt, answer ?? Answer(), Back, Stop)
            )
        ).Fault;

    private protected static QueryCollection Answer(params (string Name, string Value)[] more) =>
        Query([("code", "the code"), .. more]);

    private protected static QueryCollection Query(params (string Name, string Value)[] values) =>
        new(values.ToDictionary(value => value.Name, value => new StringValues(value.Value), StringComparer.Ordinal));
}
