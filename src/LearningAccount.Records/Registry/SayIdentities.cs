using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Says what an employer knows of its workers. What is not said (null) stays as it was.</summary>
public static class SayIdentities
{
    private const int Longest = 200;

    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyList<WorkerIdentityVersion> identities,
        CancellationToken cancel
    )
    {
        var workers = identities.Select(identity => identity.WorkerId).ToHashSet();
        var known = await ReadVersions.Now(change.Connection, Tables.WorkerIdentity, employerId, workers, cancel);
        var before = known.ToDictionary(identity => identity.WorkerId);
        var whole = new WorkerIdentityVersion[identities.Count];
        for (var i = 0; i < whole.Length; i++)
        {
            var said = identities[i];
            whole[i] = before[said.WorkerId] = Merge(said, before.GetValueOrDefault(said.WorkerId));
        }
        return await Write(change, whole, known, cancel);
    }

    /// <summary>Says all of it: what is not said (null) is not known any more.</summary>
    public static async Task<IReadOnlyList<SaidAnswer>> Whole(
        Change change,
        Guid employerId,
        IReadOnlyList<WorkerIdentityVersion> identities,
        CancellationToken cancel
    )
    {
        var workers = identities.Select(identity => identity.WorkerId).ToHashSet();
        var known = await ReadVersions.Now(change.Connection, Tables.WorkerIdentity, employerId, workers, cancel);
        return await Write(change, identities, known, cancel);
    }

    private static Task<IReadOnlyList<SaidAnswer>> Write(
        Change change,
        IReadOnlyList<WorkerIdentityVersion> identities,
        List<WorkerIdentityVersion> known,
        CancellationToken cancel
    ) => SayFacts.Do(change, Tables.WorkerIdentity, identities, known, identity => identity.WorkerId, Check, cancel);

    public static WorkerIdentityVersion Merge(WorkerIdentityVersion said, WorkerIdentityVersion? known) =>
        said with
        {
            FamilyName = said.FamilyName ?? known?.FamilyName,
            GivenNames = said.GivenNames ?? known?.GivenNames,
            BirthDate = said.BirthDate ?? known?.BirthDate,
            BirthPlace = said.BirthPlace ?? known?.BirthPlace,
            Domicile = said.Domicile ?? known?.Domicile,
            Language = said.Language ?? known?.Language,
            Email = said.Email ?? known?.Email,
            Sex = said.Sex ?? known?.Sex,
            OwnReference = said.OwnReference ?? known?.OwnReference,
            Site = said.Site ?? known?.Site,
            Department = said.Department ?? known?.Department,
        };

    public static ImmutableArray<Anomaly> Check(WorkerIdentityVersion identity) =>
        new FactChecks()
            .Text("familyName", identity.FamilyName, Longest)
            .Text("givenNames", identity.GivenNames, Longest)
            .Text("birthDate", identity.BirthDate, 10)
            .Text("birthPlace", identity.BirthPlace, Longest)
            .Text("domicile", identity.Domicile, Longest * 2)
            .Text("email", identity.Email, 320)
            .Text("ownReference", identity.OwnReference, 60)
            .Text("site", identity.Site, Longest)
            .Text("department", identity.Department, Longest)
            .Code("language", identity.Language, "nl", "fr", "de", "en")
            .Code("sex", identity.Sex, "m", "f", "x")
            .Found;
}
