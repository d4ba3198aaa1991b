namespace LearningAccount.Records.Registry;

/// <summary>Reckoning with first and last days.</summary>
internal static class Days
{
    /// <summary>There is no day between the two, or they overlap.</summary>
    public static bool Follows(DateOnly end, DateOnly start) => end == DateOnly.MaxValue || end.AddDays(1) >= start;

    public static DateOnly Later(DateOnly a, DateOnly b) => a >= b ? a : b;

    /// <summary>Null is never.</summary>
    public static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null || b < a ? b : a;

    /// <summary>The two have a day in common; null is never.</summary>
    public static bool Overlap(DateOnly from, DateOnly? to, DateOnly otherFrom, DateOnly? otherTo) =>
        from <= (otherTo ?? DateOnly.MaxValue) && otherFrom <= (to ?? DateOnly.MaxValue);
}
