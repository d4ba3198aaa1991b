using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>The five-year periods of one account, at the end of which its credit expires (R5.2 to R5.4).</summary>
internal readonly struct Windows
{
    private readonly DateOnly first;
    private readonly int years;

    public Windows(WindowMode mode, DateOnly opened, LawBook law)
    {
        years = law.WindowYears;
        var earliest = law.FirstWindowFrom;
        first = mode switch
        {
            WindowMode.PersonalYear when opened.Year > earliest.Year => new(opened.Year, 1, 1),
            WindowMode.PersonalDate when opened > earliest => opened,
            _ => earliest,
        };
    }

    /// <summary>The window that holds a day; a day before the first window belongs to the first.</summary>
    public Period Holding(DateOnly day)
    {
        var number = day <= first ? 0 : (day.Year - first.Year) / years;
        // In the year it changes, the day decides.
        if (number > 0 && Start(number) > day)
        {
            number--;
        }
        return new(Start(number), Start(number + 1).AddDays(-1));
    }

    // 29 February is 1 March in a year without it.
    private DateOnly Start(int number)
    {
        var year = first.Year + number * years;
        return first is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year) ? new(year, 3, 1) : new(year, first.Month, first.Day);
    }
}
