using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;

namespace LearningAccount.App.Wording;

/// <summary>A training with what it did to the account.</summary>
/// <param name="Effect">The code of the words for it: <c>used</c>, <c>partly</c>, <c>outside</c>, <c>planned</c>, <c>notCounted</c>, <c>leave</c>, <c>notFollowed</c>, <c>cancelled</c>, <c>refused</c>, <c>later</c>.</param>
/// <param name="Used">Days taken from the credit.</param>
/// <param name="Reasons">Why so many; empty where it did nothing.</param>
public sealed record TrainingInAccount(Training Training, string Effect, Fraction Used, IReadOnlyList<Reason> Reasons)
{
    /// <summary>All trainings of an account, the newest first.</summary>
    /// <param name="facts">Those the account was computed from.</param>
    public static IReadOnlyList<TrainingInAccount> Of(Account account, AccountFacts facts)
    {
        var entries = account
            .Entries.Where(entry => entry.Kind is EntryKind.Use or EntryKind.Outside)
            .ToLookup(entry => entry.Fact);
        return
        [
            .. facts
                .Trainings.Select((training, place) => Line(account, training, [.. entries[place]]))
                .OrderByDescending(line => line.Training.End)
                .ThenBy(line => line.Training.Title, NameOrder.Comparer),
        ];
    }

    private static TrainingInAccount Line(Account account, Training training, AccountEntry[] entries)
    {
        var used = entries.Where(entry => entry.Kind is EntryKind.Use).Aggregate(Fraction.Zero, (sum, entry) => sum + entry.Days);
        var effect = entries.Length == 0 ? WithoutEntry(training) : WithEntries(entries, used);
        return new(training, effect, used, [.. entries.Select(entry => account.Reasons[entry.Reason])]);
    }

    private static string WithEntries(AccountEntry[] entries, Fraction used) =>
        entries.All(entry => entry.Kind is EntryKind.Use) ? "used"
        : used.IsZero ? "outside"
        : "partly";

    private static string WithoutEntry(Training training) =>
        training switch
        {
            { Status: TrainingStatus.Cancelled } => "cancelled",
            { Counts: false } => "notCounted",
            { LeaveScheme: not null } => "leave",
            { OfferedAndRefused: true } => "refused",
            { Status: TrainingStatus.Planned } => "planned",
            { Status: TrainingStatus.NotFollowed } => "notFollowed",
            _ => "later",
        };
}
