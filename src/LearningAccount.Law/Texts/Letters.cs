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
        foreach (var c in text.Normalize(NormalizationForm.FormD))
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
}
