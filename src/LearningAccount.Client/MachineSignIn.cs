using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LearningAccount.Client;

/// <summary>
/// Signs a machine in: OAuth 2.0 client credentials, proven with a key of its own (<c>private_key_jwt</c>, RFC 7523). A token is asked
/// for when the first request needs one and again shortly before it ends; requests side by side wait for the same one.
/// </summary>
public sealed class MachineSignIn : IDisposable
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly string clientId;
    private readonly AsymmetricAlgorithm key;
    private readonly string? scope;
    private readonly TimeProvider clock;
    private volatile Token? last;

    /// <param name="clientId">As the administrator of the machine sees it.</param>
    /// <param name="key">The private key whose public half is registered: ECDSA on P-256, or RSA of 2048 bits and more.</param>
    /// <param name="scopes">What to ask for; none: everything the machine may have.</param>
    /// <param name="clock">The clock of this machine; it may differ a minute from the server's.</param>
    public MachineSignIn(string clientId, AsymmetricAlgorithm key, IEnumerable<string>? scopes = null, TimeProvider? clock = null)
    {
        (this.clientId, this.key, this.clock) = (clientId, key, clock ?? TimeProvider.System);
        scope = scopes is null ? null : string.Join(' ', scopes);
    }

    /// <summary>The same with a key as a PEM text: <c>-----BEGIN PRIVATE KEY-----</c>.</summary>
    /// <exception cref="CryptographicException">The text holds no private key of these kinds.</exception>
    public static MachineSignIn FromPem(string clientId, string pem, IEnumerable<string>? scopes = null)
    {
        var curve = ECDsa.Create();
        try
        {
            curve.ImportFromPem(pem);
            return new(clientId, curve, scopes);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            curve.Dispose();
        }
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return new(clientId, rsa, scopes);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            throw new CryptographicException("The text holds no private key of ECDSA or RSA.", wrong);
        }
    }

    public void Dispose()
    {
        one.Dispose();
        key.Dispose();
    }

    /// <summary>A token that still holds for a while.</summary>
    /// <param name="http">Its address is that of the installation.</param>
    /// <param name="refused">A token the server did not take any more; another one is asked for.</param>
    /// <exception cref="SignInException">The server did not let the machine in; its words say why.</exception>
    internal async ValueTask<string> TokenAsync(HttpClient http, string? refused, CancellationToken cancel)
    {
        if (Standing(refused) is { } known)
        {
            return known;
        }
        await one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return Standing(refused) ?? await AskAsync(http, cancel).ConfigureAwait(false);
        }
        finally
        {
            one.Release();
        }
    }

    private string? Standing(string? refused) =>
        last is { } token && token.Until > clock.GetUtcNow() && !string.Equals(token.Text, refused, StringComparison.Ordinal)
            ? token.Text
            : null;

    private async Task<string> AskAsync(HttpClient http, CancellationToken cancel)
    {
        var address = new Uri(http.BaseAddress!, "/oauth2/token");
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = AssertionType,
            ["client_assertion"] = Assertion(address.AbsoluteUri),
        };
        if (scope is not null)
        {
            form["scope"] = scope;
        }
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(address, content, cancel).ConfigureAwait(false);
        var said = await answer.Content.ReadFromJsonAsync<Said>(cancel).ConfigureAwait(false);
        if (said?.AccessToken is not { } text)
        {
            throw new SignInException(said?.Error ?? $"{(int)answer.StatusCode}", said?.Description);
        }
        last = new(text, clock.GetUtcNow() + TimeSpan.FromSeconds(said.ExpiresIn) - Before);
        return text;
    }

    private string Assertion(string audience)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var algorithm = key is ECDsa ? "ES256" : "PS256";
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, typ = "JWT" });
        var claims = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                iss = clientId,
                sub = clientId,
                aud = audience,
                jti = Guid.CreateVersion7().ToString("N"),
                iat = now,
                exp = now + 60,
            }
        );
        var text = $"{Letters(header)}.{Letters(claims)}";
        var bytes = Encoding.ASCII.GetBytes(text);
        var signature = key switch
        {
            ECDsa curve => curve.SignData(bytes, HashAlgorithmName.SHA256),
            RSA rsa => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => throw new CryptographicException("The key is neither ECDSA nor RSA."),
        };
        return $"{text}.{Letters(signature)}";
    }

    private static string Letters(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private sealed record Token(string Text, DateTimeOffset Until);

    private sealed record Said
    {
        [JsonPropertyName("access_token")]
        public string? AccessToken { get; init; }

        [JsonPropertyName("expires_in")]
        public int ExpiresIn { get; init; }

        [JsonPropertyName("error")]
        public string? Error { get; init; }

        [JsonPropertyName("error_description")]
        public string? Description { get; init; }
    }
}

/// <summary>The server did not let the machine in.</summary>
/// <param name="error">The code of RFC 6749, 5.2: <c>invalid_client</c>.</param>
/// <param name="description">What is wrong, and how to mend it.</param>
public sealed class SignInException(string error, string? description) : Exception($"{error}: {description}")
{
    public string Error => error;
}
