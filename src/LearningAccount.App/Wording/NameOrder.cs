using System.Globalization;
using System.Text;

namespace LearningAccount.App.Wording;

/// <summary>
/// Names as people look for them: without regard to case, accents beside their letter, numbers by what they count (<c>2</c>
/// before <c>10</c>). Dutch, French, German and English order names alike, so that one order serves all readers.
/// </summary>
public static class NameOrder
{
    public const CompareOptions Options = CompareOptions.IgnoreCase | CompareOptions.NumericOrdering;

    public static CompareInfo Rules => CultureInfo.InvariantCulture.CompareInfo;

    public static StringComparer Comparer { get; } = StringComparer.Create(CultureInfo.InvariantCulture, Options);

    /// <summary>Without case and accents: <c>Désirée</c> is found by <c>desiree</c>.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
        }
        return folded.ToString();
    }
}
