using System.Numerics;
using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>
/// A for each year, the same for all months of a year: what the workers of one employer, committee and category share.
/// Kept as whole numbers over one denominator, so that a population is computed without a division.
/// </summary>
internal sealed record LawRow(long[] FullTimeDays, long Denominator, int MinutesPerDay)
{
    // Larger denominators go the general way; so do days that are no whole number of minutes.
    private const int MostDenominator = 1000;
    private const int MostMinutes = 1440;

    /// <summary>The row of an employment, or null where its years cannot be put so.</summary>
    public static LawRow? Of(EmployerLaw law, Employment employment, int firstYear, int years)
    {
        if (
            law.Settings != Settings.Default
            || !law.Employer.ExtraDays.IsEmpty
            || !(law.HoursPerDay * 60).TryGetWords(out var minutes, out var parts)
            || parts != 1
            || minutes > MostMinutes
        )
        {
            return null;
        }
        var days = new Fraction[years];
        var denominator = BigInteger.One;
        for (var place = 0; place < years; place++)
        {
            var months = law.DaysOf(employment, firstYear + place);
            var found = months[^1];
            if (found.Expiry is not null || !ReferenceEquals(found, months[0]))
            {
                return null;
            }
            days[place] = found.Value;
            denominator *= found.Value.Denominator / BigInteger.GreatestCommonDivisor(denominator, found.Value.Denominator);
        }
        if (denominator > MostDenominator || Array.Exists(days, value => value > 1000))
        {
            return null;
        }
        return new(
            Array.ConvertAll(days, value => (long)(value.Numerator * (denominator / value.Denominator))),
            (long)denominator,
            (int)minutes
        );
    }
}
