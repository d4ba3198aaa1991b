using System.Globalization;

namespace LearningAccount.Law;

/// <summary>
/// A social security identification number (INSZ, NISS): the national register number, or the BIS number of somebody who is
/// not in that register. It is personal data: <see cref="ToString"/> hides it, <see cref="Digits"/> gives it.
/// <para>
/// Eleven digits <c>YYMMDDSSSCC</c>. Sources: royal decree of 8 February 1991 on BIS numbers (month + 40 when the sex was known
/// when the number was given, + 20 when not); the check as described by the Crossroads Bank for Social Security. The century is
/// not written: it follows from the check digits, which are made over <c>2YYMMDDSSS</c> for those born from 2000 on; at most one
/// century fits, because 2,000,000,000 is no multiple of 97.
/// </para>
/// </summary>
public readonly record struct Ssin
{
    private readonly long number;
    private readonly bool bornFrom2000;

    private Ssin(long number, bool bornFrom2000)
    {
        this.number = number;
        this.bornFrom2000 = bornFrom2000;
    }

    /// <summary>The eleven digits. Only for storing and for messages that must carry them.</summary>
    public string Digits => number.ToString("00000000000", NumberFormatInfo.InvariantInfo);

    /// <summary>The whole number as people write it, <c>YY.MM.DD-SSS.CC</c>: for documents that must name it.</summary>
    public string Written
    {
        get
        {
            var all = Digits;
            return $"{all[..2]}.{all[2..4]}.{all[4..6]}-{all[6..9]}.{all[9..]}";
        }
    }

    /// <summary>
    /// Nobody has such a number: its sequence lies at 991 or above, which no day's births ever reached. For people who are made up.
    /// </summary>
    public bool IsSynthetic => Sequence >= 991;

    /// <summary>A BIS number: its bearer is not, or not yet, in the national register.</summary>
    public bool IsBis => WrittenMonth >= 20;

    public int BirthYear => (bornFrom2000 ? 2000 : 1900) + (int)(number / 1_000_000_000);

    /// <summary>The date of birth, or null where month or day are unknown (written 00).</summary>
    public DateOnly? BirthDate => Month != 0 && Day != 0 ? new DateOnly(BirthYear, Month, Day) : null;

    /// <summary>
    /// By the parity of the sequence number, odd for men; null on a BIS number given before the sex was known (month + 20).
    /// </summary>
    public Sex? Sex =>
        WrittenMonth is >= 20 and < 40 ? null
        : Sequence % 2 == 1 ? Law.Sex.Man
        : Law.Sex.Woman;

    private int WrittenMonth => (int)(number / 10_000_000 % 100);
    private int Month => WrittenMonth % 20;
    private int Day => (int)(number / 100_000 % 100);
    private int Sequence => (int)(number / 100 % 1000);

    /// <summary>Reads a number as people write it: with or without points, dashes, slashes and blanks.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Ssin ssin, out NumberFault why)
    {
        ssin = default;
        why = SpelledDigits.Read(text, out var value, out var count);
        if (why == NumberFault.None)
        {
            why = count == 11 ? Check(value, out ssin) : NumberFault.Length;
        }
        return why == NumberFault.None;
    }

    /// <summary>The same, refusing who would be born after <paramref name="on"/>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, DateOnly on, out Ssin ssin, out NumberFault why) =>
        TryParse(text, out ssin, out why) && IsBornBy(on, ref ssin, ref why);

    /// <summary>Reads exactly eleven digits, as files and messages carry them.</summary>
    public static bool TryParseDigits(ReadOnlySpan<char> text, out Ssin ssin, out NumberFault why)
    {
        ssin = default;
        why = SpelledDigits.ReadStrict(text, out var value);
        if (why == NumberFault.None)
        {
            why = text.Length == 11 ? Check(value, out ssin) : NumberFault.Length;
        }
        return why == NumberFault.None;
    }

    /// <summary>The same, refusing who would be born after <paramref name="on"/>.</summary>
    public static bool TryParseDigits(ReadOnlySpan<char> text, DateOnly on, out Ssin ssin, out NumberFault why) =>
        TryParseDigits(text, out ssin, out why) && IsBornBy(on, ref ssin, ref why);

    /// <summary>Nothing of the number, so that it reaches no log and no message; <see cref="Digits"/> gives it.</summary>
    public override string ToString() => "**.**.**-***.**";

    private static NumberFault Check(long value, out Ssin ssin)
    {
        ssin = default;
        var first = value / 100;
        var check = (int)(value % 100);
        // The check is 01 to 97: 97 − the remainder of the first nine digits.
        bool from2000;
        if (check == 97 - (int)(first % 97))
        {
            from2000 = false;
        }
        else if (check == 97 - (int)((2_000_000_000 + first) % 97))
        {
            from2000 = true;
        }
        else
        {
            return NumberFault.Check;
        }
        var read = new Ssin(value, from2000);
        if (read.Sequence is 0 or 999)
        {
            return NumberFault.Sequence;
        }
        if (!read.HasDate())
        {
            return NumberFault.Date;
        }
        ssin = read;
        return NumberFault.None;
    }

    private bool HasDate()
    {
        if (WrittenMonth >= 60 || Month > 12 || Day > 31)
        {
            return false;
        }
        return Month == 0 || Day <= DateTime.DaysInMonth(BirthYear, Month);
    }

    private static bool IsBornBy(DateOnly on, ref Ssin ssin, ref NumberFault why)
    {
        var earliest = new DateOnly(ssin.BirthYear, Math.Max(ssin.Month, 1), ssin.Month == 0 ? 1 : Math.Max(ssin.Day, 1));
        if (earliest <= on)
        {
            return true;
        }
        ssin = default;
        why = NumberFault.Future;
        return false;
    }
}

public enum Sex
{
    Man,
    Woman,
}
