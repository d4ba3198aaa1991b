using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>All the ways by which a person can sign in.</summary>
/// <param name="Password">Null: signs in without one.</param>
public sealed record WaysIn(
    IReadOnlyList<Passkey> Passkeys,
    KeptPassword? Password,
    IReadOnlyList<OutsideIdentity> Outside,
    int RecoveryCodesLeft
)
{
    /// <summary>False: the person was invited and has not come yet, or has lost everything.</summary>
    public bool HasAny => Count > 0;

    /// <summary>Without the recovery codes, which are for emergencies. The last way is never taken away.</summary>
    public int Count => Passkeys.Count + (Password is null ? 0 : 1) + Outside.Count;

    public static async Task<WaysIn> Of(Database database, Guid userId, CancellationToken cancel) =>
        new(
            await new Passkeys(database).Of(userId, cancel),
            await new Passwords(database).Of(userId, cancel),
            await new OutsideIdentities(database).Of(userId, cancel),
            await new RecoveryCodes(database).Left(userId, cancel)
        );

    /// <summary>Takes all of them away, for who has lost everything or shall not enter any more.</summary>
    public static async Task RemoveAll(Database database, Guid userId, CancellationToken cancel)
    {
        foreach (var table in (string[])["passkey", "user_password", "outside_identity", "recovery_code", "one_time_secret"])
        {
            await database.WriteState($"delete from {table} where user_id = @userId", new { userId }, cancel);
        }
    }
}
