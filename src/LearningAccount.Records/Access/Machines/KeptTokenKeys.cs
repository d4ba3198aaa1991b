using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access.Machines;

/// <summary>A key that signs access tokens.</summary>
public sealed record KeptTokenKey
{
    /// <summary>Its thumbprint (RFC 7638).</summary>
    public required string KeyId { get; init; }

    /// <summary>As JSON (RFC 7517).</summary>
    public required string PublicKey { get; init; }

    /// <summary>Protected: without the keys of the data folder nobody signs with it.</summary>
    public required string PrivateKey { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>From then on another one signs.</summary>
    public required DateTimeOffset SignsUntil { get; init; }

    /// <summary>When the last token has ended that it signed.</summary>
    public required DateTimeOffset EndsAt { get; init; }
}

/// <summary>The keys that sign access tokens, of all programs on this database.</summary>
public sealed class KeptTokenKeys(Database database)
{
    /// <summary>Longer than a token lives and than a program goes on signing that has not heard of a new key yet.</summary>
    private static readonly TimeSpan Outlives = TimeSpan.FromMinutes(15);
    private const string Columns = "key_id, public_key, private_key, made_at, signs_until, ends_at";

    /// <summary>Those that some token may still be signed with, the newest first.</summary>
    public async Task<IReadOnlyList<KeptTokenKey>> All(CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var now = database.Clock.GetUtcNow();
        return
        [
            .. (
                await connection.QueryAsync<KeptTokenKey>(
                    new($"select {Columns} from token_key where ends_at > @now", new { now }, cancellationToken: cancel)
                )
            )
                .OrderByDescending(key => key.MadeAt)
                .ThenByDescending(key => key.KeyId, StringComparer.Ordinal),
        ];
    }

    public async Task Add(string keyId, string publicKey, string privateKey, TimeSpan signsFor, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        await database.WriteState("delete from token_key where ends_at < @now", new { now }, cancel);
        await database.WriteState(
            $"""
            insert into token_key ({Columns}) values (@keyId, @publicKey, @privateKey, @now, @signsUntil, @endsAt)
            on conflict (key_id) do nothing
            """,
            new
            {
                keyId,
                publicKey,
                privateKey,
                now,
                signsUntil = now + signsFor,
                endsAt = now + signsFor + Outlives,
            },
            cancel
        );
    }

    /// <summary>None of them signs any more; a new one is made when the next token is asked for.</summary>
    /// <param name="atOnce">What they signed opens nothing any more, either: one of them fell into wrong hands.</param>
    /// <returns>How many there were.</returns>
    public Task<int> Retire(bool atOnce, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        return database.WriteState(
            """
            update token_key set signs_until = case when signs_until < @now then signs_until else @now end,
              ends_at = case when ends_at < @until then ends_at else @until end
            where ends_at > @now
            """,
            new { now, until = atOnce ? now : now + Outlives },
            cancel
        );
    }
}
