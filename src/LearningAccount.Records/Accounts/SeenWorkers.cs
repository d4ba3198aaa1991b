using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;

namespace LearningAccount.Records.Accounts;

/// <summary>
/// Narrows an employer to the workers that somebody may see, by where each works now: who has left a department is no longer
/// seen by it, also not as known on a day before; nor is anybody whose data are restricted, which are for who answers for them.
/// Kept with the snapshot, so that its table is made once for all its readers.
/// </summary>
internal static class SeenWorkers
{
    private static readonly ConditionalWeakTable<EmployerSnapshot, ConcurrentDictionary<Key, EmployerSnapshot>> Kept = [];

    /// <param name="asked">As known on the day asked for.</param>
    /// <param name="now">As known now; the same where that was asked for.</param>
    /// <param name="restricted">Of the employer, now.</param>
    public static EmployerSnapshot Of(
        EmployerSnapshot asked,
        EmployerSnapshot now,
        IReadOnlyList<AccessScope>? scopes,
        Restricted restricted
    )
    {
        if (scopes is null)
        {
            return asked;
        }
        var words = string.Join('\n', scopes.Select(scope => $"{scope.Kind}:{scope.Value}").Order(StringComparer.Ordinal));
        return Kept.GetOrCreateValue(asked)
            .GetOrAdd(
                new(words, now.Seq),
                _ =>
                {
                    var seen = now
                        .Workers.Where(worker => AccessRules.Covers(scopes, worker.Identity))
                        .Where(worker => !restricted.Has(worker.WorkerId))
                        .Select(worker => worker.PersonId)
                        .ToHashSet();
                    return asked.With(worker => seen.Contains(worker.PersonId));
                }
            );
    }

    private readonly record struct Key(string Scopes, long Now);
}
