using System.Globalization;

namespace LearningAccount.Records.Registry;

/// <summary>The language of the region in which a postcode of Belgium lies (Constitution, art. 4).</summary>
public static class SeatLanguage
{
    /// <summary><c>nl</c>, <c>fr</c> or <c>de</c>; null in Brussels, which has two, abroad, and where it is no postcode.</summary>
    public static string? Of(string? postcode) =>
        postcode is not { Length: 4 }
        || !int.TryParse(postcode, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        || code is < 1300
            ? null
        : code is >= 4700 and <= 4791 ? "de"
        : code is <= 1499 or (>= 4000 and <= 7999) ? "fr"
        : "nl";
}
