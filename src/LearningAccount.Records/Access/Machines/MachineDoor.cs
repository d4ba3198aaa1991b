using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access.Machines;

/// <summary>What is remembered of those who came in: assertions that have served, tokens taken back, when each key was last used.</summary>
public sealed class MachineDoor(Database database)
{
    /// <summary>Takes an assertion as used. False: it was before, here or by another program on the same database.</summary>
    /// <param name="id">What makes it one of its machine's.</param>
    /// <param name="until">Until when it would open the door.</param>
    public async Task<bool> Use(Guid machineId, string id, DateTimeOffset until, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        await database.WriteState("delete from used_assertion where ends_at < @now", new { now }, cancel);
        return await database.WriteState(
                "insert into used_assertion (assertion_hash, ends_at) values (@hash, @until) on conflict (assertion_hash) do nothing",
                new { hash = OneTimeSecrets.HashOf($"{machineId:D} {id}"), until },
                cancel
            ) == 1;
    }

    /// <summary>Keeps that a key led its machine in, unless that would have to wait.</summary>
    public Task Enter(Guid machineId, string keyId, CancellationToken cancel) =>
        database.TryWriteState(
            """
            insert into machine_use (machine_id, key_id, used_at) values (@machineId, @keyId, @now)
            on conflict (machine_id, key_id) do update set used_at = excluded.used_at
            """,
            new
            {
                machineId,
                keyId,
                now = database.Clock.GetUtcNow(),
            },
            cancel
        );

    /// <summary>Takes one token back.</summary>
    /// <param name="until">Its end; then it need not be remembered any more.</param>
    public async Task Revoke(string tokenId, DateTimeOffset until, CancellationToken cancel)
    {
        var longAgo = database.Clock.GetUtcNow() - TimeSpan.FromHours(1);
        await database.WriteState("delete from revoked_token where ends_at < @longAgo", new { longAgo }, cancel);
        await database.WriteState(
            "insert into revoked_token (token_id, ends_at) values (@tokenId, @until) on conflict (token_id) do nothing",
            new { tokenId, until },
            cancel
        );
    }
}
