using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>Restricts that the data of a worker are used, and lifts it (GDPR, article 18).</summary>
public static class RestrictWorker
{
    private const int LongestReason = 1_000;

    /// <exception cref="RefusedException"><c>restrictionReason</c>, <c>restrictedAlready</c>.</exception>
    public static async Task Do(
        Change change,
        Guid employerId,
        Guid workerId,
        RestrictionGround ground,
        string? reason,
        CancellationToken cancel
    )
    {
        await change.Touch(employerId, "restrictWorker", cancel);
        var said = Checked(reason);
        var known = await ReadVersions.Now(change.Connection, Tables.Restriction, employerId, [workerId], cancel);
        if (known.Count > 0)
        {
            throw new RefusedException("restrictedAlready", "worker");
        }
        change.Insert(
            Tables.Restriction,
            new RestrictionVersion
            {
                EmployerId = employerId,
                Origin = FactVersion.ByHand,
                WorkerId = workerId,
                Ground = ground,
                Reason = said,
            }
        );
    }

    /// <summary>Ends it; the author of the change says why, and the person was told before (article 18 (3)).</summary>
    /// <exception cref="RefusedException"><c>restrictionReason</c>, <c>notRestricted</c>.</exception>
    public static async Task Lift(Change change, Guid employerId, IReadOnlyCollection<Guid> workerIds, CancellationToken cancel)
    {
        await change.Touch(employerId, "liftRestriction", cancel);
        Checked(change.Author.Why);
        var known = await ReadVersions.Now(change.Connection, Tables.Restriction, employerId, workerIds, cancel);
        if (known.Count == 0)
        {
            throw new RefusedException("notRestricted", "worker");
        }
        await change.Supersede(Tables.Restriction, known, cancel);
    }

    private static string Checked(string? reason) =>
        reason?.Trim() is { Length: > 0 and <= LongestReason } said
            ? LearningAccount.Law.SsinInText.Masked(said)
            : throw new RefusedException("restrictionReason", "reason");
}
