using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace LearningAccount.App.Portal.Web;

/// <summary>The two days a page of figures can be asked for: the day they are of, and the day the facts were known. Both stand in the address.</summary>
public sealed record PageDates(DateOnly On, DateOnly Known, DateOnly Today)
{
    public const string OnName = "on";
    public const string KnownName = "known";
    private const string Iso = "yyyy-MM-dd";

    // The law gives no right before 2022, and a date far ahead says nothing.
    private static readonly DateOnly Earliest = new(2022, 1, 1);
    private const int YearsAhead = 10;

    public bool IsKnownToday => Known == Today;
    public bool AreToday => On == Today && IsKnownToday;

    /// <summary>Days that cannot be read or lie outside what can be answered are taken as today.</summary>
    public static PageDates Of(IQueryCollection query, DateOnly today) =>
        new(
            Read(query[OnName], today, Earliest, today.AddYears(YearsAhead)),
            Read(query[KnownName], today, Earliest, today),
            today
        );

    /// <summary>The address with the two days kept, where they are not today.</summary>
    public string Keep(string address)
    {
        var kept = On == Today ? address : QueryHelpers.AddQueryString(address, OnName, Text(On));
        return IsKnownToday ? kept : QueryHelpers.AddQueryString(kept, KnownName, Text(Known));
    }

    public static string Text(DateOnly day) => day.ToString(Iso, CultureInfo.InvariantCulture);

    private static DateOnly Read(string? text, DateOnly today, DateOnly from, DateOnly to) =>
        DateOnly.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && from <= day
        && day <= to
            ? day
            : today;
}
