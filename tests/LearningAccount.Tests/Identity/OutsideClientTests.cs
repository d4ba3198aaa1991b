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

/// <summary>What is asked of another sign-in, and what is taken from an honest answer.</summary>
public sealed class OutsideClientTests : OutsideQuestion
{
    [Fact]
    public async Task A_person_is_who_a_true_token_says()
    {
        using var client = Client();
        Say(Claims());
        var person = await client.Answer(Attempt, Answer(), Back, Stop);
        Assert.Equal(
            (provider.Issuer, "anna-1", "Anna Peeters", "anna@voorbeeld.be", Number),
            (person.Issuer, person.Subject, person.Name, person.VerifiedEmail, person.Ssin?.Digits)
        );
    }

    [Fact]
    public async Task The_question_carries_all_that_the_answer_is_checked_by()
    {
        using var client = Client();
        var address = new Uri(await client.AskAt(Attempt, "the state", Back, "nl", Stop));
        var asked = QueryHelpers.ParseQuery(address.Query);
        Assert.Equal("/authorize", address.AbsolutePath);
        Assert.Equal("1", asked["tenant"]);
        Assert.Equal("code", asked["response_type"]);
        Assert.Equal("learning-account", asked["client_id"]);
        Assert.Equal(Back, asked["redirect_uri"]);
        Assert.Equal("openid profile email", asked["scope"]);
        Assert.Equal("the state", asked["state"]);
        Assert.Equal("the nonce", asked["nonce"]);
        Assert.Equal("S256", asked["code_challenge_method"]);
        Assert.Equal("nl", asked["ui_locales"]);
        // RFC 7636, appendix B.
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", asked["code_challenge"]);
        Assert.DoesNotContain("dBjftJeZ4CVP", address.Query, StringComparison.Ordinal);
        Assert.Equal("high", asked["acr_values"]);
        Assert.False(asked.ContainsKey("prompt"));
        var proof = new Uri(await client.AskAt(Attempt with { IsProof = true }, "the state", Back, "nl", Stop));
        Assert.Equal("login", QueryHelpers.ParseQuery(proof.Query)["prompt"]);
    }

    [Fact]
    public async Task The_code_is_redeemed_with_the_secret_of_the_question_and_of_the_client()
    {
        using var client = Client();
        Say(Claims());
        await client.Answer(Attempt, Answer(), Back, Stop);
        Assert.Equal("authorization_code", provider.Sent["grant_type"]);
        Assert.Equal("the code", provider.Sent["code"]);
        Assert.Equal("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", provider.Sent["code_verifier"]);
        Assert.Equal(Back, provider.Sent["redirect_uri"]);
        Assert.Equal(
            "learning-account:the%20secret",
            Encoding.UTF8.GetString(Convert.FromBase64String(provider.Authorization["Basic ".Length..]))
        );
    }

    [Fact]
    public async Task A_provider_that_takes_the_secret_in_the_form_alone_gets_it_there()
    {
        provider.MoreMetadata["token_endpoint_auth_methods_supported"] = new[] { "client_secret_post" };
        using var client = Client();
        Say(Claims());
        await client.Answer(Attempt, Answer(), Back, Stop);
        Assert.Equal(("the secret", ""), (provider.Sent["client_secret"], provider.Authorization));
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("ec")]
    public async Task A_client_signs_for_itself_in_the_place_of_a_secret(string kind)
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        folder.Write("key.pem", kind is "rsa" ? rsa.ExportPkcs8PrivateKeyPem() : ec.ExportPkcs8PrivateKeyPem());
        using var client = Client(known => known with { ClientSecretFile = null, PrivateKeyFile = "key.pem", KeyId = "key 1" });
        Say(Claims());
        await client.Answer(Attempt, Answer(), Back, Stop);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", provider.Sent["client_assertion_type"]);
        var said = await new JsonWebTokenHandler().ValidateTokenAsync(
            provider.Sent["client_assertion"],
            new TokenValidationParameters
            {
                ValidIssuer = "learning-account",
                ValidAudience = $"{provider.Issuer}/token",
                IssuerSigningKey = kind is "rsa" ? new RsaSecurityKey(rsa) : new ECDsaSecurityKey(ec),
                LifetimeValidator = (_, to, _, _) => to == (Now + TimeSpan.FromMinutes(1)).UtcDateTime,
            }
        );
        Assert.True(said.IsValid, said.Exception?.Message);
        Assert.Equal("learning-account", said.Claims["sub"]);
        Assert.Equal("key 1", ((JsonWebToken)said.SecurityToken).Kid);
    }

    [Fact]
    public async Task A_client_without_secret_or_key_is_protected_by_the_question_alone()
    {
        using var client = Client(known => known with { ClientSecretFile = null });
        Say(Claims());
        await client.Answer(Attempt, Answer(), Back, Stop);
        Assert.Equal(("learning-account", ""), (provider.Sent["client_id"], provider.Authorization));
    }

    [Fact]
    public async Task A_provider_may_change_its_keys()
    {
        using var client = Client();
        Say(Claims());
        await client.Answer(Attempt, Answer(), Back, Stop);
        provider.Keys.Add(FakeProvider.NewKey("two"));
        clock.Now += TimeSpan.FromMinutes(2);
        Say(Claims());
        Assert.NotNull(await client.Answer(Attempt, Answer(), Back, Stop));
    }

    [Theory]
    [InlineData(null, false, null)]
    [InlineData(false, false, null)]
    [InlineData(true, false, "anna@voorbeeld.be")]
    [InlineData(null, true, "anna@voorbeeld.be")]
    [InlineData("true", false, "anna@voorbeeld.be")]
    [InlineData("yes", false, null)]
    public async Task An_address_counts_when_it_was_verified(object? verified, bool trusts, string? email)
    {
        using var client = Client(known => known with { TrustsEmail = trusts });
        var claims = Claims();
        claims.Remove("email_verified");
        if (verified is not null)
        {
            claims["email_verified"] = verified;
        }
        Say(claims);
        Assert.Equal(email, (await client.Answer(Attempt, Answer(), Back, Stop)).VerifiedEmail);
    }

    [Theory]
    [InlineData("78083199800")]
    [InlineData("nonsense")]
    [InlineData(12)]
    public async Task What_is_no_national_number_is_none(object number)
    {
        using var client = Client();
        var claims = Claims();
        claims["egovNRN"] = number;
        Say(claims);
        Assert.Null((await client.Answer(Attempt, Answer(), Back, Stop)).Ssin);
    }

    [Fact]
    public async Task What_the_token_lacks_is_asked_for()
    {
        using var client = Client();
        var claims = Claims();
        var described = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = "anna-1" };
        foreach (var claim in (string[])["name", "email", "email_verified", "egovNRN"])
        {
            described[claim] = claims[claim];
            claims.Remove(claim);
        }
        Say(claims);
        provider.Description = ("application/json", JsonSerializer.Serialize(described));
        var person = await client.Answer(Attempt, Answer(), Back, Stop);
        Assert.Equal(("Anna Peeters", "anna@voorbeeld.be", Number), (person.Name, person.VerifiedEmail, person.Ssin?.Digits));

        // CSAM signs the description.
        (described["iss"], described["aud"]) = (provider.Issuer, "learning-account");
        provider.Description = ("application/jwt", FakeProvider.Token(described, provider.Signing));
        Assert.Equal(Number, (await client.Answer(Attempt, Answer(), Back, Stop)).Ssin?.Digits);

        provider.Description = (
            "application/jwt",
            FakeProvider.Token(described, new(FakeProvider.NewKey("one"), SecurityAlgorithms.RsaSha256))
        );
        Assert.Equal(OutsideFault.Untrue, await Fault(client));

        described["sub"] = "bert-1";
        provider.Description = ("application/json", JsonSerializer.Serialize(described));
        Assert.Equal(OutsideFault.Untrue, await Fault(client));

        provider.Description = ("application/json", "<html>");
        Assert.Equal(OutsideFault.Unreachable, await Fault(client));
    }

    [Fact]
    public async Task A_token_may_be_encrypted_for_us()
    {
        using var rsa = RSA.Create(2048);
        folder.Write("own.pem", rsa.ExportPkcs8PrivateKeyPem());
        using var client = Client(known => known with { DecryptionKeyFile = "own.pem" });
        Say(Claims());
        provider.IdToken = new JsonWebTokenHandler().EncryptToken(
            provider.IdToken,
            new EncryptingCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes128CbcHmacSha256)
        );
        Assert.Equal("anna-1", (await client.Answer(Attempt, Answer(), Back, Stop)).Subject);
        using var other = Client();
        Assert.Equal(OutsideFault.Untrue, await Fault(other));
    }

    [Fact]
    public async Task A_proof_is_a_sign_in_of_this_moment()
    {
        using var client = Client();
        var proof = Attempt with { IsProof = true };
        Say(Claims());
        Assert.Equal(OutsideFault.Untrue, await Fault(client, attempt: proof));
        var claims = Claims();
        claims["auth_time"] = (Now - TimeSpan.FromHours(1)).ToUnixTimeSeconds();
        Say(claims);
        Assert.Equal(OutsideFault.Untrue, await Fault(client, attempt: proof));
        claims["auth_time"] = (Now - TimeSpan.FromSeconds(10)).ToUnixTimeSeconds();
        Say(claims);
        Assert.NotNull(await client.Answer(proof, Answer(), Back, Stop));
    }

    [Theory]
    [InlineData("id", "Has Blanks")]
    [InlineData("issuer", "http://id.example")]
    [InlineData("issuer", "https://id.example?tenant=1")]
    [InlineData("scopes", "profile")]
    [InlineData("secret", "no-such-file")]
    [InlineData("both", "secret")]
    public void Settings_that_cannot_work_are_refused_at_the_start(string what, string value)
    {
        var known = Known();
        known = what switch
        {
            "id" => known with { Id = value },
            "issuer" => known with { Issuer = new(value) },
            "scopes" => known with { Scopes = [value] },
            "both" => known with { PrivateKeyFile = value },
            _ => known with { ClientSecretFile = value },
        };
        Assert.NotNull(known.Fault(folder.Path));
        Assert.Null(Known().Fault(folder.Path));
    }
}
