using System.Data.Common;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>
/// Which workers read their own account here: those the employer gave access to it, and those whose sign-in proved their number.
/// To nobody else is anything told by these pages.
/// </summary>
public static class OwnReaders
{
    /// <summary>By worker, the users who are that worker.</summary>
    public static async Task<ILookup<Guid, PortalUserVersion>> Of(
        DbConnection connection,
        EmployerSnapshot snapshot,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var people = await ReadAccess.Of(connection, snapshot.Employer.EmployerId, cancel);
        return await Of(connection, snapshot, people, now, cancel);
    }

    /// <param name="people">Who has access at the employer, as it was read.</param>
    internal static async Task<ILookup<Guid, PortalUserVersion>> Of(
        DbConnection connection,
        EmployerSnapshot snapshot,
        IReadOnlyList<PersonWithAccess> people,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var granted =
            from person in people
            where person.User.IsOpen
            group person by person.User.UserId into same
            from own in AccessRules.OwnWorkers(VisitorOf(same), now)
            let worker = snapshot.Worker(own.Worker)
            where worker is not null
            select (worker.WorkerId, same.First().User);
        var byPerson = snapshot.Workers.ToDictionary(worker => worker.PersonId, worker => worker.WorkerId);
        var proven =
            from user in await ReadAccess.Users(connection, cancel)
            where user.IsOpen && user.PersonId is not null && byPerson.ContainsKey(user.PersonId.Value)
            select (WorkerId: byPerson[user.PersonId!.Value], User: user);
        return granted
            .Concat(proven)
            .DistinctBy(one => (one.WorkerId, one.User.UserId))
            .ToLookup(one => one.WorkerId, one => one.User);
    }

    /// <summary>Somebody as the rules on access see one.</summary>
    public static Visitor VisitorOf(IGrouping<Guid, PersonWithAccess> person) =>
        new()
        {
            UserId = person.Key,
            Name = person.First().User.Name,
            Grants = [.. person.Select(one => one.Grant)],
        };
}
