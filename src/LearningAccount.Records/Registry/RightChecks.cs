using LearningAccount.Law;

namespace LearningAccount.Records.Registry;

/// <summary>What can be wrong in days granted for a year, to all or to one worker.</summary>
internal static class RightChecks
{
    public static FactChecks Of(int year, Fraction days, string? reason) =>
        new FactChecks()
            .Exactly("year", year is >= 2017 and <= 2100, "fact.dayOutOfRange")
            .Amount("days", days, 366, mayBeZero: true)
            .Text("reason", reason, 2_000);
}
