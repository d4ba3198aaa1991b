namespace LearningAccount.Records.Duties;

/// <summary>What of an account a worker was told.</summary>
public enum ToldWhat
{
    /// <summary>That the account exists.</summary>
    Account,

    /// <summary>Its balance.</summary>
    Yearly,
}

/// <summary>How it reached the worker.</summary>
public enum ToldBy
{
    /// <summary>A notice in the portal, which the worker can enter.</summary>
    Portal,

    /// <summary>A document that was handed over or sent.</summary>
    Document,
}

/// <summary>A worker was told something in a way that reached it.</summary>
/// <param name="On">The first day on which both stood: the notice, and the way to it.</param>
public readonly record struct Told(Guid WorkerId, ToldWhat What, DateOnly On, ToldBy By);

/// <summary>What the workers of an employer were told, and who can be told in the portal.</summary>
/// <param name="InPortal">Who can read a notice on a day, by the days from and until which each may enter.</param>
public sealed record ToldWorkers(IReadOnlyList<Told> All, ILookup<Guid, (DateOnly From, DateOnly? Until)> InPortal)
{
    public static readonly ToldWorkers Nobody = new(
        [],
        Array.Empty<Guid>().ToLookup(id => id, _ => default((DateOnly, DateOnly?)))
    );

    /// <summary>The worker may enter the portal on that day.</summary>
    public bool CanRead(Guid worker, DateOnly on) => InPortal[worker].Any(access => access.From <= on && !(access.Until <= on));

    /// <summary>The same, told also in another way.</summary>
    public ToldWorkers And(IEnumerable<Told> more) => this with { All = [.. All, .. more] };
}
