using System.Globalization;
using LearningAccount.Law;

namespace LearningAccount.App.Example;

/// <summary>
/// National numbers with right check digits that nobody was given: their sequence lies at 991 or above, which no day's births
/// ever reached.
/// </summary>
internal sealed class ExampleNumbers
{
    private const int HighestMan = 997;
    private const int HighestWoman = 998;
    private const int Lowest = 991;

    public static readonly EnterpriseNumber Employer = EnterpriseNumber.TryParse("0999990222", out var number, out _)
        ? number
        : default;

    /// <summary>1999982-XX: at the far end of the numbers the NSSO gives, with its own check.</summary>
    public static readonly NssoNumber Nsso = NssoNumber.TryParse(NssoDigits(1_999_982), out var number, out _) ? number : default;

    private readonly HashSet<long> given = [];

    /// <summary>Null where all numbers of the day are taken.</summary>
    /// <param name="monthShift">40 for a BIS number of somebody whose sex is known, 0 for the national register.</param>
    public Ssin? Next(DateOnly birth, Sex sex, int monthShift = 0)
    {
        for (var sequence = sex == Sex.Man ? HighestMan : HighestWoman; sequence >= Lowest; sequence -= 2)
        {
            var date = birth.Year % 100 * 10_000 + (birth.Month + monthShift) * 100 + birth.Day;
            var first = date * 1_000L + sequence;
            if (given.Add(first))
            {
                var checkedNumber = birth.Year < 2000 ? first : 2_000_000_000 + first;
                var digits = (first * 100 + 97 - checkedNumber % 97).ToString("00000000000", CultureInfo.InvariantCulture);
                return Ssin.TryParseDigits(digits, out var ssin, out _)
                    ? ssin
                    : throw new InvalidOperationException("A number of the example is wrong.");
            }
        }
        return null;
    }

    /// <summary>The number as it looks when two of its digits are swapped: its check digits do not fit any more.</summary>
    public static string Mistyped(Ssin ssin)
    {
        var digits = ssin.Digits.ToCharArray();
        (digits[7], digits[10]) = (digits[10], digits[7]);
        var wrong = new string(digits);
        return Ssin.TryParseDigits(wrong, out _, out _)
            ? string.Concat(wrong.AsSpan(0, 10), wrong[10] == '1' ? "2" : "1")
            : wrong;
    }

    private static string NssoDigits(long number) =>
        (number * 100 + 96 - number * 100 % 97).ToString("000000000", CultureInfo.InvariantCulture);
}
