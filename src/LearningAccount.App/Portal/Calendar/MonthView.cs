using System.Globalization;
using LearningAccount.App.Wording;
using LearningAccount.Records.Duties;

namespace LearningAccount.App.Portal.Calendar;

/// <summary>A month as a table of weeks that begin on Monday.</summary>
public sealed class MonthView
{
    private const int DaysOfWeek = 7;
    private const string Format = "yyyy-MM";
    private readonly ILookup<DateOnly, Duty> duties;

    public MonthView(DateOnly month, DateOnly earliest, DateOnly latest, IEnumerable<Duty> all)
    {
        First = new(month.Year, month.Month, 1);
        duties = all.ToLookup(duty => duty.On);
        Before = First.AddDays(-1) < earliest ? null : First.AddMonths(-1);
        After = First.AddMonths(1) > latest ? null : First.AddMonths(1);
    }

    public DateOnly First { get; }
    public DateOnly? Before { get; }
    public DateOnly? After { get; }

    /// <summary>Whole weeks, with the days of the months around.</summary>
    public IEnumerable<DateOnly[]> Weeks
    {
        get
        {
            var last = First.AddMonths(1);
            for (var day = First.AddDays(-(((int)First.DayOfWeek + 6) % DaysOfWeek)); day < last; day = day.AddDays(DaysOfWeek))
            {
                yield return [.. Enumerable.Range(0, DaysOfWeek).Select(day.AddDays)];
            }
        }
    }

    public bool IsIn(DateOnly day) => day.Year == First.Year && day.Month == First.Month;

    public IEnumerable<Duty> On(DateOnly day) => IsIn(day) ? duties[day] : [];

    /// <summary>The names of the days, short and in full.</summary>
    public static IEnumerable<(string Short, string Full)> Days(Words words) =>
        Enumerable
            .Range(1, DaysOfWeek)
            .Select(day =>
                (
                    words.Culture.DateTimeFormat.AbbreviatedDayNames[day % DaysOfWeek],
                    words.Culture.DateTimeFormat.DayNames[day % DaysOfWeek]
                )
            );

    /// <summary>The month in words: <c>december 2026</c>.</summary>
    public static string Name(DateOnly month, Words words) => month.ToString("MMMM yyyy", words.Culture);

    public static string Text(DateOnly month) => month.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>What cannot be read, or lies outside, is the month of <paramref name="usual"/>.</summary>
    public static DateOnly Read(string? text, DateOnly usual, DateOnly earliest, DateOnly latest) =>
        DateOnly.TryParseExact($"{text}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
        && month >= new DateOnly(earliest.Year, earliest.Month, 1)
        && month <= latest
            ? month
            : usual;
}
