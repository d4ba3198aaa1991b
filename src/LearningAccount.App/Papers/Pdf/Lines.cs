namespace LearningAccount.App.Papers.Pdf;

/// <summary>A line of a text: its letters from and to, how wide they are, whether a word goes on in the next.</summary>
internal readonly record struct TextLine(int From, int To, int Width, bool HasHyphen);

/// <summary>
/// Breaks a text into lines no wider than a column: at spaces and after hyphens; a word wider than the column after a sign
/// in it, between syllables as far as letters tell them, else wherever it must.
/// </summary>
internal static class Lines
{
    // Of U+00AD, which programs that search know to leave out.
    private static readonly ushort Hyphen = Typeface.Regular.LetterOf('\u00AD') ?? Typeface.Regular.LetterOf('-')!.Value;
    private static readonly ushort BoldHyphen = (ushort)(
        (Typeface.Bold.LetterOf('\u00AD') ?? Typeface.Bold.LetterOf('-')!.Value) | Typed.BoldMark
    );

    public static ushort HyphenAfter(ushort letter) => letter < Typed.BoldMark ? Hyphen : BoldHyphen;

    public static TextLine[] Of(ReadOnlySpan<ushort> letters, int size, int width)
    {
        var lines = new List<TextLine>(4);
        var limit = Math.Max(width, 0) * 1000L / size;
        var start = SkipSpaces(letters, 0);
        while (start < letters.Length)
        {
            var line = Next(letters, start, limit);
            lines.Add(line with { Width = (int)((long)line.Width * size / 1000) });
            start = SkipSpaces(letters, line.To);
        }
        return [.. lines];
    }

    /// <summary>The widest part of a text that is better not broken, in thousandths of a point.</summary>
    public static int WidestWord(ReadOnlySpan<ushort> letters, int size)
    {
        var (widest, sum) = (0L, 0L);
        for (var i = 0; i < letters.Length; i++)
        {
            sum = Typed.IsSpace(letters[i]) ? 0 : sum + Typed.Advance(letters[i]);
            widest = Math.Max(widest, sum);
            sum = MayBreakAfter(letters, i) ? 0 : sum;
        }
        return (int)Math.Min(widest * size / 1000, int.MaxValue / 4);
    }

    // Widths in thousandths of the size.
    private static TextLine Next(ReadOnlySpan<ushort> letters, int start, long limit)
    {
        var (sum, end, widthAtEnd) = (0L, -1, 0L);
        var i = start;
        for (; i < letters.Length; i++)
        {
            if (Typed.IsSpace(letters[i]))
            {
                if (i > start && !Typed.IsSpace(letters[i - 1]))
                {
                    (end, widthAtEnd) = (i, sum);
                }
                sum += Typed.Advance(letters[i]);
                continue;
            }
            sum += Typed.Advance(letters[i]);
            if (sum > limit)
            {
                break;
            }
            if (MayBreakAfter(letters, i))
            {
                (end, widthAtEnd) = (i + 1, sum);
            }
        }
        if (i == letters.Length)
        {
            return Typed.IsSpace(letters[^1]) ? new(start, end, (int)widthAtEnd, false) : new(start, i, (int)sum, false);
        }
        return end > start ? new(start, end, (int)widthAtEnd, false) : InsideWord(letters, start, i, limit);
    }

    // "over" is the first letter too many.
    private static TextLine InsideWord(ReadOnlySpan<ushort> letters, int start, int over, long limit)
    {
        var at = -1;
        for (var i = over; i > start + ((over - start) / 2) && at < 0; i--)
        {
            at = Typed.Character(letters[i - 1]) is '/' or '@' or '.' or '_' or '-' or ',' or ';' or ':' or '&' or '=' or '?'
                ? i
                : -1;
        }
        var hyphen = at < 0 && IsWord(letters, start);
        if (hyphen)
        {
            at = Syllable(letters, start, LastBefore(letters, start, over, limit - Typed.Advance(HyphenAfter(letters[start]))));
        }
        at = at < 0 ? Math.Max(over, start + 1) : at;
        var width = 0L;
        for (var i = start; i < at; i++)
        {
            width += Typed.Advance(letters[i]);
        }
        hyphen = hyphen && at > start + 1;
        return new(start, at, (int)(width + (hyphen ? Typed.Advance(HyphenAfter(letters[at - 1])) : 0)), hyphen);
    }

    private static int LastBefore(ReadOnlySpan<ushort> letters, int start, int over, long limit)
    {
        var sum = 0L;
        for (var i = start; i < over; i++)
        {
            sum += Typed.Advance(letters[i]);
            if (sum > limit)
            {
                return Math.Max(i, start + 1);
            }
        }
        return Math.Max(over, start + 1);
    }

    // No dictionary: a syllable begins with the last consonant before a vowel, or with the two that are one sound.
    private static int Syllable(ReadOnlySpan<ushort> letters, int start, int last)
    {
        for (var i = last; i >= start + 3 && i > last - 10; i--)
        {
            var (before, first) = (Lower(letters[i - 1]), Lower(letters[i]));
            var second = i + 1 < letters.Length ? Lower(letters[i + 1]) : ' ';
            var third = i + 2 < letters.Length ? Lower(letters[i + 2]) : ' ';
            var isOneSound = (first, second) is ('c', 'h') or ('s', 'c') or ('p', 'h') or ('t', 'h') or ('q', 'u');
            var splitsSound = (before, first) is ('c', 'h') or ('c', 'k') or ('p', 'h') or ('t', 'h') or ('q', 'u') or ('s', 'c');
            if (!splitsSound && char.IsLetter(third) && !IsVowel(first) && (IsVowel(second) || isOneSound))
            {
                return i;
            }
        }
        return last;
    }

    // Of letters alone, as far as the next space: an address or a number gets no hyphen, which would be taken for part of it.
    private static bool IsWord(ReadOnlySpan<ushort> letters, int start)
    {
        for (var i = start; i < letters.Length && i < start + 60 && !Typed.IsSpace(letters[i]); i++)
        {
            if (Typed.Character(letters[i]) is var c && !char.IsLetter(c) && c is not ('-' or ',' or '.' or '’' or ')'))
            {
                return false;
            }
        }
        return true;
    }

    private static bool MayBreakAfter(ReadOnlySpan<ushort> letters, int i) =>
        i > 0
        && i + 1 < letters.Length
        && Typed.Character(letters[i]) is '-' or '\u2010' or '–' or '—'
        && !Typed.IsSpace(letters[i + 1])
        && char.IsLetter(Typed.Character(letters[i - 1]))
        && char.IsLetter(Typed.Character(letters[i + 1]));

    private static bool IsVowel(char c) => "aeiouyäöüáàâéèêëíîïóôúûù".Contains(c, StringComparison.Ordinal);

    private static char Lower(ushort letter) => char.ToLowerInvariant(Typed.Character(letter));

    private static int SkipSpaces(ReadOnlySpan<ushort> letters, int from)
    {
        while (from < letters.Length && Typed.IsSpace(letters[from]))
        {
            from++;
        }
        return from;
    }
}
