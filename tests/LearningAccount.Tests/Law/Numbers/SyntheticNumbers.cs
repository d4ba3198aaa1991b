using System.Globalization;

namespace LearningAccount.Tests.Law.Numbers;

/// <summary>Official numbers with right check digits, and the slips people make when they copy them.</summary>
internal static class SyntheticNumbers
{
    internal static string Ssin(int year, int month, int day, int sequence, bool from2000)
    {
        var first = ((year * 100L + month) * 100 + day) * 1000 + sequence;
        var check = 97 - (first + (from2000 ? 2_000_000_000 : 0)) % 97;
        return string.Create(CultureInfo.InvariantCulture, $"{first:000000000}{check:00}");
    }

    /// <summary>People of all ages, the sequence never below 991, which is not given out.</summary>
    internal static IEnumerable<string> Ssins(int count)
    {
        var random = new Random(19_600_229);
        for (var i = 0; i < count; i++)
        {
            var from2000 = random.Next(3) == 0;
            var year = from2000 ? random.Next(0, 27) : random.Next(30, 100);
            var month = random.Next(1, 13) + random.Next(3) * 20;
            yield return Ssin(year, month, random.Next(1, 29), random.Next(991, 999), from2000);
        }
    }

    internal static string Enterprise(int firstEight) =>
        string.Create(CultureInfo.InvariantCulture, $"{firstEight:00000000}{97 - firstEight % 97:00}");

    internal static string Nsso(int firstSeven) =>
        string.Create(CultureInfo.InvariantCulture, $"{firstSeven:0000000}{96 - firstSeven * 100L % 97:00}");

    /// <summary>Every text that differs by one digit, or by two neighbours changed round.</summary>
    internal static IEnumerable<string> Slips(string digits)
    {
        for (var i = 0; i < digits.Length; i++)
        {
            for (var c = '0'; c <= '9'; c++)
            {
                if (c != digits[i])
                {
                    yield return string.Concat(digits.AsSpan(0, i), [c], digits.AsSpan(i + 1));
                }
            }
            if (i > 0 && digits[i] != digits[i - 1])
            {
                yield return string.Concat(digits.AsSpan(0, i - 1), [digits[i], digits[i - 1]], digits.AsSpan(i + 1));
            }
        }
    }
}
