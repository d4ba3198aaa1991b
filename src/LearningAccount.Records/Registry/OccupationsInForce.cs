using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>An occupation as the latest declarations say it.</summary>
/// <param name="LastQuarter">The last quarter it was declared in.</param>
public sealed record OccupationInForce(OccupationVersion Occupation, Quarter LastQuarter);

/// <summary>
/// Which words on an occupation hold. The same occupation is declared quarter after quarter, mostly in the same words; where the
/// words differ, those of the latest quarter hold, in whatever order the files came. What no declaration says any more, because
/// it was taken back, holds no longer.
/// </summary>
public static class OccupationsInForce
{
    /// <summary>Of the occupations and declared persons of one worker that hold, in any order.</summary>
    public static IReadOnlyList<OccupationInForce> Of(
        IEnumerable<OccupationVersion> occupations,
        IEnumerable<DeclarationPersonVersion> declared
    )
    {
        var byId = new Dictionary<Guid, OccupationVersion>();
        foreach (var occupation in occupations)
        {
            byId[occupation.OccupationId] = occupation;
        }
        var said = new Dictionary<OccupationKey, (Quarter Quarter, List<OccupationVersion> Words)>();
        foreach (var person in declared)
        {
            foreach (var id in Named(person))
            {
                if (byId.TryGetValue(id, out var occupation))
                {
                    Say(said, occupation, person.Quarter);
                }
            }
        }
        return
        [
            .. said
                .Values.SelectMany(latest => latest.Words.Select(word => new OccupationInForce(word, latest.Quarter)))
                .OrderBy(held => held.Occupation.StartOn)
                .ThenBy(held => held.Occupation.OccupationId),
        ];
    }

    /// <summary>The occupations a declared person names.</summary>
    public static IEnumerable<Guid> Named(DeclarationPersonVersion person) =>
        person.Occupations is { } list ? list.Split(',').Select(id => Guid.ParseExact(id, "D")) : [];

    // Words of one quarter on one occupation all hold: two contracts may begin on one day, and a trustee declares beside the firm.
    private static void Say(
        Dictionary<OccupationKey, (Quarter Quarter, List<OccupationVersion> Words)> said,
        OccupationVersion occupation,
        Quarter quarter
    )
    {
        var key = OccupationKey.Of(occupation);
        if (!said.TryGetValue(key, out var latest) || latest.Quarter < quarter)
        {
            said[key] = (quarter, [occupation]);
        }
        else if (latest.Quarter == quarter)
        {
            latest.Words.Add(occupation);
        }
    }
}

/// <summary>What makes an occupation of a worker the same one in the next quarter (T3).</summary>
/// <param name="Committee">Seven digits, or what was written where it is no committee.</param>
public readonly record struct OccupationKey(string EmployerClass, string WorkerCode, string? Committee, DateOnly StartOn)
{
    public static OccupationKey Of(OccupationVersion occupation) =>
        new(
            occupation.EmployerClass,
            occupation.WorkerCode,
            occupation.JointCommittee?.Digits ?? occupation.CommitteeWritten,
            occupation.StartOn
        );
}
