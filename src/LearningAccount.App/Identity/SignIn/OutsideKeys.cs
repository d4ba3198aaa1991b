using LearningAccount.App.Settings;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>The secrets and keys of this client at another sign-in, read from their files at the start.</summary>
internal sealed class OutsideKeys
{
    private readonly SigningCredentials? signing;

    public OutsideKeys(OutsideProvider provider, string folder)
    {
        Secret = provider.ClientSecretFile is { } secret ? File.ReadAllText(Path.Combine(folder, secret)).Trim() : null;
        signing = provider.PrivateKeyFile is { } key
            ? SignedAssertion.Key(File.ReadAllText(Path.Combine(folder, key)), provider.KeyId)
            : null;
        Decryption = provider.DecryptionKeyFile is { } own
            ? SignedAssertion.Rsa(File.ReadAllText(Path.Combine(folder, own)), null)
            : null;
    }

    public string? Secret { get; }
    public SecurityKey? Decryption { get; }
    public bool Signs => signing is not null;

    /// <summary>Says that we are this client, once, for a minute (RFC 7523).</summary>
    public string Assertion(string clientId, string audience, DateTimeOffset now) =>
        SignedAssertion.Of(clientId, audience, signing!, now);
}
