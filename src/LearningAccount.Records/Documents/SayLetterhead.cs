using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Documents;

/// <summary>Says what stands at the head and foot of an employer's documents.</summary>
public static class SayLetterhead
{
    /// <summary>A logo is printed small: more bytes only make every document heavier.</summary>
    public const int MostLogoBytes = 256 * 1024;
    public const int MostLines = 6;

    public static async Task<LetterheadVersion?> Now(
        System.Data.Common.DbConnection connection,
        Guid employerId,
        CancellationToken cancel
    ) => (await ReadVersions.Now(connection, Tables.Letterhead, employerId, cancel)).SingleOrDefault();

    public static async Task<IReadOnlyList<SaidAnswer>> Do(Change change, LetterheadVersion said, CancellationToken cancel)
    {
        await change.Touch(said.EmployerId, "sayLetterhead", cancel);
        var known = await ReadVersions.Now(change.Connection, Tables.Letterhead, said.EmployerId, cancel);
        return await SayFacts.Do(change, Tables.Letterhead, [said], known, one => one.EmployerId, Check, cancel);
    }

    private static ImmutableArray<Anomaly> Check(LetterheadVersion said) =>
        new FactChecks()
            .Text("lines", said.Lines, 400)
            .Text("signatory", said.Signatory, 120)
            .Text("capacity", said.Capacity, 120)
            .Text("town", said.Town, 80)
            .Text("regions", said.Regions, 60_000)
            .Found;
}
