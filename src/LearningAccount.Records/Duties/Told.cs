namespace LearningAccount.Records.Duties;

/// <summary>A worker was told that the account exists, or how it stands, in a way that reached it.</summary>
/// <param name="On">The first day on which both stood: what tells it, and the way to it.</param>
public readonly record struct Told(Guid WorkerId, DateOnly On);

/// <summary>What the workers of an employer were told, and who can be told in the portal.</summary>
/// <param name="InPortal">Who can read a notice on a day, by the days from and until which each may enter.</param>
public sealed record ToldWorkers(IReadOnlyList<Told> All, ILookup<Guid, (DateOnly From, DateOnly? Until)> InPortal)
{
    /// <summary>The worker may enter the portal on that day.</summary>
    public bool CanRead(Guid worker, DateOnly on) => InPortal[worker].Any(access => access.From <= on && !(access.Until <= on));
}
