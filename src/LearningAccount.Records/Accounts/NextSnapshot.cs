using System.Collections.Immutable;
using Dapper;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>
/// Makes the snapshot that follows another out of what was written between the two: only the workers that was about are read
/// again, and the employer's own words where they changed. All others are the same objects.
/// </summary>
internal static class NextSnapshot
{
    /// <summary>Of these, the tables the accounts of all workers rest on.</summary>
    public static readonly ImmutableArray<BulkTable> OfAllWorkers =
    [
        Tables.Employer,
        .. EmployerWords.Counted,
        .. EmployerWords.ReadAgain,
    ];

    /// <summary>Every table a snapshot rests on.</summary>
    public static readonly ImmutableArray<BulkTable> RestsOn =
    [
        Tables.Settlement,
        Tables.PersonNumber,
        .. OfAllWorkers,
        .. WorkerSnapshots.ReadAgain,
    ];

    /// <param name="reading">At the line the snapshot is to stand at.</param>
    /// <param name="days">Those of <paramref name="before"/>, with the lines since.</param>
    /// <returns>Null: all has to be read. The size is counted anew, facts were erased, or of two workers one was made.</returns>
    public static async Task<EmployerSnapshot?> After(
        EmployerSnapshot before,
        FactReading reading,
        TouchedFacts touched,
        RecordedDays days
    )
    {
        if (
            touched.IsAny(EmployerWords.Counted)
            || touched.Is(Tables.Employer)
            || touched.Is(Tables.ErasedContent)
            || await Persons(before, reading, touched) is not { } aliases
        )
        {
            return null;
        }
        if (touched.Is(Tables.PersonNumber))
        {
            touched = touched with { Workers = [.. touched.Workers, .. await WithOtherNumbers(before, reading)] };
        }
        var words =
            touched.IsAny(EmployerWords.ReadAgain) || touched.Is(Tables.DimonaPeriod)
                ? await EmployerWords.Read(reading, before.Quarters, days)
            : ReferenceEquals(days, before.Words.Days) ? before.Words
            : before.Words with { Days = days };
        if (words.DimonaSince != before.Words.DimonaSince)
        {
            // Whom Dimona does not know is asked of all workers from that day on.
            return null;
        }
        var again = touched.Workers.Count == 0 ? [] : await Again(reading, words, touched, aliases);
        return new(before.Employer, reading.Seq, words, [.. Workers(before, words, touched, again)], aliases)
        {
            ErasedAt = before.ErasedAt,
            Settlements = touched.Is(Tables.Settlement)
                ? (await reading.All(Tables.Settlement)).ToLookup(said => said.WorkerId)
                : before.Settlements,
        };
    }

    /// <summary>All workers, with the one that stands for each; null where two became one, or one became somebody else.</summary>
    private static async Task<IReadOnlyDictionary<Guid, Guid>?> Persons(
        EmployerSnapshot before,
        FactReading reading,
        TouchedFacts touched
    )
    {
        if (!touched.Is(Tables.Worker) || touched.Workers.Count == 0)
        {
            return before.Aliases;
        }
        var written = await reading.Of(Tables.Worker, touched.Workers);
        if (written.Any(worker => before.Worker(worker.WorkerId) is { } known && known.PersonId != worker.PersonId))
        {
            return null;
        }
        var persons = before.Workers.Select(worker => worker.PersonId).ToHashSet();
        var added = written.Where(worker => before.Worker(worker.WorkerId) is null).ToList();
        var gone = touched.Workers.Except(written.Select(worker => worker.WorkerId)).ToHashSet();
        return !added.TrueForAll(worker => persons.Add(worker.PersonId)) || gone.Any(before.Aliases.ContainsKey)
            ? null
            : before.Aliases.Concat(added.Select(worker => KeyValuePair.Create(worker.WorkerId, worker.WorkerId))).ToDictionary();
    }

    private static async Task<IEnumerable<Guid>> WithOtherNumbers(EmployerSnapshot before, FactReading reading)
    {
        var persons = await reading.Connection.QueryAsync<Guid>(
            new(
                """
                select person_id from person_number
                where employer_id = @EmployerId and recorded <= @Seq and (recorded > @since or superseded > @since)
                """,
                new
                {
                    reading.EmployerId,
                    reading.Seq,
                    since = before.Seq,
                },
                cancellationToken: reading.Cancel
            )
        );
        var others = persons.ToHashSet();
        return before.Workers.Where(worker => others.Contains(worker.PersonId)).Select(worker => worker.WorkerId);
    }

    private static Task<ImmutableArray<WorkerSnapshot>> Again(
        FactReading reading,
        EmployerWords words,
        TouchedFacts touched,
        IReadOnlyDictionary<Guid, Guid> aliases
    )
    {
        var wanted = touched.Workers.Select(worker => aliases.GetValueOrDefault(worker, worker)).ToHashSet();
        return WorkerSnapshots.Read(reading, words, aliases.Where(alias => wanted.Contains(alias.Value)).ToDictionary());
    }

    private static IEnumerable<WorkerSnapshot> Workers(
        EmployerSnapshot before,
        EmployerWords words,
        TouchedFacts touched,
        ImmutableArray<WorkerSnapshot> again
    )
    {
        var others = touched.IsAny(EmployerWords.ReadAgain);
        var read = again.ToDictionary(worker => worker.WorkerId);
        foreach (var worker in before.Workers)
        {
            if (read.Remove(worker.WorkerId, out var now))
            {
                yield return now;
            }
            else
            {
                yield return others ? worker.Under(words) : worker;
            }
        }
        // They were recorded later than all others.
        foreach (var added in again.Where(worker => read.ContainsKey(worker.WorkerId)))
        {
            yield return added;
        }
    }
}
