using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace LearningAccount.App.Portal.SignIn;

/// <summary>A password and the key of an app, as they are offered and checked wherever somebody sets both.</summary>
/// <param name="Key">The key as letters, in groups of four.</param>
/// <param name="Offer">The key as it stands in the page until it is kept.</param>
/// <param name="Email">For the browser's own store of passwords.</param>
public sealed record NewPassword(string Key, string Offer, QrPicture Picture, string Email)
{
    private const string Site = "Learning Account";

    /// <summary>The key that was offered before, or a new one.</summary>
    public static NewPassword For(Guid userId, string email, string? offered, AppKeys keys)
    {
        var key = keys.Offered(offered, userId) ?? Totp.NewKey();
        var letters = string.Join(' ', KeyLetters.Of(key).Chunk(4).Select(group => new string(group)));
        return new(letters, keys.Offer(key, userId), QrPicture.Of(Totp.Address(key, Site, email)), email);
    }

    /// <summary>Keeps both where nothing is wrong with either; else the faults stand in <paramref name="state"/>.</summary>
    /// <param name="mayKeep">Asked when all is right, before anything is kept.</param>
    public static async Task<bool> Keep(
        (Guid Id, string Name, string Email) user,
        string? password,
        string? offered,
        string? code,
        PasswordParts parts,
        ModelStateDictionary state,
        Words words,
        Func<Task<bool>> mayKeep,
        CancellationToken stop
    )
    {
        if (PasswordRules.Fault(password ?? "", user.Name, user.Email) is { } fault)
        {
            state.AddModelError("password", SignInWords.Of(fault, words));
        }
        var key = parts.Keys.Offered(offered, user.Id);
        var step = key is null ? null : Totp.Match(key, code ?? "", parts.Clock.GetUtcNow());
        if (key is null || step is null)
        {
            state.AddModelError("code", words[key is null ? "signIn.appLate" : "signIn.codeWrong"]);
        }
        if (!state.IsValid || !await mayKeep())
        {
            return false;
        }
        await parts.Passwords.Set(user.Id, parts.Check.Hash(password!), parts.Keys.Protect(key!), step!.Value, stop);
        return true;
    }
}

/// <summary>What keeping a password needs.</summary>
public sealed record PasswordParts(Passwords Passwords, PasswordCheck Check, AppKeys Keys, TimeProvider Clock);
