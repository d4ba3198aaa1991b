using System.Collections.Immutable;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Documents;

/// <summary>The head of an employer's documents: as it was said, else as the enterprise register has it.</summary>
internal static class Letterheads
{
    public static Letterhead Of(DocumentFacts facts)
    {
        var own = facts.Employer.Employer;
        var number =
            own.EnterpriseNumber is { } enterprise ? facts.Words.Of("document.enterprise", ("number", enterprise.ToString()))
            : own.NssoNumber is { } nsso ? facts.Words.Of("employers.nsso", ("number", nsso.ToString()))
            : null;
        ImmutableArray<string> address = facts.Letterhead?.Lines is { Length: > 0 } said
            ? [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
            : Seat(facts);
        return new()
        {
            Name = Name(facts),
            Lines = number is null ? address : [.. address, number],
            Logo = facts.Letterhead?.Logo is { } logo ? [.. Convert.FromBase64String(logo)] : null,
        };
    }

    public static string Name(DocumentFacts facts) =>
        facts.Employer.Profile?.Name is { Length: > 0 } said
            ? said
            : facts.Register.Name(facts.Language) ?? facts.Employer.Employer.EnterpriseNumber?.ToString() ?? "";

    /// <summary>Where documents are signed; null where nobody said, and the register does not tell.</summary>
    public static string? Town(DocumentFacts facts) =>
        facts.Letterhead?.Town is { Length: > 0 } said ? said : Place(facts.Register.Own, facts.Language);

    private static ImmutableArray<string> Seat(DocumentFacts facts)
    {
        if (facts.Register.Own is not { } seat)
        {
            return [];
        }
        var street = In(facts.Language, seat.StreetNl, seat.StreetFr);
        var box = seat.Box is { Length: > 0 } number ? $" {facts.Words["document.box"]} {number}" : "";
        string?[] lines =
        [
            street is null ? null : $"{street} {seat.House}{box}".TrimEnd(),
            $"{seat.Postcode} {Place(seat, facts.Language)}".Trim(),
            In(facts.Language, seat.CountryNl, seat.CountryFr),
        ];
        return [.. lines.OfType<string>().Where(line => line.Length > 0)];
    }

    private static string? Place(Enterprise? seat, Language language) => In(language, seat?.PlaceNl, seat?.PlaceFr);

    // The register has addresses in two languages.
    private static string? In(Language language, string? nl, string? fr) => language is Language.Fr ? fr ?? nl : nl ?? fr;
}
