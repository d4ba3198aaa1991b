namespace LearningAccount.Law;

/// <summary>Reads the digits of a number as people write it, with points, dashes, slashes and blanks between them.</summary>
internal static class SpelledDigits
{
    /// <summary>Longest spelling read: twelve digits with a separator around each would still fit.</summary>
    internal const int MaxTextLength = 32;

    /// <summary>The value of the digits and how many there are.</summary>
    /// <returns><see cref="NumberFault.None"/>, <see cref="NumberFault.Empty"/>, <see cref="NumberFault.Character"/> or <see cref="NumberFault.Length"/>.</returns>
    internal static NumberFault Read(ReadOnlySpan<char> text, out long value, out int count)
    {
        (value, count) = (0, 0);
        if (text.Length > MaxTextLength)
        {
            return NumberFault.Length;
        }
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                // Eighteen digits always fit; longer ones are refused, not cut.
                if (++count > 18)
                {
                    return NumberFault.Length;
                }
                value = value * 10 + (c - '0');
            }
            else if (!IsSeparator(c))
            {
                return NumberFault.Character;
            }
        }
        return count == 0 ? NumberFault.Empty : NumberFault.None;
    }

    /// <summary>The same without any separator: the form of files and messages.</summary>
    internal static NumberFault ReadStrict(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text.IsEmpty)
        {
            return NumberFault.Empty;
        }
        if (text.Length > 18)
        {
            return NumberFault.Length;
        }
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return NumberFault.Character;
            }
            value = value * 10 + (c - '0');
        }
        return NumberFault.None;
    }

    // Spreadsheets and word processors turn blanks and hyphens into the typographic ones.
    private static bool IsSeparator(char c) =>
        c is '.' or '-' or '/' or ' ' or '\t' or '\u00A0' or '\u2009' or '\u202F' or '\u2010' or '\u2011' or '\u2013';
}
