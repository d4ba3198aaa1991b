using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>Somebody as another sign-in knows the person: its subject, which never changes, at its issuer.</summary>
public sealed record OutsideIdentity
{
    public required string Issuer { get; init; }
    public required string Subject { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset LinkedAt { get; init; }
    public required DateTimeOffset UsedAt { get; init; }
}

/// <summary>Who of another sign-in is who here.</summary>
public sealed class OutsideIdentities(Database database)
{
    private const string Columns = "issuer, subject, user_id, linked_at, used_at";

    public async Task<IReadOnlyList<OutsideIdentity>> Of(Guid userId, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return
        [
            .. await connection.QueryAsync<OutsideIdentity>(
                new(
                    $"select {Columns} from outside_identity where user_id = @userId order by issuer, subject",
                    new { userId },
                    cancellationToken: cancel
                )
            ),
        ];
    }

    public async Task<OutsideIdentity?> Find(string issuer, string subject, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.QuerySingleOrDefaultAsync<OutsideIdentity>(
            new(
                $"select {Columns} from outside_identity where issuer = @issuer and subject = @subject",
                new { issuer, subject },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Links it to a person. False: it is another person's already.</summary>
    public async Task<bool> Link(string issuer, string subject, Guid userId, CancellationToken cancel) =>
        await database.WriteState(
            $"""
            insert into outside_identity ({Columns}) values (@issuer, @subject, @userId, @now, @now)
            on conflict (issuer, subject) do update set used_at = excluded.used_at
            where outside_identity.user_id = excluded.user_id
            """,
            new
            {
                issuer,
                subject,
                userId,
                now = database.Clock.GetUtcNow(),
            },
            cancel
        ) == 1;

    public Task Remove(Guid userId, string issuer, string subject, CancellationToken cancel) =>
        database.WriteState(
            "delete from outside_identity where user_id = @userId and issuer = @issuer and subject = @subject",
            new
            {
                userId,
                issuer,
                subject,
            },
            cancel
        );
}
