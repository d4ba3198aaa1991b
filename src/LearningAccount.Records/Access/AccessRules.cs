using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Access;

/// <summary>The answer to somebody who asks for something.</summary>
public enum Decision
{
    Allowed,

    /// <summary>Nobody is signed in.</summary>
    SignInFirst,

    /// <summary>A reason has to be given first, which is kept.</summary>
    ReasonFirst,

    /// <summary>It is there, but not for this person to do.</summary>
    Refused,

    /// <summary>For this person there is no such thing.</summary>
    Absent,
}

/// <summary>The one place that decides who may do what. Pure; what it does not allow is not allowed.</summary>
public static class AccessRules
{
    /// <param name="employer">The employer it is about; null: none, or whichever.</param>
    /// <param name="now">Grants hold from a day in Belgium until an instant.</param>
    public static Decision Decide(Visitor visitor, Right right, Guid? employer, DateTimeOffset now)
    {
        if (right is Right.Open)
        {
            return Decision.Allowed;
        }
        if (!visitor.IsSignedIn)
        {
            return Decision.SignInFirst;
        }
        return right switch
        {
            Right.SignedIn => Decision.Allowed,
            // Whether a person with a proven number has an account there, the page finds out.
            Right.OwnAccount => visitor.PersonId is not null
            || OwnWorkers(visitor, now).Any(own => employer is null || own.Employer == employer)
                ? Decision.Allowed
                : Decision.Absent,
            Right.Operate => visitor.IsOperator ? Decision.Allowed : Decision.Absent,
            Right.ProvideTrainings => visitor.IsProvider ? Decision.Allowed : Decision.Refused,
            Right.AddEmployer => visitor.IsOperator
            || visitor.MayAddEmployers
            || Held(visitor, now).Any(grant => grant.Role is Role.EmployerAdmin)
                ? Decision.Allowed
                : Decision.Refused,
            _ => employer is { } id ? AtEmployer(visitor, right, id, now) : Anywhere(visitor, right, now),
        };
    }

    /// <summary>True where the person may do this at this employer, its reason given where one is needed.</summary>
    public static bool May(this Visitor visitor, Right right, Guid? employer, DateTimeOffset now) =>
        Decide(visitor, right, employer, now) is Decision.Allowed;

    /// <summary>The employers at which the person may do this.</summary>
    public static IReadOnlySet<Guid> Employers(Visitor visitor, Right right, DateTimeOffset now) =>
        Held(visitor, now).Where(grant => Gives(grant, right)).Select(grant => grant.EmployerId).ToHashSet();

    /// <summary>
    /// The sites and departments the person sees of an employer. Null: all workers; empty: none.
    /// </summary>
    public static IReadOnlyList<AccessScope>? Scopes(Visitor visitor, Guid employer, DateTimeOffset now)
    {
        var reading = Held(visitor, now)
            .Where(grant => grant.EmployerId == employer && Gives(grant, Right.ReadEmployer))
            .ToList();
        return reading.Exists(grant => grant.Scope is null) ? null : [.. reading.Select(grant => grant.Scope!).Distinct()];
    }

    /// <summary>True where a worker of an employer is among those the person sees.</summary>
    public static bool Covers(IReadOnlyList<AccessScope>? scopes, WorkerIdentityVersion? worker) =>
        scopes is null || scopes.Any(scope => scope.Covers(worker));

    /// <summary>The accounts that employers gave the person as its own.</summary>
    public static IEnumerable<(Guid Employer, Guid Worker)> OwnWorkers(Visitor visitor, DateTimeOffset now) =>
        Held(visitor, now).Where(grant => grant.Role is Role.Worker).Select(grant => (grant.EmployerId, grant.WorkerId!.Value));

    /// <summary>
    /// True where the person may rename or forget a kept description of lists: its own, one of an employer whose files it brings in,
    /// and as operator one of the whole installation.
    /// </summary>
    public static bool MayChange(Visitor visitor, ListMappingVersion mapping, DateTimeOffset now) =>
        mapping.OwnerId is { } owner ? visitor.IsSignedIn && owner == visitor.UserId
        : mapping.EmployerId == JournalLine.Instance ? visitor.May(Right.Operate, null, now)
        : visitor.May(Right.Import, mapping.EmployerId, now);

    /// <summary>
    /// True where the person looks after a machine: its keys, its scopes, whether it may sign in. Its owner, the administrators of the
    /// employer it belongs to, the operator.
    /// </summary>
    public static bool MayLookAfter(Visitor visitor, MachineVersion machine, DateTimeOffset now) =>
        !visitor.IsMachine
        && visitor.IsSignedIn
        && (
            visitor.IsOperator
            || machine.OwnerId == visitor.UserId
            || (machine.HomeId is { } home && visitor.May(Right.ManageAccess, home, now))
        );

    /// <summary>What the person is to an employer, the most first; null: nothing.</summary>
    public static Role? RoleAt(Visitor visitor, Guid employer, DateTimeOffset now) =>
        Held(visitor, now)
            .Where(grant => grant.EmployerId == employer)
            .Select(grant => (Role?)grant.Role)
            .OrderBy(role => role)
            .FirstOrDefault();

    private static Decision AtEmployer(Visitor visitor, Right right, Guid employer, DateTimeOffset now)
    {
        var grants = Held(visitor, now).Where(grant => grant.EmployerId == employer && grant.Role is not Role.Worker).ToList();
        if (grants.Count == 0)
        {
            return Decision.Absent;
        }
        var giving = grants.Where(grant => Gives(grant, right)).ToList();
        if (giving.Count == 0)
        {
            return Decision.Refused;
        }
        var needsReason = giving.TrueForAll(NeedsReason);
        return needsReason && !visitor.Reasons.ContainsKey(employer) ? Decision.ReasonFirst : Decision.Allowed;
    }

    private static Decision Anywhere(Visitor visitor, Right right, DateTimeOffset now) =>
        Held(visitor, now).Any(grant => Gives(grant, right))
        // A file may open an employer that is not kept here yet.
        || (right is Right.Import && visitor.May(Right.AddEmployer, null, now))
            ? Decision.Allowed
            : Decision.Refused;

    private static bool Gives(Grant grant, Right right) =>
        grant.Role switch
        {
            Role.EmployerAdmin => true,
            Role.EmployerUser when grant.Scope is not null => right is Right.ReadEmployer
                || (grant.Rights.Contains(right) && Grant.GivableInScope.Contains(right)),
            Role.EmployerUser => right is Right.ReadEmployer || (grant.Rights.Contains(right) && Grant.Givable.Contains(right)),
            Role.Auditor or Role.BreakGlass => right is Right.ReadEmployer or Right.ReadHistory,
            _ => false,
        };

    private static IEnumerable<Grant> Held(Visitor visitor, DateTimeOffset now)
    {
        var today = Knowledge.DayOf(now);
        return visitor.Grants.Where(grant =>
            grant.FromOn <= today
            && !(grant.UntilAt <= now)
            // A machine gives no reasons, has no account of its own and gives nobody access.
            && (!visitor.IsMachine || grant.Role is Role.EmployerUser)
        );
    }

    /// <summary>Whoever looks by this grant alone says why.</summary>
    internal static bool NeedsReason(Grant grant) => grant.Role is Role.Auditor or Role.BreakGlass;
}
