using LearningAccount.Law;

namespace LearningAccount.App.Portal.Components;

/// <summary>What became of the days that could be used in a year: taken together they are all of them.</summary>
/// <param name="Expired">Gone at the end of a five-year window.</param>
/// <param name="Lost">Gone with the contract.</param>
public sealed record DayBar(Fraction Used, Fraction Planned, Fraction Left, Fraction Expired, Fraction Lost)
{
    public Fraction Total => Used + Planned + Left + Expired + Lost;

    /// <summary>The parts in the order they are drawn; a part of nothing is left out. A balance below zero is drawn as nothing.</summary>
    public IEnumerable<(string Part, Fraction Days)> Parts()
    {
        if (Used.Sign > 0)
        {
            yield return ("used", Used);
        }
        if (Planned.Sign > 0)
        {
            yield return ("planned", Planned);
        }
        if (Left.Sign > 0)
        {
            yield return ("left", Left);
        }
        if (Expired.Sign > 0)
        {
            yield return ("expired", Expired);
        }
        if (Lost.Sign > 0)
        {
            yield return ("lost", Lost);
        }
    }

    /// <summary>What became of the days of a year of an account. What is planned is a part of what is left.</summary>
    /// <param name="planned">Days that trainings still to come have reserved of this year's closing balance.</param>
    public static DayBar Of(AccountYear year, Fraction planned)
    {
        var reserved = Fraction.Max(0, Fraction.Min(planned, year.Closing));
        return new(
            year.Used,
            reserved,
            Fraction.Max(0, year.Closing - reserved),
            Fraction.Max(0, year.Expired),
            Fraction.Max(0, year.Forfeited)
        );
    }
}
