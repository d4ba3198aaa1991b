using System.Globalization;

namespace LearningAccount.Law;

/// <summary>Days from <see cref="From"/> to <see cref="To"/>, both included; without <see cref="To"/> it runs on.</summary>
public readonly record struct Period
{
    /// <exception cref="ArgumentException"><paramref name="to"/> lies before <paramref name="from"/>.</exception>
    public Period(DateOnly from, DateOnly? to)
    {
        if (to < from)
        {
            throw new ArgumentException("A period cannot end before it begins.", nameof(to));
        }
        From = from;
        To = to;
    }

    public DateOnly From { get; }
    public DateOnly? To { get; }

    /// <summary>The last day, or the last day there is.</summary>
    public DateOnly LastDay => To ?? DateOnly.MaxValue;

    public static Period Year(int year) => new(new(year, 1, 1), new(year, 12, 31));

    public static Period Month(int year, int month) =>
        new(new(year, month, 1), new(year, month, DateTime.DaysInMonth(year, month)));

    public bool Contains(DateOnly day) => From <= day && day <= LastDay;

    public bool Overlaps(Period other) => From <= other.LastDay && other.From <= LastDay;

    /// <summary>The days in both, or null where there are none.</summary>
    public Period? Intersect(Period other)
    {
        var from = From >= other.From ? From : other.From;
        var to = LastDay <= other.LastDay ? To : other.To;
        return (to ?? DateOnly.MaxValue) < from ? null : new Period(from, to);
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{From:yyyy-MM-dd}..{(To is { } to ? to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "")}"
        );
}
