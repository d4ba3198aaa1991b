using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Says the name of an employer, its full-time week, whether the law covers it, and its language.</summary>
public static class SayProfile
{
    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        EmployerProfileVersion profile,
        CancellationToken cancel
    )
    {
        var known = await ReadVersions.Now(change.Connection, Tables.EmployerProfile, profile.EmployerId, cancel);
        return await SayFacts.Do(change, Tables.EmployerProfile, [profile], known, p => p.EmployerId, Check, cancel);
    }

    public static ImmutableArray<Anomaly> Check(EmployerProfileVersion profile) =>
        new FactChecks()
            .Text("name", profile.Name, 200)
            .Amount("fullTimeWeeklyHours", profile.FullTimeWeeklyHours, 60)
            .Code("language", profile.Language, "nl", "fr", "de", "en")
            .Found;
}
