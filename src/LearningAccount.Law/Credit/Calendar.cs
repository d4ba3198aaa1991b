namespace LearningAccount.Law;

/// <summary>Working days: Monday to Friday without the ten public holidays (law of 4 January 1974).</summary>
internal static class Calendar
{
    /// <summary>Whether fewer than <paramref name="limit"/> working days lie between two days, neither of them included.</summary>
    public static bool FewerWorkingDaysBetween(DateOnly last, DateOnly next, int limit)
    {
        var count = 0;
        for (var day = last.AddDays(1); day < next; day = day.AddDays(1))
        {
            if (IsWorkingDay(day) && ++count >= limit)
            {
                return false;
            }
        }
        return true;
    }

    public static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsPublicHoliday(day);

    public static bool IsPublicHoliday(DateOnly day)
    {
        var fixedDay = (day.Month, day.Day) is (1, 1) or (5, 1) or (7, 21) or (8, 15) or (11, 1) or (11, 11) or (12, 25);
        // Easter Monday, Ascension, Whit Monday.
        return fixedDay || (day.DayNumber - Easter(day.Year).DayNumber) is 1 or 39 or 50;
    }

    // The Gregorian computus in its usual anonymous form.
    private static DateOnly Easter(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var g = (8 * b + 13) / 25;
        var h = (19 * a + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 19 * l) / 433;
        var month = (h + l - 7 * m + 90) / 25;
        var dayOfMonth = (h + l - 7 * m + 33 * month + 19) % 32;
        return new(year, month, dayOfMonth);
    }
}
