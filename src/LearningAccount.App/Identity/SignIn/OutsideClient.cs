using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Settings;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>
/// A client of one OpenID Connect provider: authorization code with PKCE, nothing else. What it believes is signed by the
/// provider, for this client, now, in answer to the question that was asked.
/// </summary>
public sealed class OutsideClient : IDisposable
{
    private const int MostBytes = 1 << 20;

    // OpenID Connect Core, 2.
    private const int LongestSubject = 255;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // Clocks differ; more than this is not a clock.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FreshProof = TimeSpan.FromMinutes(5);

    // Keys change seldom; a token with an unknown key asks for them again, but not without end.
    private static readonly TimeSpan MetadataLife = TimeSpan.FromHours(12);
    private static readonly TimeSpan MetadataRest = TimeSpan.FromMinutes(1);

    // Signatures by the provider alone: with a shared secret we could have signed ourselves, and "none" is not a signature.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];
    private readonly OutsideKeys keys;
    private readonly OutsideClaims claims;
    private readonly TimeProvider clock;
    private readonly HttpClient http;
    private readonly HttpDocumentRetriever documents;
    private (OpenIdConnectConfiguration Known, DateTimeOffset At)? metadata;

    /// <param name="folder">Where relative files of the settings are.</param>
    public OutsideClient(OutsideProvider provider, string folder, TimeProvider clock)
    {
        Provider = provider;
        this.clock = clock;
        keys = new(provider, folder);
        claims = new(provider);
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = MostBytes,
        };
        documents = new(http) { RequireHttps = !provider.Issuer.IsLoopback };
    }

    public OutsideProvider Provider { get; }

    public static string NewVerifier() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Where the person is sent to sign in.</summary>
    /// <param name="state">Comes back with the person.</param>
    /// <param name="back">Our address, as the provider knows it.</param>
    public async Task<string> AskAt(OutsideAttempt attempt, string state, string back, string language, CancellationToken stop)
    {
        var known = await Metadata(stop);
        var asked = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = Provider.ClientId,
            ["redirect_uri"] = back,
            ["scope"] = string.Join(' ', Provider.Scopes),
            ["state"] = state,
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(attempt.Verifier))),
            ["code_challenge_method"] = "S256",
            ["ui_locales"] = language,
        };
        if (attempt.IsProof)
        {
            (asked["prompt"], asked["max_age"]) = ("login", "0");
        }
        foreach (var (name, value) in Provider.Parameters)
        {
            asked.TryAdd(name, value);
        }
        return QueryHelpers.AddQueryString(known.AuthorizationEndpoint, asked);
    }

    /// <summary>Who the person is that came back with <paramref name="query"/>; the caller has redeemed its state.</summary>
    /// <exception cref="OutsideSignInException">The person is not believed, or cannot be asked about.</exception>
    public async Task<OutsidePerson> Answer(OutsideAttempt attempt, IQueryCollection query, string back, CancellationToken stop)
    {
        var known = await Metadata(stop);
        // RFC 9207: whose answer it is, where the provider says so.
        var issuer = query["iss"].ToString();
        if (issuer.Length > 0 ? !Same(issuer, known.Issuer) : known.AuthorizationResponseIssParameterSupported)
        {
            throw new OutsideSignInException(OutsideFault.Untrue, "the answer is another issuer's");
        }
        if (query["error"].ToString() is { Length: > 0 })
        {
            throw new OutsideSignInException(OutsideFault.Denied, "the provider refused");
        }
        if (query["code"].ToString() is not { Length: > 0 and < 4000 } code)
        {
            throw new OutsideSignInException(OutsideFault.Unasked, "no code came back");
        }
        var (identity, access) = await Redeem(known, code, attempt.Verifier, back, stop);
        var said = await Believe(identity, attempt, known, stop);
        var subject = OutsideClaims.Text(said, JwtRegisteredClaimNames.Sub);
        if (subject is not { Length: > 0 and <= LongestSubject })
        {
            throw new OutsideSignInException(OutsideFault.Untrue, "no subject");
        }
        JsonElement? more =
            access is not null && known.UserInfoEndpoint is { Length: > 0 } && claims.Lacks(said)
                ? await MoreAbout(subject, known, access, stop)
                : null;
        return claims.Describe(said, more, known.Issuer, subject);
    }

    /// <summary>Where the person can end its session there too; null: the provider has no such page.</summary>
    public async Task<string?> SignOutAt(string back, CancellationToken stop) =>
        (await Metadata(stop)).EndSessionEndpoint is { Length: > 0 } end
            ? QueryHelpers.AddQueryString(
                end,
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["client_id"] = Provider.ClientId,
                    ["post_logout_redirect_uri"] = back,
                }
            )
            : null;

    /// <summary>What an access token says that the provider issued for our API. Its times are the caller's to look at.</summary>
    /// <exception cref="OutsideSignInException">It is not signed by the provider, or for something else; or it cannot be checked.</exception>
    internal async Task<JsonElement> ReadAccess(string token, string audience, CancellationToken stop) =>
        await Verified(token, await Metadata(stop), mustEnd: null, stop, audience);

    /// <summary>Who the claims of such a token are about.</summary>
    /// <exception cref="OutsideSignInException">They name nobody.</exception>
    internal OutsidePerson Describe(JsonElement said) =>
        OutsideClaims.Text(said, JwtRegisteredClaimNames.Sub) is { Length: <= LongestSubject } subject
            ? claims.Describe(said, null, Provider.Issuer.OriginalString, subject)
            : throw new OutsideSignInException(OutsideFault.Untrue, "no subject");

    public void Dispose() => http.Dispose();

    // Two who ask at the same time both fetch them, which harms nobody.
    private async Task<OpenIdConnectConfiguration> Metadata(CancellationToken stop, bool mayBeOld = true)
    {
        var now = clock.GetUtcNow();
        if (metadata is { } had && now - had.At < (mayBeOld ? MetadataLife : MetadataRest))
        {
            return had.Known;
        }
        try
        {
            var address = Provider.Issuer.OriginalString.TrimEnd('/') + "/.well-known/openid-configuration";
            var known = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, stop);
            if (!Same(known.Issuer, Provider.Issuer.OriginalString))
            {
                throw new OutsideSignInException(OutsideFault.Untrue, "the metadata are another issuer's");
            }
            metadata = (known, now);
            return known;
        }
        catch (Exception wrong) when (wrong is IOException or ArgumentException or InvalidOperationException or JsonException)
        {
            throw new OutsideSignInException(OutsideFault.Unreachable, "no metadata");
        }
    }

    private async Task<(string Identity, string? Access)> Redeem(
        OpenIdConnectConfiguration known,
        string code,
        string verifier,
        string back,
        CancellationToken stop
    )
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = back,
            ["code_verifier"] = verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, known.TokenEndpoint);
        Prove(form, request, known);
        request.Content = new FormUrlEncodedContent(form);
        var answer = OutsideClaims.Read((await Ask(request, stop)).Text);
        return OutsideClaims.Member(answer, "id_token") is { } identity
            ? (identity, OutsideClaims.Member(answer, "access_token"))
            : throw new OutsideSignInException(OutsideFault.Untrue, "no id_token");
    }

    // RFC 6749, 2.3.1 and RFC 7523, 2.2; without secret or key the client is public, and PKCE protects the code.
    private void Prove(Dictionary<string, string> form, HttpRequestMessage request, OpenIdConnectConfiguration known)
    {
        if (keys.Signs)
        {
            form["client_id"] = Provider.ClientId;
            form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            form["client_assertion"] = keys.Assertion(
                Provider.ClientId,
                Provider.AssertionAudience ?? known.TokenEndpoint,
                clock.GetUtcNow()
            );
        }
        else if (keys.Secret is not { } secret)
        {
            form["client_id"] = Provider.ClientId;
        }
        else if (
            known.TokenEndpointAuthMethodsSupported.Contains("client_secret_post", StringComparer.Ordinal)
            && !known.TokenEndpointAuthMethodsSupported.Contains("client_secret_basic", StringComparer.Ordinal)
        )
        {
            (form["client_id"], form["client_secret"]) = (Provider.ClientId, secret);
        }
        else
        {
            var both = $"{Uri.EscapeDataString(Provider.ClientId)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(both)));
        }
    }

    private async Task<JsonElement> Believe(
        string token,
        OutsideAttempt attempt,
        OpenIdConnectConfiguration known,
        CancellationToken stop
    )
    {
        var said = await Verified(token, known, mustEnd: true, stop);
        if (!Same(OutsideClaims.Text(said, JwtRegisteredClaimNames.Nonce), attempt.Nonce))
        {
            throw new OutsideSignInException(OutsideFault.Untrue, "the nonce is another one");
        }
        if (OutsideClaims.Text(said, JwtRegisteredClaimNames.Azp) is { } party && !Same(party, Provider.ClientId))
        {
            throw new OutsideSignInException(OutsideFault.Untrue, "it is for another client");
        }
        if (
            attempt.IsProof
            && !(
                said.TryGetProperty(JwtRegisteredClaimNames.AuthTime, out var at)
                && at.TryGetInt64(out var seconds)
                && DateTimeOffset.FromUnixTimeSeconds(seconds) > clock.GetUtcNow() - FreshProof
            )
        )
        {
            throw new OutsideSignInException(OutsideFault.Untrue, "the person did not sign in anew");
        }
        return said;
    }

    /// <param name="mustEnd">True: it says until when it holds. Null: its times are not looked at here.</param>
    /// <param name="audience">Null: it is for this client.</param>
    private async Task<JsonElement> Verified(
        string token,
        OpenIdConnectConfiguration known,
        bool? mustEnd,
        CancellationToken stop,
        string? audience = null
    )
    {
        var result = await Validate(token, known, mustEnd, audience);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider may have changed its keys.
            result = await Validate(token, await Metadata(stop, mayBeOld: false), mustEnd, audience);
        }
        if (!result.IsValid)
        {
            throw new OutsideSignInException(OutsideFault.Untrue, result.Exception?.GetType().Name ?? "not valid");
        }
        var plain = ((JsonWebToken)result.SecurityToken) is { InnerToken: { } inner }
            ? inner
            : (JsonWebToken)result.SecurityToken;
        return OutsideClaims.Read(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(plain.EncodedPayload)));
    }

    private Task<TokenValidationResult> Validate(
        string token,
        OpenIdConnectConfiguration known,
        bool? mustEnd,
        string? audience
    ) =>
        new JsonWebTokenHandler { MaximumTokenSizeInBytes = MostBytes }.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = known.Issuer,
                ValidAudience = audience ?? Provider.ClientId,
                IssuerSigningKeys = known.SigningKeys,
                TokenDecryptionKey = keys.Decryption,
                ValidAlgorithms = keys.Decryption is null ? Algorithms : [.. Algorithms, .. Encryptions],
                RequireExpirationTime = mustEnd is true,
                LifetimeValidator = (from, to, _, _) =>
                    mustEnd is not { } must
                    || (from is null || from <= clock.GetUtcNow().UtcDateTime + Skew)
                        && (to is null ? !must : to > clock.GetUtcNow().UtcDateTime - Skew),
            }
        );

    private static readonly string[] Encryptions =
    [
        SecurityAlgorithms.RsaOAEP,
        SecurityAlgorithms.Aes128CbcHmacSha256,
        SecurityAlgorithms.Aes256CbcHmacSha512,
        SecurityAlgorithms.Aes128Gcm,
        SecurityAlgorithms.Aes256Gcm,
    ];

    private async Task<JsonElement> MoreAbout(
        string subject,
        OpenIdConnectConfiguration known,
        string access,
        CancellationToken stop
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, known.UserInfoEndpoint);
        request.Headers.Authorization = new("Bearer", access);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/jwt"));
        var (text, type) = await Ask(request, stop);
        var said = type is "application/jwt" ? await Verified(text, known, mustEnd: false, stop) : OutsideClaims.Read(text);
        // OpenID Connect Core, 5.3.2: another subject's description is not used.
        return Same(OutsideClaims.Text(said, JwtRegisteredClaimNames.Sub), subject)
            ? said
            : throw new OutsideSignInException(OutsideFault.Untrue, "the description is of somebody else");
    }

    private async Task<(string Text, string? Type)> Ask(HttpRequestMessage request, CancellationToken stop)
    {
        try
        {
            using var answer = await http.SendAsync(request, stop);
            var text = await answer.Content.ReadAsStringAsync(stop);
            return answer.IsSuccessStatusCode
                ? (text, answer.Content.Headers.ContentType?.MediaType)
                : throw new OutsideSignInException(
                    OutsideFault.Denied,
                    $"{request.RequestUri!.AbsolutePath} answered {(int)answer.StatusCode}"
                );
        }
        catch (Exception wrong) when (wrong is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            throw new OutsideSignInException(OutsideFault.Unreachable, $"{request.RequestUri!.AbsolutePath} does not answer");
        }
    }

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal);
}
