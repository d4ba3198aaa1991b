using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>What became of a fact somebody said.</summary>
public enum Said
{
    New,
    Changed,
    Unchanged,

    /// <summary>Something in it cannot be; nothing of it was kept.</summary>
    Refused,
}

/// <summary>The answer to one fact.</summary>
public readonly record struct SaidAnswer(Said Outcome, ImmutableArray<Anomaly> Anomalies);

/// <summary>
/// Says facts: checks them, writes what is new, replaces what is different, leaves what is known already. The one way into the
/// tables, for one fact as for a hundred thousand.
/// </summary>
public static class SayFacts
{
    /// <param name="known">What holds now of the same employer, of which each key is there once.</param>
    /// <param name="key">What makes two versions the same fact.</param>
    /// <param name="check">What is wrong in one of them; an error keeps it out.</param>
    /// <returns>For each fact said, in order, what became of it. Of the same key said twice the last one stays.</returns>
    public static async Task<IReadOnlyList<SaidAnswer>> Do<T, TKey>(
        Change change,
        BulkTable<T> table,
        IReadOnlyList<T> said,
        IEnumerable<T> known,
        Func<T, TKey> key,
        Func<T, ImmutableArray<Anomaly>> check,
        CancellationToken cancel
    )
        where T : FactVersion
        where TKey : notnull
    {
        var before = known.ToDictionary(key);
        var after = new Dictionary<TKey, T>();
        var answers = new SaidAnswer[said.Count];
        for (var i = 0; i < said.Count; i++)
        {
            var fact = said[i];
            var anomalies = check(fact);
            if (anomalies.Any(anomaly => anomaly.Severity == Severity.Error))
            {
                answers[i] = new(Said.Refused, anomalies);
                continue;
            }
            var last = after.GetValueOrDefault(key(fact)) ?? before.GetValueOrDefault(key(fact));
            answers[i] = new(
                last is null ? Said.New
                    : IsSame(fact, last) ? Said.Unchanged
                    : Said.Changed,
                anomalies
            );
            after[key(fact)] = fact;
        }
        var different = after.Where(fact => !before.TryGetValue(fact.Key, out var old) || !IsSame(fact.Value, old)).ToList();
        await change.Supersede(table, [.. different.Where(f => before.ContainsKey(f.Key)).Select(f => before[f.Key])], cancel);
        change.Insert(table, [.. different.Select(fact => fact.Value)]);
        return answers;
    }

    /// <summary>The same words, whoever said them and when.</summary>
    public static bool IsSame<T>(T a, T b)
        where T : FactVersion =>
        (
            (FactVersion)a with
            {
                Recorded = b.Recorded,
                Place = b.Place,
                Superseded = b.Superseded,
                Origin = b.Origin,
                OriginReference = b.OriginReference,
            }
        ).Equals(b);

    /// <summary>What a door that says one fact does with its answer.</summary>
    /// <exception cref="RefusedException">The fact was refused.</exception>
    public static Said OrThrow(this IReadOnlyList<SaidAnswer> answers)
    {
        foreach (var answer in answers)
        {
            if (answer.Outcome == Said.Refused)
            {
                throw new RefusedException(answer.Anomalies.First(anomaly => anomaly.Severity == Severity.Error));
            }
        }
        return answers.Count > 0 ? answers[^1].Outcome : Said.Unchanged;
    }
}
