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
    /// <summary>Snapshots kept count their workers; with more than this the oldest read go.</summary>
    private const int MostWorkersKept = 100_000;

    private readonly Lock gate = new();
    private readonly LinkedList<EmployerSnapshot> kept = [];

    /// <summary>The employer as known at the end of a day in Belgium, or now; null where nothing was known of it.</summary>
    public async Task<EmployerSnapshot?> Of(Guid employerId, DateOnly? known, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var seq = await Knowledge.SeqOn(connection, employerId, known, cancel);
        if (seq == 0)
        {
            return null;
        }
        if (Kept(employerId, seq) is { } snapshot)
        {
            return snapshot;
        }
        var read = await Read(connection, employerId, seq, cancel);
        if (read is not null)
        {
            Keep(read);
        }
        return read;
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
            var workers = 0;
            for (var node = kept.First; node is not null; )
            {
                var next = node.Next;
                workers += node.Value.Workers.Length + 1;
                if (workers > MostWorkersKept && node != kept.First)
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
        var recordedOn = await RecordedDays(connection, employerId, cancel);
        // The line of a change that is not yet committed is of today.
        recordedOn.TryAdd(seq, Knowledge.DayOf(database.Clock.GetUtcNow()));
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
            worker => canonical.GetValueOrDefault(worker, worker)
        );
        var words = await EmployerWords.Read(reading, quarters, line => recordedOn.GetValueOrDefault(line));
        var made = await WorkerSnapshots.Read(reading, words, workers, persons, canonical);
        return new(employer, seq, words, made, canonical)
        {
            Settlements = (await reading.All(Tables.Settlement)).ToLookup(said => said.WorkerId),
        };
    }

    private static async Task<Dictionary<long, DateOnly?>> RecordedDays(
        DbConnection connection,
        Guid employerId,
        CancellationToken cancel
    )
    {
        var lines = await connection.QueryAsync<RecordedLine>(
            new(
                "select seq, recorded_at from journal where employer_id = @employerId",
                new { employerId },
                cancellationToken: cancel
            )
        );
        return lines.ToDictionary(line => line.Seq, line => (DateOnly?)Knowledge.DayOf(line.RecordedAt));
    }

    private sealed record RecordedLine
    {
        public required long Seq { get; init; }
        public required DateTimeOffset RecordedAt { get; init; }
    }
}
