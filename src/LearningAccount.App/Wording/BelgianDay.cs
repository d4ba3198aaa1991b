namespace LearningAccount.App.Wording;

/// <summary>The day it is in Belgium, whatever the clock of the machine is set to.</summary>
internal static class BelgianDay
{
    private static readonly TimeZoneInfo Brussels = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    public static DateOnly Today(this TimeProvider clock) => Of(clock.GetUtcNow());

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(Clock(instant).DateTime);

    /// <summary>The day an id of ours was made; it begins with the moment, in milliseconds (UUID version 7).</summary>
    public static DateOnly OfId(Guid id) =>
        Of(DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16)));

    /// <summary>The same instant, as clocks in Belgium show it.</summary>
    public static DateTimeOffset Clock(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Brussels);
}
