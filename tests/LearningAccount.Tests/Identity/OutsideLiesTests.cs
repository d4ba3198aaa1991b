using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.Tests.Identity;

/// <summary>What another sign-in says is believed only when it is true; each test lies in one way.</summary>
public sealed class OutsideLiesTests : OutsideQuestion
{
    public static TheoryData<string, object?> Lies =>
        new()
        {
            { "iss", "https://elsewhere.example" },
            { "aud", "another-client" },
            { "aud", null },
            { "nonce", "another nonce" },
            { "nonce", null },
            { "azp", "another-client" },
            { "exp", (Now - TimeSpan.FromMinutes(3)).ToUnixTimeSeconds() },
            { "exp", null },
            { "nbf", (Now + TimeSpan.FromMinutes(3)).ToUnixTimeSeconds() },
            { "sub", null },
            { "sub", new string('x', 300) },
        };

    [Theory, MemberData(nameof(Lies))]
    public async Task A_token_that_says_something_untrue_is_not_believed(string claim, object? value)
    {
        using var client = Client();
        var claims = Claims();
        claims.Remove(claim);
        if (value is not null)
        {
            claims[claim] = value;
        }
        Say(claims);
        Assert.Equal(OutsideFault.Untrue, await Fault(client));
    }

    [Fact]
    public async Task A_token_nobody_signed_is_not_believed()
    {
        using var client = Client();
        Say(Claims());
        var header = Base64UrlEncoder.Encode("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        provider.IdToken = $"{header}.{provider.IdToken.Split('.')[1]}.";
        Assert.Equal(OutsideFault.Untrue, await Fault(client));
    }

    [Fact]
    public async Task A_token_signed_by_a_key_that_is_not_the_provider_s_is_not_believed()
    {
        using var client = Client();
        provider.IdToken = FakeProvider.Token(Claims(), new(FakeProvider.NewKey("one"), SecurityAlgorithms.RsaSha256));
        Assert.Equal(OutsideFault.Untrue, await Fault(client));
    }

    [Theory]
    [InlineData("the secret of the client itself")]
    [InlineData(null)]
    public async Task A_token_signed_with_what_everybody_knows_is_not_believed(string? secret)
    {
        using var client = Client();
        var key = new SymmetricSecurityKey(
            secret is null ? provider.Keys[0].Rsa.ExportRSAPublicKey() : Encoding.UTF8.GetBytes(secret.PadRight(32))
        )
        {
            KeyId = "one",
        };
        provider.IdToken = FakeProvider.Token(Claims(), new(key, SecurityAlgorithms.HmacSha256));
        Assert.Equal(OutsideFault.Untrue, await Fault(client));
    }

    [Fact]
    public async Task A_token_changed_on_its_way_is_not_believed()
    {
        using var client = Client();
        Say(Claims());
        var parts = provider.IdToken.Split('.');
        var other = Claims();
        other["sub"] = "bert-1";
        provider.IdToken = $"{parts[0]}.{Base64UrlEncoder.Encode(JsonSerializer.Serialize(other))}.{parts[2]}";
        Assert.Equal(OutsideFault.Untrue, await Fault(client));
    }

    [Fact]
    public async Task A_provider_that_calls_itself_otherwise_is_not_believed()
    {
        provider.SaidIssuer = "https://elsewhere.example";
        using var client = Client();
        Say(Claims());
        Assert.Equal(OutsideFault.Untrue, await Fault(client));
    }

    [Fact]
    public async Task An_answer_of_another_provider_is_not_taken()
    {
        using var client = Client();
        Say(Claims());
        Assert.Equal(OutsideFault.Untrue, await Fault(client, Answer(("iss", "https://elsewhere.example"))));
        Assert.NotNull(await client.Answer(Attempt, Answer(("iss", provider.Issuer)), Back, Stop));
    }

    [Fact]
    public async Task An_answer_that_should_say_whose_it_is_and_does_not_is_not_taken()
    {
        provider.MoreMetadata["authorization_response_iss_parameter_supported"] = true;
        using var client = Client();
        Say(Claims());
        Assert.Equal(OutsideFault.Untrue, await Fault(client));
    }

    [Fact]
    public async Task An_answer_without_a_code_or_with_a_refusal_brings_nobody_in()
    {
        using var client = Client();
        Assert.Equal(OutsideFault.Denied, await Fault(client, Query(("error", "access_denied"))));
        Assert.Equal(OutsideFault.Unasked, await Fault(client, Query()));
        provider.TokenStatus = 400;
        Assert.Equal(OutsideFault.Denied, await Fault(client));
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_brings_nobody_in()
    {
        await provider.DisposeAsync();
        using var client = Client();
        Assert.Equal(OutsideFault.Unreachable, await Fault(client));
    }
}
