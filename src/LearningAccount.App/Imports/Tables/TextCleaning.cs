using System.Buffers;
using System.Text;

namespace LearningAccount.App.Imports.Tables;

/// <summary>
/// What people see as one text becomes one text: composed accents (NFC), every kind of blank a space, no control or
/// invisible characters, no blanks around it.
/// </summary>
public static class TextCleaning
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    );

    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
        {
            return text.Trim();
        }
        var built = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                built.Append(' ');
            }
            else if (IsVisible(rune))
            {
                built.Append(rune);
            }
        }
        return built.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    // Zero-width marks and direction marks come along with copied text and make equal names differ.
    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                System.Globalization.UnicodeCategory.Control
                or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.OtherNotAssigned
            );
}
