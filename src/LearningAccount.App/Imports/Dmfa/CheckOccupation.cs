using System.Collections.Immutable;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>Where an occupation stands in the file. Written out only when a remark needs it.</summary>
internal readonly record struct OccupationPlace(int Form, DeclaredPerson Person, int Record, int Occupation)
{
    public string Of(string element) => $"{DmfaPlace.Of(Form, Person, Record, Occupation)}/{element}";
}

/// <summary>Checks dates, committee and establishment of an occupation.</summary>
internal static class CheckOccupation
{
    /// <summary>A number no establishment has: severance, third-party payers, statutory staff abroad (glossary 00042).</summary>
    private const string NotApplicable = "8999999894";

    public static void Do(
        DeclaredOccupation occupation,
        OccupationPlace at,
        ImmutableArray<Anomaly>.Builder remarks,
        out JointCommittee? committee
    )
    {
        if (occupation.Start is null)
        {
            remarks.Add(new("00044-001", Severity.Error, at.Of("OccupationStartingDate")));
        }
        if (occupation.End < occupation.Start)
        {
            remarks.Add(new("00045-014", Severity.Error, at.Of("OccupationEndingDate")));
        }
        if (occupation.IsSeverance)
        {
            remarks.Add(new("dmfa.severance", Severity.Warning, at.Of("Remun")));
        }
        committee = ReadCommittee(occupation, at, remarks);
        CheckUnit(occupation, at, remarks);
    }

    private static JointCommittee? ReadCommittee(
        DeclaredOccupation occupation,
        OccupationPlace at,
        ImmutableArray<Anomaly>.Builder remarks
    )
    {
        if (JointCommittee.TryParse(occupation.Committee, out var committee))
        {
            return committee;
        }
        var code = occupation.Committee switch
        {
            null => "00046-001",
            "000" or "0" or "999" => "00046-314",
            _ => "00046-003",
        };
        remarks.Add(
            new(code, Severity.Warning, at.Of("JointCommissionNbr")) { Values = [("written", Shown(occupation.Committee))] }
        );
        return null;
    }

    private static void CheckUnit(DeclaredOccupation occupation, OccupationPlace at, ImmutableArray<Anomaly>.Builder remarks)
    {
        if (
            occupation.Unit is { } unit
            && unit != NotApplicable
            && !unit.AsSpan().TrimStart('0').IsEmpty
            && !EstablishmentNumber.TryParse(unit, out _, out _)
        )
        {
            remarks.Add(new("00042-004", Severity.Warning, at.Of("LocalUnitID")) { Values = [("written", Shown(unit))] });
        }
    }

    // A wrong element may hold anything, a national number too: longer texts than the field takes are not repeated.
    private static string Shown(string? written) => written is null or { Length: > 10 } ? "" : written;
}
