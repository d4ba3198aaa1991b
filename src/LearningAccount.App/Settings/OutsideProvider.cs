using System.Text.Json.Serialization;

namespace LearningAccount.App.Settings;

/// <summary>
/// Another sign-in that people may use (OpenID Connect), as settings.json describes it. What the operator has to obtain for
/// CSAM, itsme and the Flemish ACM stands in docs/sign-in.md.
/// </summary>
public sealed record OutsideProvider
{
    /// <summary>Stands in the address the provider sends people back to: <c>/sign-in/back/{id}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it; shown on the button.</summary>
    public required string Name { get; init; }

    /// <summary>Exactly as the provider's own metadata says it.</summary>
    public required Uri Issuer { get; init; }
    public required string ClientId { get; init; }

    /// <summary>A file that holds the client's secret and nothing else.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>A PEM file with the key that signs for the client (<c>private_key_jwt</c>), in the place of a secret.</summary>
    public string? PrivateKeyFile { get; init; }

    /// <summary>The id under which the provider knows that key.</summary>
    public string? KeyId { get; init; }

    /// <summary>Whom the signature is meant for; null: the provider's token endpoint.</summary>
    public string? AssertionAudience { get; init; }

    /// <summary>A PEM file with an RSA key, where the provider encrypts what it says of people.</summary>
    public string? DecryptionKeyFile { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile", "email"];

    /// <summary>What else the provider wants to be asked with, such as <c>acr_values</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public ClaimNames Claims { get; init; } = new();

    /// <summary>True: its addresses are its own people's, also where it does not say <c>email_verified</c>.</summary>
    public bool TrustsEmail { get; init; }

    /// <summary>
    /// Whom access tokens of this provider are meant for (<c>aud</c>) that people's programs may use at our API; null: none are accepted.
    /// </summary>
    public string? ApiAudience { get; init; }

    /// <summary>Where people come back to, on our side.</summary>
    [JsonIgnore]
    public string BackPath => BackPathOf(Id);

    public static string BackPathOf(string id) => $"/sign-in/back/{id}";

    /// <summary>Why it cannot be used; null: it can.</summary>
    /// <param name="folder">Where relative files are looked for.</param>
    public string? Fault(string folder)
    {
        if (Id.Length is 0 or > 30 || !Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-'))
        {
            return "id: up to 30 small letters, digits and hyphens.";
        }
        if (Name.Length is 0 or > 40)
        {
            return "name: what people call it, up to 40 letters.";
        }
        if (!Issuer.IsAbsoluteUri || (Issuer.Scheme is not "https" && !Issuer.IsLoopback) || Issuer.Query.Length > 0)
        {
            return "issuer: an https address.";
        }
        if (ClientId.Length == 0)
        {
            return "clientId: missing.";
        }
        if (!Scopes.Contains("openid", StringComparer.Ordinal))
        {
            return "scopes: openid is missing.";
        }
        // What a provider says at sign-in is meant for the client: it must not open the API as well.
        if (
            ApiAudience is { } audience
            && (audience.Trim().Length == 0 || string.Equals(audience, ClientId, StringComparison.Ordinal))
        )
        {
            return "apiAudience: what the provider calls the API, which is not the clientId.";
        }
        if (ClientSecretFile is not null && PrivateKeyFile is not null)
        {
            return "clientSecretFile and privateKeyFile: give one of them.";
        }
        foreach (var file in (string?[])[ClientSecretFile, PrivateKeyFile, DecryptionKeyFile])
        {
            if (file is not null && !File.Exists(Path.Combine(folder, file)))
            {
                return $"{file}: there is no such file.";
            }
        }
        return null;
    }
}

/// <summary>What the provider calls what it says of a person.</summary>
public sealed record ClaimNames
{
    /// <summary>One, or several that make the name together.</summary>
    public IReadOnlyList<string> Name { get; init; } = ["name"];
    public string Email { get; init; } = "email";

    /// <summary>The national number, verified; null: it says none.</summary>
    public string? Ssin { get; init; }
}
