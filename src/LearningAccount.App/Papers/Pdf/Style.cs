namespace LearningAccount.App.Papers.Pdf;

/// <summary>How letters of a text stand: size and distance of lines in thousandths of a point, room above.</summary>
internal readonly record struct TextStyle(int Size, int Leading, int Before = 0, Ink Ink = Ink.Black, bool IsBold = false)
{
    /// <summary>From the top of a line down to the foot of its letters; capitals stand in its middle.</summary>
    public int Baseline => (Leading / 2) + (Size * 36 / 100);
}

/// <summary>The looks of all papers. Lengths are thousandths of a point.</summary>
internal static class Style
{
    public const int Millimetre = 2835;
    public const int ShortSide = 595_276;
    public const int LongSide = 841_890;

    /// <summary>Of a compact paper: its sheet is drawn larger, and shown at so many hundredths.</summary>
    public const int Compact = 90;

    public const int Left = 25 * Millimetre;
    public const int Right = 20 * Millimetre;
    public const int Top = 18 * Millimetre;

    /// <summary>Of pages after the first, below the title said again.</summary>
    public const int TopAgain = 22 * Millimetre;
    public const int RunningLine = 13 * Millimetre;
    public const int RunningGap = 5_000;
    public const int FootLine = 12 * Millimetre;
    public const int FootGap = 12_000;
    public const int Bottom = 20 * Millimetre;

    /// <summary>Text in longer lines is hard to follow; tables may be wider.</summary>
    public const int Measure = 148 * Millimetre;

    /// <summary>
    /// Where the window of a Belgian C5/6 envelope shows an address, however the letter lies in it: a window of 40 by 110 mm,
    /// 15 mm from the right and 20 mm from the lower edge, an envelope of 114 by 229 mm, a letter folded in three.
    /// </summary>
    public const int WindowLeft = 112 * Millimetre;
    public const int WindowTop = 55 * Millimetre;
    public const int WindowWidth = 78 * Millimetre;

    /// <summary>Below the first fold.</summary>
    public const int LetterTop = 104 * Millimetre;
    public const int FirstFold = 99 * Millimetre;

    /// <summary>How wide and how high the sheet is that a paper is drawn on.</summary>
    public static (int Width, int Height) SheetOf(Paper paper)
    {
        var (wide, high) = paper.IsLandscape ? (LongSide, ShortSide) : (ShortSide, LongSide);
        return (Drawn(paper, wide), Drawn(paper, high));
    }

    /// <summary>A place on the paper that is printed, on the sheet that is drawn.</summary>
    public static int Drawn(Paper paper, int place) => paper.IsCompact ? place * 100 / Compact : place;

    public static readonly TextStyle Title = new(18_000, 23_000, 0, Ink.Black, true);
    public static readonly TextStyle Subtitle = new(11_000, 15_500, 3_000, Ink.Soft);
    public static readonly TextStyle Heading = new(12_500, 17_000, 20_000, Ink.Black, true);
    public static readonly TextStyle Subheading = new(10_500, 14_500, 14_000, Ink.Black, true);
    public static readonly TextStyle Plain = new(10_000, 14_500, 7_000);
    public static readonly TextStyle Large = new(14_000, 20_000, 10_000);
    public static readonly TextStyle Small = new(8_500, 12_000, 6_000, Ink.Soft);
    public static readonly TextStyle Warning = new(10_000, 14_500, 10_000);
    public static readonly TextStyle Fact = new(10_000, 14_500);
    public static readonly TextStyle Item = new(10_000, 14_500, 3_000);
    public static readonly TextStyle Caption = new(9_000, 13_000, 10_000, Ink.Soft);
    public static readonly TextStyle Cell = new(9_000, 12_500);
    public static readonly TextStyle ColumnHead = new(8_500, 11_500, 4_000, Ink.Black, true);
    public static readonly TextStyle Sender = new(11_000, 15_000, 0, Ink.Black, true);
    public static readonly TextStyle Running = new(8_000, 11_000, 0, Ink.Soft);
    public static readonly TextStyle Address = new(10_500, 13_500);

    public const int AfterTitle = 12_000;
    public const int AfterHeading = 4_000;
    public const int BeforeFacts = 8_000;
    public const int AfterTable = 12_000;
    public const int LabelGap = 5_000;
    public const int Hairline = 400;
    public const int Rule = 800;
}
