using System.Globalization;

namespace LearningAccount.Records.Registry;

/// <summary>The language regions of Belgium (Constitution, art. 4).</summary>
public enum LanguageRegion
{
    Dutch,
    French,
    German,

    /// <summary>Two languages: Dutch and French.</summary>
    Brussels,
}

/// <summary>The language of the region in which a postcode of Belgium lies (Constitution, art. 4).</summary>
public static class SeatLanguage
{
    /// <summary><c>nl</c>, <c>fr</c> or <c>de</c>; null in Brussels, which has two, abroad, and where it is no postcode.</summary>
    public static string? Of(string? postcode) =>
        RegionOf(postcode) switch
        {
            LanguageRegion.Dutch => "nl",
            LanguageRegion.French => "fr",
            LanguageRegion.German => "de",
            _ => null,
        };

    /// <summary>Null abroad, and where it is no postcode.</summary>
    public static LanguageRegion? RegionOf(string? postcode) =>
        postcode is not { Length: 4 }
        || !int.TryParse(postcode, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        || code is < 1000
            ? null
        : code is < 1300 ? LanguageRegion.Brussels
        : code is >= 4700 and <= 4791 ? LanguageRegion.German
        : code is <= 1499 or (>= 4000 and <= 7999) ? LanguageRegion.French
        : LanguageRegion.Dutch;
}
