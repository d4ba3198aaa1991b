using System.Globalization;
using System.Text;

namespace LearningAccount.App.Papers;

/// <summary>A text without what no reader sees and some cannot bear: signs of control, halves of characters.</summary>
internal static class Legible
{
    public static string Of(string text)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                kept.Append(rune.Value is 0xA0 or 0x202F ? (char)rune.Value : ' ');
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned))
            {
                kept.Append(rune.ToString());
            }
        }
        return kept.ToString();
    }
}
