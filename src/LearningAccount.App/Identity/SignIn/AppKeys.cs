using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>
/// Protects what has to be read again: the keys of apps in the database, and what waits in a page or cookie. The keys that
/// protect it lie in the data folder, so a copy of the database alone makes no codes.
/// </summary>
public sealed class AppKeys(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private readonly IDataProtector kept = protection.CreateProtector("app-key");
    private readonly ITimeLimitedDataProtector waiting = protection
        .CreateProtector("app-key-waiting")
        .ToTimeLimitedDataProtector();

    public string Protect(byte[] key) => Convert.ToBase64String(kept.Protect(key));

    /// <summary>Null where the keys of the data folder were lost.</summary>
    public byte[]? Read(string key)
    {
        try
        {
            return kept.Unprotect(Convert.FromBase64String(key));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A key that is shown to somebody and not kept yet, to stand in the page.</summary>
    public string Offer(byte[] key, Guid userId) => waiting.Protect($"{userId:D} {Convert.ToHexString(key)}", Patience);

    /// <summary>The key that was offered to this person; null: to nobody, or too long ago.</summary>
    public byte[]? Offered(string? text, Guid userId)
    {
        try
        {
            var parts = text is { Length: > 0 and < 2000 } ? waiting.Unprotect(text).Split(' ') : [];
            return parts is [var user, var key] && string.Equals(user, userId.ToString("D"), StringComparison.Ordinal)
                ? Convert.FromHexString(key)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
