using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Says an employer's own number of days for a year, in the place of the computed one.</summary>
public static class SayOptOuts
{
    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyList<OptOutVersion> optOuts,
        CancellationToken cancel
    )
    {
        var known = await ReadVersions.Now(change.Connection, Tables.OptOut, employerId, cancel);
        return await SayFacts.Do(change, Tables.OptOut, optOuts, known, said => said.Year, Check, cancel);
    }

    public static ImmutableArray<Anomaly> Check(OptOutVersion said) => RightChecks.Of(said.Year, said.Days, said.Reason).Found;
}
