namespace LearningAccount.Records.Plans;

/// <summary>The days by which the steps of a plan are due (law of 3 October 2022, chapter 9; rulebook R7.11).</summary>
public static class PlanDays
{
    /// <summary>The draft is given at least so many days before the meeting.</summary>
    public const int BeforeMeeting = 15;

    // The decree that opened the filing gave the plans of the first two years until here (rulebook R7.11).
    private const int LastYearBeforeFiling = 2024;
    private static readonly DateOnly FirstFiling = new(2025, 3, 1);

    public static DateOnly Opinion(int year) => new(year, 3, 15);

    public static DateOnly Fixed(int year) => new(year, 3, 31);

    /// <summary>Within one month of its entry into force.</summary>
    public static DateOnly Filed(DateOnly inForceOn) =>
        inForceOn.Year <= LastYearBeforeFiling && inForceOn.AddMonths(1) < FirstFiling ? FirstFiling : inForceOn.AddMonths(1);
}
