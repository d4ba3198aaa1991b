using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Says the days an employer grants in a year on top of the right.</summary>
public static class SayExtraDays
{
    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyList<ExtraDaysVersion> extraDays,
        CancellationToken cancel
    )
    {
        var known = await ReadVersions.Now(change.Connection, Tables.ExtraDays, employerId, cancel);
        return await SayFacts.Do(change, Tables.ExtraDays, extraDays, known, said => said.Year, Check, cancel);
    }

    public static ImmutableArray<Anomaly> Check(ExtraDaysVersion said) =>
        RightChecks.Of(said.Year, said.Days, reason: null).Found;
}
