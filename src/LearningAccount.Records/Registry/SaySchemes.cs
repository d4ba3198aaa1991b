using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>Says the values of sector agreements that an employer follows besides the shipped ones.</summary>
public static class SaySchemes
{
    public static async Task<IReadOnlyList<SaidAnswer>> Do(
        Change change,
        Guid employerId,
        IReadOnlyList<SchemeVersion> schemes,
        CancellationToken cancel
    )
    {
        var known = await ReadVersions.Now(change.Connection, Tables.Scheme, employerId, cancel);
        return await SayFacts.Do(change, Tables.Scheme, schemes, known, said => said.SchemeId, Check, cancel);
    }

    public static ImmutableArray<Anomaly> Check(SchemeVersion said) =>
        new FactChecks()
            .Period("scheme", said.FromOn, said.ToOn)
            .Exactly("days", said.Days is null != said.Hours is null, "fact.hoursOrDays")
            .Amount("days", said.Days, 366, mayBeZero: true)
            .Amount("hours", said.Hours, 366 * 24, mayBeZero: true)
            .Amount("windowYears", said.WindowYears, 50)
            .Day("depositedOn", said.DepositedOn)
            .Day("bindingFrom", said.BindingFrom)
            .Text("registration", said.Registration, 60)
            .Found;
}
