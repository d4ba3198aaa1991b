using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>
/// Reads what an employer knows in a handful of queries, never one a worker, and keeps the latest snapshots: a snapshot is
/// named by employer and line of the journal, so it is never stale.
/// </summary>
public sealed class ReadSnapshots(Database database)
{
    /// <summary>Snapshots kept count their workers, some 8 kB each; with more than this the longest unread go.</summary>
    private const int MostWorkersKept = 25_000;

    /// <summary>As known now, and as known on another day.</summary>
    private const int MostOfAnEmployer = 2;

    /// <summary>One by one, more workers than this part of all take longer to read than all of them.</summary>
    private const int LargestPart = 4;

    private readonly Lock gate = new();
    private readonly LinkedList<EmployerSnapshot> kept = [];
    private readonly Dictionary<(Guid Employer, long Seq), Task<EmployerSnapshot?>> underWay = [];

    /// <summary>The employer as known at the end of a day in Belgium, or now; null where nothing was known of it.</summary>
    public async Task<EmployerSnapshot?> Of(Guid employerId, DateOnly? known, CancellationToken cancel)
    {
        long seq;
        await using (var connection = await database.Connect(cancel))
        {
            seq = await Knowledge.SeqOn(connection, employerId, known, cancel);
            if (known is not null)
            {
                // What was erased since is gone, also from what is kept of a day before.
                Forget(employerId, await ErasedAt(connection, employerId, cancel));
            }
        }
        return await At(employerId, seq, cancel);
    }

    /// <summary>The employer as its journal stood at a line; 0: at none, when nothing was known of it.</summary>
    internal async ValueTask<EmployerSnapshot?> At(Guid employerId, long seq, CancellationToken cancel) =>
        seq == 0 ? null : Kept(employerId, seq) ?? await ReadOnce(employerId, seq).WaitAsync(cancel);

    // All who ask for it meanwhile wait for the same one; who stops waiting takes it from nobody.
    private Task<EmployerSnapshot?> ReadOnce(Guid employerId, long seq)
    {
        lock (gate)
        {
            if (!underWay.TryGetValue((employerId, seq), out var reading))
            {
                reading = Task.Run(() => ReadAndKeep(employerId, seq));
                underWay.Add((employerId, seq), reading);
            }
            return reading;
        }
    }

    private async Task<EmployerSnapshot?> ReadAndKeep(Guid employerId, long seq)
    {
        try
        {
            await using var connection = await database.Connect(CancellationToken.None);
            var read =
                Before(employerId, seq) is { } before && await Next(connection, before, seq) is { } next
                    ? next
                    : await Read(connection, employerId, seq, CancellationToken.None);
            if (read is not null)
            {
                Keep(read);
            }
            return read;
        }
        finally
        {
            lock (gate)
            {
                underWay.Remove((employerId, seq));
            }
        }
    }

    private static async Task<EmployerSnapshot?> Next(DbConnection connection, EmployerSnapshot before, long seq)
    {
        var (employerId, stop) = (before.Employer.EmployerId, CancellationToken.None);
        var touched = await TouchedFacts.Between(connection, employerId, before.Seq, seq, NextSnapshot.RestsOn, stop);
        if (touched.Workers.Count > 1 + (before.Workers.Length / LargestPart))
        {
            return null;
        }
        await before.Words.Days.AddSince(connection, employerId, before.Seq, stop);
        return await NextSnapshot.After(before, new(connection, employerId, seq, stop), touched, before.Words.Days);
    }

    private void Forget(Guid employerId, long erasedAt)
    {
        lock (gate)
        {
            foreach (var old in kept.Where(one => one.Employer.EmployerId == employerId && one.ErasedAt < erasedAt).ToList())
            {
                kept.Remove(old);
            }
        }
    }

    /// <summary>The last line that erased facts; 0 where none did.</summary>
    private static Task<long> ErasedAt(DbConnection connection, Guid employerId, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<long>(
            new(
                "select coalesce(max(recorded), 0) from erased_content where employer_id = @employerId",
                new { employerId },
                cancellationToken: cancel
            )
        );

    /// <summary>The latest that is kept, at whatever line; null: none is.</summary>
    internal EmployerSnapshot? Latest(Guid employerId) => Before(employerId, long.MaxValue);

    private EmployerSnapshot? Before(Guid employerId, long seq)
    {
        lock (gate)
        {
            return kept.Where(one => one.Employer.EmployerId == employerId && one.Seq < seq).MaxBy(one => one.Seq);
        }
    }

    private EmployerSnapshot? Kept(Guid employerId, long seq)
    {
        lock (gate)
        {
            for (var node = kept.First; node is not null; node = node.Next)
            {
                if (node.Value.Employer.EmployerId == employerId && node.Value.Seq == seq)
                {
                    kept.Remove(node);
                    kept.AddFirst(node);
                    return node.Value;
                }
            }
            return null;
        }
    }

    private void Keep(EmployerSnapshot snapshot)
    {
        lock (gate)
        {
            kept.AddFirst(snapshot);
            var (workers, ofEmployer) = (0, 0);
            for (var node = kept.First; node is not null; )
            {
                var next = node.Next;
                workers += node.Value.Workers.Length + 1;
                var isOfEmployer = node.Value.Employer.EmployerId == snapshot.Employer.EmployerId;
                ofEmployer += isOfEmployer ? 1 : 0;
                if ((workers > MostWorkersKept && node != kept.First) || (isOfEmployer && ofEmployer > MostOfAnEmployer))
                {
                    kept.Remove(node);
                }
                node = next;
            }
        }
    }

    /// <summary>
    /// All of an employer as its journal stands at a line; inside a change also at the line the change is going to write.
    /// </summary>
    internal async Task<EmployerSnapshot?> Read(DbConnection connection, Guid employerId, long seq, CancellationToken cancel)
    {
        var reading = new FactReading(connection, employerId, seq, cancel);
        var employer = (await reading.All(Tables.Employer)).SingleOrDefault();
        if (employer is null)
        {
            return null;
        }
        // The line of a change that is not yet committed is of today.
        var days = (await RecordedDays.Of(connection, employerId, cancel)).With(seq, Knowledge.DayOf(database.Clock.GetUtcNow()));
        var workers = await reading.All(Tables.Worker);
        var canonical = workers
            .GroupBy(worker => worker.PersonId)
            .SelectMany(person => person.Select(worker => (worker.WorkerId, First: person.Min(one => one.WorkerId))))
            .ToDictionary(pair => pair.WorkerId, pair => pair.First);
        var persons = await reading.All(Tables.DeclarationPerson);
        var quarters = CountQuarters.Of(
            await reading.All(Tables.Declaration),
            persons,
            await reading.All(Tables.DeclaredSize),
            worker => canonical.GetValueOrDefault(worker, worker),
            await DeclaredQuarters.Erased(connection, employerId, seq, cancel)
        );
        var words = await EmployerWords.Read(reading, quarters, days);
        var made = await WorkerSnapshots.Read(reading, words, workers, persons, canonical);
        return new(employer, seq, words, made, canonical)
        {
            ErasedAt = await ErasedAt(connection, employerId, cancel),
            Settlements = (await reading.All(Tables.Settlement)).ToLookup(said => said.WorkerId),
        };
    }
}
