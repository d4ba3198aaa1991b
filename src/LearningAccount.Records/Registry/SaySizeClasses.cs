using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Says the size class of an employer from a 1 January on; it goes before what the declarations give.</summary>
public static class SaySizeClasses
{
    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyList<SaidSizeClassVersion> classes,
        CancellationToken cancel
    )
    {
        var known = await ReadVersions.Now(change.Connection, Tables.SaidSizeClass, employerId, cancel);
        return await SayFacts.Do(change, Tables.SaidSizeClass, classes, known, said => said.FromOn, Check, cancel);
    }

    public static ImmutableArray<Anomaly> Check(SaidSizeClassVersion said) =>
        new FactChecks()
            .Day("from", said.FromOn)
            .Exactly("from", said.FromOn is { Month: 1, Day: 1 }, "fact.notFirstOfJanuary")
            .Found;
}
