using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Says the full-time equivalents of quarters by hand; they go before the declarations. 0 is a declaration made.</summary>
public static class SayDeclaredSizes
{
    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyList<DeclaredSizeVersion> sizes,
        CancellationToken cancel
    )
    {
        var known = await ReadVersions.Now(change.Connection, Tables.DeclaredSize, employerId, cancel);
        return await SayFacts.Do(change, Tables.DeclaredSize, sizes, known, said => said.Quarter, Check, cancel);
    }

    public static ImmutableArray<Anomaly> Check(DeclaredSizeVersion said) =>
        new FactChecks()
            .Amount("fte", said.Fte, 1_000_000, mayBeZero: true)
            .Amount("heads", said.Heads, 1_000_000, mayBeZero: true)
            .Day("quarter", said.Quarter.FirstDay)
            .Found;
}
