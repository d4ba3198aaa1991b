using LearningAccount.Law.Texts;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Portal.Employer;

/// <summary>An enterprise of the register in words.</summary>
public static class RegisterView
{
    /// <summary>The seat on one line, in the reader's language where the register has it so; null where it has none.</summary>
    public static string? Seat(Enterprise enterprise, Language language)
    {
        var street = In(language, enterprise.StreetNl, enterprise.StreetFr);
        var box = enterprise.Box is { } number ? $" / {number}" : "";
        var first = street is null ? null : $"{street} {enterprise.House}".TrimEnd() + box;
        var lines = new[] { first, Place(enterprise, language), In(language, enterprise.CountryNl, enterprise.CountryFr) };
        var told = lines.Where(line => line is { Length: > 0 }).ToList();
        return told.Count == 0 ? null : string.Join(", ", told);
    }

    /// <summary>Postcode and town.</summary>
    public static string? Place(Enterprise enterprise, Language language) =>
        $"{enterprise.Postcode} {In(language, enterprise.PlaceNl, enterprise.PlaceFr)}".Trim() is { Length: > 0 } place
            ? place
            : null;

    private static string? In(Language language, string? dutch, string? french) =>
        language is Language.Fr ? french ?? dutch : dutch ?? french;
}
