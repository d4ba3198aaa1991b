using Microsoft.AspNetCore.Identity;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>Hashes and checks passwords with the framework's hasher (PBKDF2 with HMAC-SHA512, a salt each).</summary>
public sealed class PasswordCheck
{
    private static readonly object Anybody = new();
    private readonly PasswordHasher<object> hasher = new(
        // OWASP's figure for this function; the hash says its own, so it can be raised at any time.
        Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 210_000 })
    );

    // What the password of somebody unknown is compared with: it takes the same time.
    private readonly string nobodys;

    public PasswordCheck() => nobodys = Hash(Guid.CreateVersion7().ToString());

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
        var result = hasher.VerifyHashedPassword(Anybody, hash ?? nobodys, PasswordRules.Folded(password));
        isOld = result is PasswordVerificationResult.SuccessRehashNeeded;
        return hash is not null && result is not PasswordVerificationResult.Failed;
    }
}
