using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>
/// The six digits an app shows for thirty seconds (RFC 6238 over RFC 4226). SHA-1 because it is the one that every app knows;
/// as the keyed hash it is used for here it is sound.
/// </summary>
internal static class Totp
{
    public const int Digits = 6;

    // RFC 4226, section 4: 160 bits are recommended.
    private const int KeyBytes = 20;
    private const int StepSeconds = 30;

    // A clock may be off by half a minute (RFC 6238, section 5.2).
    private const int Drift = 1;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    public static string CodeAt(ReadOnlySpan<byte> key, DateTimeOffset now) => Code(key, StepOf(now));

    /// <summary>
    /// The step of time whose code was typed, blanks left out; null where it is none of the last, this and the next one. The
    /// caller refuses steps that were used before.
    /// </summary>
    public static long? Match(ReadOnlySpan<byte> key, string typed, DateTimeOffset now)
    {
        var digits = string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter)));
        if (digits.Length != Digits || !digits.All(char.IsAsciiDigit))
        {
            return null;
        }
        long? matching = null;
        for (var step = StepOf(now) - Drift; step <= StepOf(now) + Drift; step++)
        {
            // All are compared, each in the same time.
            if (
                CryptographicOperations.FixedTimeEquals(
                    System.Text.Encoding.ASCII.GetBytes(Code(key, step)),
                    System.Text.Encoding.ASCII.GetBytes(digits)
                )
            )
            {
                matching = step;
            }
        }
        return matching;
    }

    /// <summary>What the app reads out of the picture (the key URI format of Google Authenticator, which all apps read).</summary>
    public static string Address(ReadOnlySpan<byte> key, string site, string email)
    {
        var label = $"{Uri.EscapeDataString(site)}:{Uri.EscapeDataString(email)}";
        return $"otpauth://totp/{label}?secret={KeyLetters.Of(key)}&issuer={Uri.EscapeDataString(site)}";
    }

    private static long StepOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    private static string Code(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 with the hash that every app knows.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
