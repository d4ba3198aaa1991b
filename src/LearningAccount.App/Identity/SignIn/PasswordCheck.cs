using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.Identity;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>Hashes and checks passwords with the framework's hasher (PBKDF2 with HMAC-SHA512, a salt each).</summary>
public sealed class PasswordCheck
{
    // OWASP's figure for this function; the hash says its own, so it can be raised at any time.
    private const int Iterations = 210_000;

    // The parts of a hash as the framework writes it: version, function, rounds, length of the salt, salt, key.
    private const byte FormatOfHash = 1;
    private const int SaltBytes = 16;
    private const int KeyBytes = 32;

    private static readonly object Anybody = new();
    private readonly PasswordHasher<object> hasher = new(
        Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = Iterations })
    );

    // What the password of somebody unknown is compared with: it takes the same time, and nothing matches it.
    internal string OfNobody { get; } =
        Convert.ToBase64String([
            FormatOfHash,
            .. BigEndian((uint)KeyDerivationPrf.HMACSHA512),
            .. BigEndian(Iterations),
            .. BigEndian(SaltBytes),
            .. RandomNumberGenerator.GetBytes(SaltBytes + KeyBytes),
        ]);

    private static byte[] BigEndian(uint value)
    {
        var four = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(four, value);
        return four;
    }

    public string Hash(string password) => hasher.HashPassword(Anybody, PasswordRules.Folded(password));

    /// <param name="hash">Null: there is no such person, which takes as long.</param>
    /// <param name="isOld">True where it should be hashed anew, since hashing got stronger meanwhile.</param>
    public bool Matches(string? hash, string password, out bool isOld)
    {
        isOld = false;
        if (password.Length > PasswordRules.Longest)
        {
            password = "";
        }
        var result = hasher.VerifyHashedPassword(Anybody, hash ?? OfNobody, PasswordRules.Folded(password));
        isOld = result is PasswordVerificationResult.SuccessRehashNeeded;
        return hash is not null && result is not PasswordVerificationResult.Failed;
    }
}
