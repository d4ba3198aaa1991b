using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>What a step of signing in came to.</summary>
/// <param name="Wait">It may not be tried before that.</param>
/// <param name="Secret">The way to the next step.</param>
/// <param name="User">Who it is.</param>
public sealed record StepResult(TimeSpan? Wait = null, string? Secret = null, Guid? User = null)
{
    /// <summary>Something does not fit; what, is not told.</summary>
    public static readonly StepResult Wrong = new();
}

/// <summary>
/// Signing in by password and the code of an app, and by a recovery code. Whether an address is known here cannot be learnt: the
/// same is counted, hashed and answered for one that is not.
/// </summary>
public sealed class PasswordDoor(
    Database database,
    Passwords passwords,
    RecoveryCodes recovery,
    OneTimeSecrets secrets,
    SlowGuessing guessing,
    PasswordCheck check,
    AppKeys keys
)
{
    public static readonly TimeSpan StepLife = TimeSpan.FromMinutes(10);

    /// <summary>The first step.</summary>
    public async Task<StepResult> TryPassword(string email, string password, string from, CancellationToken stop)
    {
        if (await Slowed(email, from, stop) is { } wait)
        {
            return new(Wait: wait);
        }
        var user = await Known(email, stop);
        var kept = user is null ? null : await passwords.Of(user.UserId, stop);
        if (!check.Matches(kept?.PasswordHash, password, out var isOld))
        {
            return StepResult.Wrong;
        }
        if (isOld)
        {
            await passwords.SetPassword(user!.UserId, check.Hash(password), stop);
        }
        return new(Secret: await secrets.Issue(SecretPurpose.SecondStep, user!.UserId, user.Email, StepLife, stop));
    }

    /// <summary>The second: the code of the app, or a recovery code in its place. Null: the first was too long ago.</summary>
    public async Task<StepResult?> TryCode(string? secret, string code, string from, CancellationToken stop)
    {
        if (await secrets.Find(SecretPurpose.SecondStep, secret, stop) is not { UserId: { } userId } step)
        {
            return null;
        }
        if (await Slowed(step.Content, from, stop) is { } wait)
        {
            return new(Wait: wait);
        }
        if (!await Fits(userId, code, stop))
        {
            return StepResult.Wrong;
        }
        if (await secrets.Redeem(SecretPurpose.SecondStep, secret, stop) is null)
        {
            return null;
        }
        await guessing.Forget(OfAccount(step.Content), stop);
        return new(User: userId);
    }

    /// <summary>In one step, for who signs in with a passkey and has lost it. Who has a password needs that too.</summary>
    public async Task<StepResult> TryRecovery(string email, string code, string from, CancellationToken stop)
    {
        if (await Slowed(email, from, stop) is { } wait)
        {
            return new(Wait: wait);
        }
        var user = await Known(email, stop);
        if (user is null || await passwords.Of(user.UserId, stop) is not null || !await recovery.Use(user.UserId, code, stop))
        {
            return StepResult.Wrong;
        }
        await guessing.Forget(OfAccount(email), stop);
        return new(User: user.UserId);
    }

    /// <summary>Both at once, by somebody who is signed in and proves it again.</summary>
    public async Task<StepResult> TryBoth(Visitor visitor, string password, string code, string from, CancellationToken stop)
    {
        if (await Slowed(visitor.Email, from, stop) is { } wait)
        {
            return new(Wait: wait);
        }
        var kept = await passwords.Of(visitor.UserId, stop);
        if (!check.Matches(kept?.PasswordHash, password, out _) || !await Fits(visitor.UserId, code, stop))
        {
            return StepResult.Wrong;
        }
        await guessing.Forget(OfAccount(visitor.Email), stop);
        return new(User: visitor.UserId);
    }

    private async Task<bool> Fits(Guid userId, string code, CancellationToken stop)
    {
        if (RecoveryCodes.IsLike(code))
        {
            return await recovery.Use(userId, code, stop);
        }
        return await passwords.Of(userId, stop) is { } kept
            && keys.Read(kept.AppKey) is { } key
            && Totp.Match(key, code, database.Clock.GetUtcNow()) is { } at
            && await passwords.UseStep(userId, at, stop);
    }

    // The account first: who is behind one address with others is told to wait only for what all of them tried.
    private async Task<TimeSpan?> Slowed(string email, string from, CancellationToken stop) =>
        await guessing.Try(OfAccount(email), GuessLimit.Account, stop)
        ?? await guessing.Try($"from {from}", GuessLimit.Address, stop);

    private static string OfAccount(string email) => $"account {RegisterUser.Folded(email)}";

    private async Task<PortalUserVersion?> Known(string email, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        return await ReadAccess.UserAt(connection, email, stop) is { IsOpen: true } user ? user : null;
    }
}
