using System.Globalization;
using LearningAccount.Records.Notices;
using Microsoft.AspNetCore.DataProtection;

namespace LearningAccount.App.Mail;

/// <summary>Seals into a link whose mail of which kind it stops, so that nobody can make one for somebody else.</summary>
public sealed class StopLinks(IDataProtectionProvider protection)
{
    private const int Longest = 500;
    private readonly IDataProtector protector = protection.CreateProtector("stop-mail");

    /// <summary>Null: mail of this kind cannot be declined.</summary>
    public string? Seal(Guid user, MailKind kind) =>
        MailChoices.Declinable.Contains(kind)
            ? protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{user:N}{kind}"))
            : null;

    public (Guid User, MailKind Kind)? Open(string seal)
    {
        if (seal.Length > Longest)
        {
            return null;
        }
        try
        {
            var text = protector.Unprotect(seal);
            return (Guid.ParseExact(text[..32], "N"), Enum.Parse<MailKind>(text[32..]));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
