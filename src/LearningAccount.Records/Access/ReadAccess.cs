using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>Reads who may enter, as it is now.</summary>
public static class ReadAccess
{
    /// <summary>All that employers grant a person.</summary>
    public static async Task<ImmutableArray<Grant>> GrantsOf(DbConnection connection, Guid userId, CancellationToken cancel) =>
        [
            .. (
                await connection.QueryAsync<AccessGrantVersion>(
                    new(
                        $"select {Tables.AccessGrant.ColumnList} from access_grant where user_id = @userId and superseded is null",
                        new { userId },
                        cancellationToken: cancel
                    )
                )
            ).Select(Grant.Of),
        ];

    public static Task<PortalUserVersion?> User(DbConnection connection, Guid userId, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<PortalUserVersion>(
            new(
                $"select {Tables.PortalUser.ColumnList} from portal_user where user_id = @userId and superseded is null",
                new { userId },
                cancellationToken: cancel
            )
        );

    /// <summary>Somebody who comes without a session; null: there is none such, or it may no longer sign in.</summary>
    /// <param name="personId">Whose national number was proven just now; null: that of the last time.</param>
    public static async Task<Visitor?> VisitorOf(
        DbConnection connection,
        Guid userId,
        Guid? personId,
        Door door,
        CancellationToken cancel
    ) =>
        await User(connection, userId, cancel) is { IsOpen: true } user
            ? new()
            {
                UserId = user.UserId,
                Name = user.Name,
                Email = user.Email,
                Language = user.Language,
                PersonId = personId ?? user.PersonId,
                IsOperator = user.IsOperator,
                Door = door,
                Grants = await GrantsOf(connection, userId, cancel),
            }
            : null;

    /// <param name="email">As it was typed.</param>
    public static Task<PortalUserVersion?> UserAt(DbConnection connection, string email, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<PortalUserVersion>(
            new(
                $"select {Tables.PortalUser.ColumnList} from portal_user where email = @email and superseded is null",
                new { email = RegisterUser.Folded(email) },
                cancellationToken: cancel
            )
        );

    public static async Task<IReadOnlyList<PortalUserVersion>> Users(DbConnection connection, CancellationToken cancel) =>
        await ReadVersions.Now(connection, Tables.PortalUser, JournalLine.Instance, cancel);

    /// <summary>True until the first person signs in: then the set-up link opens the door.</summary>
    public static async Task<bool> IsEmpty(DbConnection connection, CancellationToken cancel) =>
        await connection.ExecuteScalarAsync<long>(new("select count(*) from portal_user", cancellationToken: cancel)) == 0;

    /// <summary>The people with access to an employer, each with one grant.</summary>
    public static async Task<IReadOnlyList<PersonWithAccess>> Of(
        DbConnection connection,
        Guid employerId,
        CancellationToken cancel
    )
    {
        var grants = await ReadVersions.Now(connection, Tables.AccessGrant, employerId, cancel);
        var people = (await Users(connection, cancel)).ToDictionary(user => user.UserId);
        return
        [
            .. grants
                .Where(grant => people.ContainsKey(grant.UserId))
                .Select(grant => new PersonWithAccess(people[grant.UserId], Grant.Of(grant))),
        ];
    }
}

/// <summary>A person and what an employer lets it do.</summary>
public sealed record PersonWithAccess(PortalUserVersion User, Grant Grant);
