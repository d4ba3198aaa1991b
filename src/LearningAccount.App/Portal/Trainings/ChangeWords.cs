using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>A change of trainings in words: what was done, by whom, and field by field what is other than it was.</summary>
public static class ChangeWords
{
    /// <summary>What the line says was done; a line of another door by its door.</summary>
    public static string Action(JournalLine line, Words words) =>
        Words.Has($"made.action.{line.Action}") ? words[$"made.action.{line.Action}"] : words[$"made.door.{line.Door}"];

    public static string By(JournalLine line, Words words) =>
        line.Why is { Length: > 0 } why
            ? words.Of("made.byWhy", ("who", line.Actor), ("why", why))
            : words.Of("made.by", ("who", line.Actor));

    /// <summary>The fields in which a training differs from what it was; of one that is new or gone, a sentence alone.</summary>
    public static IEnumerable<(string Field, string? Before, string? After)> Differences(ChangedTraining changed, Words words)
    {
        if (changed is not { Before: { } was, After: { } now })
        {
            yield break;
        }
        var before = TrainingFacts.Of(was, words).ToDictionary(field => field.Field, field => field.Text, StringComparer.Ordinal);
        var after = TrainingFacts.Of(now, words).ToDictionary(field => field.Field, field => field.Text, StringComparer.Ordinal);
        foreach (var field in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            var (old, text) = (before.GetValueOrDefault(field), after.GetValueOrDefault(field));
            if (!string.Equals(old, text, StringComparison.Ordinal))
            {
                yield return (field, old, text);
            }
        }
    }

    /// <summary>What became of a training, to tell those of whom the same became together.</summary>
    public static string Became(ChangedTraining changed) =>
        changed switch
        {
            { Before: null } => "registered",
            { After: null } => "gone",
            { After.Status: TrainingStatus.Cancelled, Before.Status: not TrainingStatus.Cancelled } => "cancelled",
            _ => "changed",
        };
}
