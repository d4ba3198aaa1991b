using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>
/// Tells what a change would do to the accounts of an employer before it is made: runs it, reads what it would leave, and takes
/// it back. What is told is what saving will do, as long as nobody else writes between the two.
/// <para>
/// The facts before are those of the snapshot that readers share; after, only the workers the change wrote of are read again,
/// and the employer's own words where it changed them. Accounts are computed when all is taken back, so the other writers of
/// this employer (of the whole database on SQLite) wait for the change itself and some ten keyed queries only. Where the change
/// counts the size anew (a declaration, a size said by hand) or makes one person of two, the whole employer is read meanwhile.
/// </para>
/// </summary>
public sealed class AccountEffect(Database database, ReadSnapshots snapshots)
{
    /// <param name="operation">Writes facts of the employer; it may be run more than once and has no effect outside the change.</param>
    /// <param name="on">The day of the accounts that are compared.</param>
    /// <exception cref="RefusedException">The operation was refused.</exception>
    public async Task<Effect<T>> Of<T>(Guid employerId, DateOnly on, Func<Change, Task<T>> operation, CancellationToken cancel)
    {
        var kept = await snapshots.Of(employerId, null, cancel);
        var (result, law, pairs) = await Change.Rehearse(
            database,
            async change =>
            {
                var last = await change.Touch(employerId, "rehearsal", cancel);
                // Somebody may have written since the snapshot was read.
                var before = kept?.Seq == last ? kept : await snapshots.Read(change.Connection, employerId, last, cancel);
                var law = await ReadLawBook.From(change.Connection, cancel);
                var result = await operation(change);
                var reading = new FactReading(change.Connection, employerId, last + 1, cancel);
                return (result, law, await Pairs(before, reading, change.TouchedOf(employerId)));
            },
            cancel
        );
        return new(result, on, WorkerEffect.Of(pairs, law, on));
    }

    /// <summary>The workers whose accounts may differ, as they are and as they would be.</summary>
    private async Task<WorkerPairs> Pairs(EmployerSnapshot? before, FactReading reading, TouchedFacts touched)
    {
        // As the line will tell once it is written.
        var today = Knowledge.DayOf(database.Clock.GetUtcNow());
        var next = before is null
            ? null
            : await NextSnapshot.After(before, reading, touched, before.Words.Days.With(reading.Seq, today));
        var after = next ?? await snapshots.Read(reading.Connection, reading.EmployerId, reading.Seq, reading.Cancel);
        var read = (after?.Workers ?? [])
            .Select(worker => new WorkerPair(before?.Worker(worker.WorkerId), worker))
            .Where(pair => !ReferenceEquals(pair.Before, pair.After));
        var gone = (before?.Workers ?? [])
            .Where(worker => after?.Worker(worker.WorkerId)?.WorkerId != worker.WorkerId)
            .Select(worker => new WorkerPair(worker, null));
        return new(before?.Words, after?.Words, [.. read, .. gone]);
    }
}

/// <summary>A worker as known now and as the change would leave it; null where it is not there.</summary>
internal readonly record struct WorkerPair(WorkerSnapshot? Before, WorkerSnapshot? After);

/// <param name="Before">What is said of the employer as a whole, now and after the change; null where it is not known.</param>
internal sealed record WorkerPairs(EmployerWords? Before, EmployerWords? After, ImmutableArray<WorkerPair> All);
