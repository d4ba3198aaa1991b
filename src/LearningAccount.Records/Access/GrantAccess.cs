using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>Gives a person access to an employer, changes it or ends it. The employer's journal tells of each.</summary>
public static class GrantAccess
{
    private const int LongestScope = 200;
    private static readonly TimeSpan EmergencyLasts = TimeSpan.FromHours(1);

    /// <summary>Gives it; where the person has a grant with the same id, that one is replaced.</summary>
    /// <exception cref="RefusedException"><c>grantScope</c>: that role or right cannot be narrowed; <c>lastAdmin</c>.</exception>
    public static async Task Do(Change change, Guid userId, Grant grant, CancellationToken cancel)
    {
        Check(grant);
        await change.Touch(grant.EmployerId, "grantAccess", cancel);
        var held = await ReadVersions.Now(change.Connection, Tables.AccessGrant, grant.EmployerId, cancel);
        var said = grant.For(userId, FactVersion.ByHand);
        if (held.Find(known => known.GrantId == grant.GrantId) is not { } known)
        {
            change.Insert(Tables.AccessGrant, said);
            return;
        }
        if (IsAdmin(known) && !IsAdmin(said))
        {
            KeepOneAdmin(held, known);
        }
        await change.Replace(Tables.AccessGrant, known, said, cancel);
    }

    /// <summary>Ends it at once.</summary>
    /// <exception cref="RefusedException"><c>grantUnknown</c>; <c>lastAdmin</c>: nobody could grant access any more.</exception>
    public static async Task End(Change change, Guid employerId, Guid grantId, CancellationToken cancel)
    {
        await change.Touch(employerId, "endAccess", cancel);
        var held = await ReadVersions.Now(change.Connection, Tables.AccessGrant, employerId, cancel);
        var known = held.Find(grant => grant.GrantId == grantId) ?? throw new RefusedException("grantUnknown", "grant");
        KeepOneAdmin(held, known);
        await change.Supersede(Tables.AccessGrant, [known], cancel);
    }

    /// <summary>An administrator of the whole employer, from today on.</summary>
    public static Grant Administrator(Guid employerId, DateOnly today) =>
        new()
        {
            GrantId = Guid.CreateVersion7(),
            EmployerId = employerId,
            Role = Role.EmployerAdmin,
            Rights = [],
            Scope = null,
            WorkerId = null,
            FromOn = today,
            UntilAt = null,
        };

    /// <summary>Lets the operator read an employer for an hour; the employer's journal says why.</summary>
    /// <exception cref="RefusedException"><c>reasonMissing</c>: the author of the change gives none.</exception>
    public static async Task BreakGlass(Change change, Guid userId, Guid employerId, DateTimeOffset now, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(change.Author.Why))
        {
            throw new RefusedException("reasonMissing", "why");
        }
        await change.Touch(employerId, "breakGlass", cancel);
        var grant = Administrator(employerId, Knowledge.DayOf(now)) with
        {
            Role = Role.BreakGlass,
            UntilAt = now + EmergencyLasts,
        };
        change.Insert(Tables.AccessGrant, grant.For(userId, FactVersion.ByHand));
    }

    /// <summary>Whoever signed in and opened employers in this change administers them; a machine does there all it can be given.</summary>
    public static void ToFounder(Change change, DateOnly today)
    {
        if (change.Author.UserId is not { } founder)
        {
            return;
        }
        foreach (var employer in change.Opened.Where(opened => opened != JournalLine.Instance).ToList())
        {
            var grant = Administrator(employer, today);
            if (change.Author.IsMachine)
            {
                grant = grant with { Role = Role.EmployerUser, Rights = Grant.Givable };
            }
            change.Insert(Tables.AccessGrant, grant.For(founder, FactVersion.ByHand));
        }
    }

    private static void Check(Grant grant)
    {
        var wrong =
            (
                grant.Scope is { } scope
                && (grant.Role is not Role.EmployerUser || scope.Value is not { Length: > 0 and <= LongestScope })
            ) || grant.Rights.Any(right => !(grant.Scope is null ? Grant.Givable : Grant.GivableInScope).Contains(right));
        if (wrong)
        {
            throw new RefusedException("grantScope", "scope");
        }
    }

    private static void KeepOneAdmin(List<AccessGrantVersion> held, AccessGrantVersion ending)
    {
        if (IsAdmin(ending) && !held.Exists(grant => grant != ending && IsAdmin(grant)))
        {
            throw new RefusedException("lastAdmin", "grant");
        }
    }

    private static bool IsAdmin(AccessGrantVersion grant) =>
        grant.UntilAt is null && string.Equals(grant.Role, ColumnText.Of(Role.EmployerAdmin), StringComparison.Ordinal);
}
