using Dapper;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>Who here is the person another sign-in speaks of.</summary>
/// <param name="UserId">Null: a person we keep accounts of, who has not been here before and is asked where mail goes.</param>
/// <param name="PersonId">Whose national number was proven; null: none was.</param>
public sealed record OutsideArrival(Guid? UserId, Guid? PersonId);

/// <summary>
/// Finds who somebody is that another sign-in has proven: known by its subject; else by the link the person holds; else by the
/// national number; else by a verified address, which finds only people who were invited and have not come yet: whoever can
/// sign in already links the other sign-in while signed in.
/// </summary>
public sealed class OutsideArrivals(Database database, OutsideIdentities outside, OneTimeSecrets secrets, SignInLinks links)
{
    /// <exception cref="OutsideSignInException"><c>Unknown</c>, <c>Another</c>.</exception>
    public async Task<OutsideArrival> Arrive(OutsidePerson person, OutsideAttempt attempt, CancellationToken stop)
    {
        var personId = await PersonOf(person, stop);
        var known = (await outside.Find(person.Issuer, person.Subject, stop))?.UserId;
        if (attempt.UserId is { } asking)
        {
            return attempt.IsProof && known != asking || !await Link(person, asking, personId, stop)
                ? throw Another()
                : new(asking, personId);
        }
        var invited = known is null ? await ByLink(attempt, stop) : null;
        var user = known ?? invited ?? await ByNumber(personId, stop) ?? await ByAddress(person, stop);
        if (user is not { } found)
        {
            return personId is null
                ? throw new OutsideSignInException(OutsideFault.Unknown, "nobody here is this person")
                : new(null, personId);
        }
        if (!await IsOpen(found, stop))
        {
            throw new OutsideSignInException(OutsideFault.Unknown, "the person may no longer sign in");
        }
        // Of two who come by one link at the same time, one comes in.
        if (invited is not null && !await links.Redeem(attempt.Link!, stop))
        {
            throw new OutsideSignInException(OutsideFault.Unknown, "the link has served");
        }
        if (!await Link(person, found, personId, stop))
        {
            throw Another();
        }
        return new(found, personId);
    }

    /// <summary>The same of somebody whose program brings a token: found again without writing anything, where the person was here before.</summary>
    /// <exception cref="OutsideSignInException"><c>Unknown</c>, <c>Another</c>.</exception>
    public async Task<OutsideArrival> Recognise(OutsidePerson person, string provider, CancellationToken stop)
    {
        if ((await outside.Find(person.Issuer, person.Subject, stop))?.UserId is not { } known)
        {
            return await Arrive(person, OutsideAttempt.None(provider), stop);
        }
        var personId = await PersonOf(person, stop);
        return personId is not null && await ProvenOf(known, stop) is { } proven && proven != personId
            ? throw Another()
            : new(known, personId);
    }

    /// <summary>Makes somebody known whose national number was proven.</summary>
    /// <exception cref="RefusedException">The name or address cannot be used.</exception>
    public async Task<Guid> Welcome(OutsidePerson person, Guid personId, string email, string? language, CancellationToken stop)
    {
        var name = person.Name ?? email;
        var user = await Change.Make(
            database,
            new Author(name, Door.Portal),
            change => RegisterUser.Do(change, name, email, language, isOperator: false, stop),
            stop
        );
        await Prove(user, personId, name, stop);
        return await outside.Link(person.Issuer, person.Subject, user, stop) ? user : throw Another();
    }

    private async Task<Guid?> PersonOf(OutsidePerson person, CancellationToken stop)
    {
        if (person.Ssin is not { } number)
        {
            return null;
        }
        await using var connection = await database.Connect(stop);
        var found = await PersonDirectory.Find(connection, [number], stop);
        return found.TryGetValue(number, out var id) ? id : null;
    }

    private async Task<Guid?> ByLink(OutsideAttempt attempt, CancellationToken stop) =>
        (await secrets.Find(SecretPurpose.SignInLink, attempt.Link, stop))?.UserId;

    private async Task<Guid?> ByNumber(Guid? personId, CancellationToken stop)
    {
        if (personId is null)
        {
            return null;
        }
        var users = await UsersOf(personId.Value, stop);
        return users.Count == 1 ? users[0] : null;
    }

    private async Task<Guid?> ByAddress(OutsidePerson person, CancellationToken stop)
    {
        if (person.VerifiedEmail is not { } email)
        {
            return null;
        }
        await using var connection = await database.Connect(stop);
        return
            await ReadAccess.UserAt(connection, email, stop) is { PersonId: null } user
            && !(await WaysIn.Of(database, user.UserId, stop)).HasAny
            ? user.UserId
            : null;
    }

    private async Task<bool> IsOpen(Guid userId, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        return await ReadAccess.User(connection, userId, stop) is { IsOpen: true };
    }

    // False: it is somebody else's, or the person is proven to be somebody else.
    private async Task<bool> Link(OutsidePerson person, Guid userId, Guid? personId, CancellationToken stop)
    {
        var proven = await ProvenOf(userId, stop);
        if (personId is not null && proven is not null && proven != personId)
        {
            return false;
        }
        if (!await outside.Link(person.Issuer, person.Subject, userId, stop))
        {
            return false;
        }
        if (personId is { } id && proven is null && (await UsersOf(id, stop)).Count == 0)
        {
            await Prove(userId, id, person.Name ?? "", stop);
        }
        return true;
    }

    private async Task<Guid?> ProvenOf(Guid userId, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        return (await ReadAccess.User(connection, userId, stop))?.PersonId;
    }

    private Task<Guid> Prove(Guid userId, Guid personId, string name, CancellationToken stop) =>
        Change.Make(
            database,
            new Author(name.Length > 0 ? name : "portal", Door.Portal),
            async change =>
            {
                await RegisterUser.Change(change, userId, known => known with { PersonId = personId }, stop);
                return userId;
            },
            stop
        );

    private async Task<List<Guid>> UsersOf(Guid personId, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        return
        [
            .. await connection.QueryAsync<Guid>(
                new(
                    "select user_id from portal_user where employer_id = @instance and person_id = @personId and superseded is null and is_open = 1",
                    new { instance = JournalLine.Instance, personId },
                    cancellationToken: stop
                )
            ),
        ];
    }

    private static OutsideSignInException Another() => new(OutsideFault.Another, "it is somebody else's");
}
