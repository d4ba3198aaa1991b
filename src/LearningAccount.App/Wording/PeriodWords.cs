using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;

namespace LearningAccount.App.Wording;

/// <summary>Periods, regimes, committees and sources in words.</summary>
public static class PeriodWords
{
    public static string Of(DateOnly from, DateOnly? to, Words words) =>
        to is { } end
            ? words.Of("employment.fromTo", ("from", words.ShortDate(from)), ("to", words.ShortDate(end)))
            : words.Of("employment.since", ("from", words.ShortDate(from)));

    /// <summary>Hours a week where they are known, and the part of full time.</summary>
    public static string Regime(WorkRegime regime, Words words)
    {
        if (regime is { Hours: { } hours, FullTimeHours: { } full })
        {
            return words.Of(
                "employment.hours",
                ("hours", words.Short(hours)),
                ("full", words.Short(full)),
                ("percent", Percent(hours / full, words))
            );
        }
        return regime.Fraction is { } fraction && fraction < 1 ? PartOfFullTime(fraction, words) : words["employment.fullTime"];
    }

    public static string PartOfFullTime(Fraction fraction, Words words) =>
        words.Of("employment.part", ("percent", Percent(fraction, words)));

    public static string Committee(JointCommittee? committee, Words words) =>
        committee is { } known ? known.ToString() : words["employment.noCommittee"];

    public static string Source(Origin origin, Words words) =>
        ReasonTexts.Origin(new("regime", "", origin), words.Language) ?? "";

    private static string Percent(Fraction fraction, Words words) => words.Short(Fraction.Min(1, fraction) * 100);
}
