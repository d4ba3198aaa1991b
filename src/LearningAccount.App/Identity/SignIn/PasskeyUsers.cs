using System.Buffers.Text;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Identity;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>Somebody as the framework's passkeys name the person: by our id alone.</summary>
internal sealed record PasskeyUser(Guid Id);

/// <summary>
/// Shows the framework's verification of passkeys what lies in our tables. It only asks; what changes is written by
/// <see cref="PasskeyCeremonies"/>.
/// </summary>
internal sealed class PasskeyUsers(Passkeys passkeys, Database database) : IUserPasskeyStore<PasskeyUser>
{
    public Task<string> GetUserIdAsync(PasskeyUser user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString("D"));

    public async Task<PasskeyUser?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(userId, "D", out var id))
        {
            return null;
        }
        await using var connection = await database.Connect(cancellationToken);
        return await ReadAccess.User(connection, id, cancellationToken) is { IsOpen: true } ? new(id) : null;
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyUser user, CancellationToken cancellationToken) =>
        [.. (await passkeys.Of(user.Id, cancellationToken)).Select(Shown)];

    public async Task<PasskeyUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.Find(Base64Url.EncodeToString(credentialId), cancellationToken) is { } found ? new(found.UserId) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        PasskeyUser user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) =>
        await passkeys.Find(Base64Url.EncodeToString(credentialId), cancellationToken) is { } found && found.UserId == user.Id
            ? Shown(found)
            : null;

    public void Dispose() { }

    public Task AddOrUpdatePasskeyAsync(PasskeyUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task RemovePasskeyAsync(PasskeyUser user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<string?> GetUserNameAsync(PasskeyUser user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SetUserNameAsync(PasskeyUser user, string? userName, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<string?> GetNormalizedUserNameAsync(PasskeyUser user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(PasskeyUser user, string? normalizedName, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(PasskeyUser user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(PasskeyUser user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(PasskeyUser user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<PasskeyUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private static UserPasskeyInfo Shown(Passkey passkey) =>
        new(
            Base64Url.DecodeFromChars(passkey.CredentialId),
            Base64Url.DecodeFromChars(passkey.PublicKey),
            passkey.MadeAt,
            (uint)passkey.SignCount,
            passkey.Transports?.Split(','),
            // Demanded of every passkey when it is made.
            isUserVerified: true,
            passkey.IsBackupEligible,
            passkey.IsBackedUp,
            attestationObject: [],
            clientDataJson: []
        );
}
