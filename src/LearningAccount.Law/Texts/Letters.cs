using System.Globalization;
using System.Text;

namespace LearningAccount.Law.Texts;

/// <summary>What people write in different ways and mean as the same.</summary>
public static class Letters
{
    /// <summary>Letters and digits in lower case without accents: <c>N° registre national</c> is <c>nregistrenational</c>.</summary>
    public static string Of(string text)
    {
        var built = new StringBuilder(text.Length);
        foreach (var c in Sound(text).Normalize(NormalizationForm.FormD))
        {
            if (c is 'ß' or 'ẞ')
            {
                built.Append("ss");
            }
            else if (char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                built.Append(char.ToLowerInvariant(c));
            }
        }
        return built.ToString();
    }

    // Half a letter, or what is none, cannot be brought into a form; wherever it came from, it is told apart and stops nothing.
    private static string Sound(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.AsSpan().ContainsAnyInRange('\ufdd0', '\uffff'))
        {
            return text;
        }
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            sound.Append((rune.Value & 0xfffe) == 0xfffe || rune.Value is >= 0xfdd0 and <= 0xfdef ? "\ufffd" : rune.ToString());
        }
        return sound.ToString();
    }
}
