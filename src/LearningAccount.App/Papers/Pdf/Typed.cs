using System.Buffers;
using System.Globalization;
using System.Text;

namespace LearningAccount.App.Papers.Pdf;

/// <summary>
/// A text as the letters of the fonts: the place of each in its font, with a mark where it stands out. What a font lacks is
/// shown by what it is made of, else by a question mark; what cannot be seen is left out.
/// </summary>
internal static class Typed
{
    public const ushort BoldMark = 0x8000;

    public static readonly ushort Space = Typeface.Regular.LetterOf(' ')!.Value;
    private static readonly ushort BoldSpace = (ushort)(Typeface.Bold.LetterOf(' ')!.Value | BoldMark);

    /// <param name="isBold">All of it stands out, whatever it says of itself.</param>
    public static ushort[] Of(string text, bool isBold = false)
    {
        var letters = new ArrayBufferWriter<ushort>(Math.Max(16, text.Length));
        foreach (var (part, stressed) in Stress.Parts(text))
        {
            Add(part, isBold || stressed, letters);
        }
        return letters.WrittenSpan.ToArray();
    }

    /// <summary>A text in which an asterisk is an asterisk.</summary>
    public static ushort[] Plain(string text, bool isBold = false)
    {
        var letters = new ArrayBufferWriter<ushort>(Math.Max(16, text.Length));
        Add(text, isBold, letters);
        return letters.WrittenSpan.ToArray();
    }

    public static Typeface Face(ushort letter) => letter < BoldMark ? Typeface.Regular : Typeface.Bold;

    public static int Advance(ushort letter) =>
        letter < BoldMark ? Typeface.Regular.Advances[letter] : Typeface.Bold.Advances[letter - BoldMark];

    public static char Character(ushort letter) => Face(letter).Character((ushort)(letter & ~BoldMark));

    public static bool IsSpace(ushort letter) => letter == Space || letter == BoldSpace;

    /// <summary>Thousandths of a point.</summary>
    public static int Width(ReadOnlySpan<ushort> letters, int size)
    {
        var sum = 0L;
        foreach (var letter in letters)
        {
            sum += Advance(letter);
        }
        return (int)Math.Min(sum * size / 1000, int.MaxValue);
    }

    private static void Add(string text, bool bold, ArrayBufferWriter<ushort> letters)
    {
        var face = bold ? Typeface.Bold : Typeface.Regular;
        var mark = bold ? BoldMark : (ushort)0;
        foreach (var rune in Composed(text).EnumerateRunes())
        {
            if (rune.Value > ' ' && rune.IsBmp && Visible(rune) && face.LetterOf((char)rune.Value) is { } letter)
            {
                Put(letter);
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                // Spaces and ends of lines count for one.
                if (letters.WrittenCount > 0 && !IsSpace(letters.WrittenSpan[^1]))
                {
                    Put(face.LetterOf(' ')!.Value);
                }
            }
            else if (Visible(rune))
            {
                AddParts(rune);
            }
        }

        void AddParts(Rune rune)
        {
            var found = false;
            foreach (var part in InsteadOf(rune) ?? rune.ToString().Normalize(NormalizationForm.FormKD))
            {
                if (face.LetterOf(part) is { } known)
                {
                    Put(known);
                    found = true;
                }
            }
            if (!found && !IsMark(rune))
            {
                Put(face.LetterOf('?')!.Value);
            }
        }

        void Put(ushort letter)
        {
            letters.GetSpan(1)[0] = (ushort)(letter | mark);
            letters.Advance(1);
        }
    }

    // Signs of sums that texts hold and the font does not.
    private static string? InsteadOf(Rune rune) =>
        rune.Value switch
        {
            '−' => "–",
            '→' => "›",
            '≤' => "<=",
            '≥' => ">=",
            '≠' => "<>",
            '≈' => "~",
            _ => null,
        };

    // Half a pair of surrogates is no character, and cannot be composed with anything.
    private static string Composed(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }
        var valid = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                valid = string.Concat(text.EnumerateRunes());
                break;
            }
        }
        return valid.Normalize(NormalizationForm.FormC);
    }

    private static bool Visible(Rune rune) =>
        rune.Value is >= ' ' and < 0x7F
        || Rune.GetUnicodeCategory(rune)
            is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.SpacingCombiningMark;
}
