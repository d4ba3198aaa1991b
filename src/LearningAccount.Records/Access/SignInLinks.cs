using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>
/// Links by which somebody enters who cannot sign in yet, or no longer: the first administrator, who was invited, who has lost
/// everything. Each serves once, and a new one makes those before it useless.
/// </summary>
public sealed class SignInLinks(Database database)
{
    private static readonly TimeSpan SetUpLife = TimeSpan.FromDays(1);
    private static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);
    private static readonly TimeSpan RecoveryLife = TimeSpan.FromDays(1);
    private readonly OneTimeSecrets secrets = new(database);

    /// <summary>The page a link leads to.</summary>
    public static string PathOf(string secret) => $"/join/{secret}";

    /// <summary>For the first administrator. Null: somebody has signed in already.</summary>
    public async Task<string?> ForSetUp(CancellationToken cancel)
    {
        await using (var connection = await database.Connect(cancel))
        {
            if (await IsSetUp(connection, cancel))
            {
                return null;
            }
        }
        await secrets.Revoke(SecretPurpose.SignInLink, null, null, cancel);
        return await secrets.Issue(SecretPurpose.SignInLink, null, "", SetUpLife, cancel);
    }

    /// <summary>For somebody an employer invites, who has not come yet.</summary>
    /// <exception cref="RefusedException">
    /// <c>linkOthers</c>: the person can sign in already, or another employer knows it too. Whoever held the link could enter
    /// there as well.
    /// </exception>
    public async Task<string> ForInvited(Guid userId, Guid employerId, CancellationToken cancel)
    {
        var secret = await InMail(userId, employerId, cancel) ?? throw new RefusedException("linkOthers", "user");
        await secrets.Revoke(SecretPurpose.SignInLink, userId, secret, cancel);
        return secret;
    }

    /// <summary>
    /// The same to be mailed at this moment; null where the person needs or may have none. Mail can go out more than once: one
    /// that was sent before keeps serving, until one of them has.
    /// </summary>
    public async Task<string?> InMail(Guid userId, Guid employerId, CancellationToken cancel)
    {
        await using (var connection = await database.Connect(cancel))
        {
            var grants = await ReadAccess.GrantsOf(connection, userId, cancel);
            var user = await ReadAccess.User(connection, userId, cancel);
            if (
                user is not { IsOpen: true, IsOperator: false }
                || grants.Any(grant => grant.EmployerId != employerId)
                || (await WaysIn.Of(database, userId, cancel)).HasAny
            )
            {
                return null;
            }
        }
        return await secrets.Issue(SecretPurpose.SignInLink, userId, "", InvitationLife, cancel);
    }

    /// <summary>For somebody who has lost everything, by the operator: all that led in before leads in no more.</summary>
    public async Task<string> Anew(Guid userId, Sessions sessions, CancellationToken cancel)
    {
        await WaysIn.RemoveAll(database, userId, cancel);
        await sessions.EndAll(userId, except: null, cancel);
        return await secrets.Issue(SecretPurpose.SignInLink, userId, "", RecoveryLife, cancel);
    }

    /// <summary>Takes a link back, and with it all others of its person; false for everybody but the first.</summary>
    public async Task<bool> Redeem(string secret, CancellationToken cancel) =>
        await secrets.Find(SecretPurpose.SignInLink, secret, cancel) is { } found
        && await database.WriteState(
            "delete from one_time_secret where purpose = @purpose and (secret_hash = @hash or user_id = @UserId)",
            new
            {
                purpose = ColumnText.Of(SecretPurpose.SignInLink),
                hash = OneTimeSecrets.HashOf(secret),
                found.UserId,
            },
            cancel
        ) > 0;

    /// <summary>True once anybody can sign in.</summary>
    public static async Task<bool> IsSetUp(System.Data.Common.DbConnection connection, CancellationToken cancel) =>
        await connection.ExecuteScalarAsync<long>(
            new(
                """
                select count(*) from portal_user as u where u.superseded is null and u.is_open = 1 and (
                  exists (select 1 from passkey as k where k.user_id = u.user_id)
                  or exists (select 1 from user_password as p where p.user_id = u.user_id)
                  or exists (select 1 from outside_identity as o where o.user_id = u.user_id))
                """,
                cancellationToken: cancel
            )
        ) > 0;
}
