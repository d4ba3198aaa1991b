using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LearningAccount.Records.Events.Webhooks;
using Microsoft.AspNetCore.DataProtection;

namespace LearningAccount.App.Events.Webhooks;

/// <summary>
/// What webhooks are signed with (Standard Webhooks 1.0, symmetric). A secret is shown once, when it is made; it is kept protected by
/// the keys of the data folder, so a copy of the database alone signs nothing.
/// </summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private const int SecretBytes = 32;
    private readonly IDataProtector protector = protection.CreateProtector("webhook-secret");

    /// <summary>A new one: as its program is shown it, and as it is kept.</summary>
    public (string Shown, string Kept) Make()
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return (Prefix + Convert.ToBase64String(secret), Convert.ToBase64String(protector.Protect(secret)));
    }

    /// <summary>The header <c>webhook-signature</c>: by the secret, and for a while by the one before.</summary>
    /// <exception cref="CryptographicException">The secret cannot be read: the keys of the data folder are others.</exception>
    public string Signatures(Webhook webhook, Guid message, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var signed = Signature(Read(webhook.Secret), $"{message:D}", now.ToUnixTimeSeconds(), body);
        return webhook.OldSecret is { } old && now < webhook.OldSecretUntil
            ? $"{signed} {Signature(Read(old), $"{message:D}", now.ToUnixTimeSeconds(), body)}"
            : signed;
    }

    /// <param name="seconds">Since 1970, as the header <c>webhook-timestamp</c> says them.</param>
    internal static string Signature(ReadOnlySpan<byte> secret, string message, long seconds, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message}.{seconds}."));
        return Version + Convert.ToBase64String(HMACSHA256.HashData(secret, [.. head, .. body]));
    }

    private byte[] Read(string kept) => protector.Unprotect(Convert.FromBase64String(kept));
}
