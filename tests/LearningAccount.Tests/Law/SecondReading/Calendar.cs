namespace LearningAccount.Tests.Law.SecondReading;

/// <summary>Working days and five-year windows, as the chapter "How it is computed" of the case file says.</summary>
internal static class Calendar
{
    /// <summary>Monday to Friday, without ten public holidays, strictly between two days.</summary>
    public static int WorkingDaysBetween(DateOnly before, DateOnly after)
    {
        var count = 0;
        for (var day = before.AddDays(1); day < after; day = day.AddDays(1))
        {
            if (IsWorkingDay(day))
            {
                count++;
            }
        }
        return count;
    }

    private static bool IsWorkingDay(DateOnly day)
    {
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            return false;
        }
        var easter = EasterSunday(day.Year);
        DateOnly[] holidays =
        [
            new(day.Year, 1, 1),
            easter.AddDays(1),
            new(day.Year, 5, 1),
            easter.AddDays(39),
            easter.AddDays(50),
            new(day.Year, 7, 21),
            new(day.Year, 8, 15),
            new(day.Year, 11, 1),
            new(day.Year, 11, 11),
            new(day.Year, 12, 25),
        ];
        return !holidays.Contains(day);
    }

    /// <summary>Gauss's Easter algorithm, with the corrections of 1816.</summary>
    public static DateOnly EasterSunday(int year)
    {
        var century = year / 100;
        var p = (13 + 8 * century) / 25;
        var m = (15 - p + century - century / 4) % 30;
        var n = (4 + century - century / 4) % 7;
        var d = (19 * (year % 19) + m) % 30;
        var e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
        if (d == 29 && e == 6)
        {
            return new(year, 4, 19);
        }
        if (d == 28 && e == 6 && (11 * m + 11) % 30 < 19)
        {
            return new(year, 4, 18);
        }
        return new DateOnly(year, 3, 22).AddDays(d + e);
    }

    /// <summary>The window that holds a day, of an account opened on a day; a day before 2024 belongs to the first.</summary>
    public static (DateOnly From, DateOnly To) Window(string windowMode, DateOnly opened, DateOnly day)
    {
        var first = windowMode switch
        {
            "fixed2024" => new DateOnly(2024, 1, 1),
            "personalYear" => new DateOnly(opened.Year, 1, 1),
            _ => opened,
        };
        // "neither before 2024-01-01"
        if (first.Year < 2024)
        {
            first = new(2024, 1, 1);
        }
        var from = first;
        var number = 1;
        while (true)
        {
            var next = Anniversary(first, 5 * number);
            if (day < next)
            {
                return (from, next.AddDays(-1));
            }
            from = next;
            number++;
        }
    }

    /// <summary>"29 February is 1 March in a year without it."</summary>
    private static DateOnly Anniversary(DateOnly day, int years) =>
        day is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(day.Year + years)
            ? new(day.Year + years, 3, 1)
            : new(day.Year + years, day.Month, day.Day);
}
