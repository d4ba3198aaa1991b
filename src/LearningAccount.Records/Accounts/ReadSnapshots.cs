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

    private static async Task<EmployerSnapshot?> Read(
        DbConnection connection,
        Guid employerId,
        long seq,
        CancellationToken cancel
    )
    {
        var employer = (await ReadVersions.At(connection, Tables.Employer, employerId, seq, cancel)).SingleOrDefault();
        if (employer is null)
        {
            return null;
        }
        var recordedOn = await RecordedDays(connection, employerId, cancel);
        var declarations = await ReadVersions.At(connection, Tables.Declaration, employerId, seq, cancel);
        var persons = await ReadVersions.At(connection, Tables.DeclarationPerson, employerId, seq, cancel);
        var said = await ReadVersions.At(connection, Tables.DeclaredSize, employerId, seq, cancel);
        var workers = await ReadVersions.At(connection, Tables.Worker, employerId, seq, cancel);
        var canonical = workers
            .GroupBy(worker => worker.PersonId)
            .SelectMany(person => person.Select(worker => (worker.WorkerId, First: person.Min(one => one.WorkerId))))
            .ToDictionary(pair => pair.WorkerId, pair => pair.First);
        var quarters = CountQuarters.Of(declarations, persons, said, worker => canonical.GetValueOrDefault(worker, worker));
        var profile = (await ReadVersions.At(connection, Tables.EmployerProfile, employerId, seq, cancel)).SingleOrDefault();
        var facts = new EmployerFactsOf(line => recordedOn.GetValueOrDefault(line)).Make(
            profile,
            quarters,
            await ReadVersions.At(connection, Tables.SaidSizeClass, employerId, seq, cancel),
            await ReadVersions.At(connection, Tables.Scheme, employerId, seq, cancel),
            await ReadVersions.At(connection, Tables.OptOut, employerId, seq, cancel),
            await ReadVersions.At(connection, Tables.ExtraDays, employerId, seq, cancel)
        );
        var settings = ChangeSettings.Read(
            (await ReadVersions.At(connection, Tables.Setting, employerId, seq, cancel)).Select(setting =>
                KeyValuePair.Create(setting.Name, setting.Value)
            )
        );
        var numbers = await PersonDirectory.NumbersOf(
            connection,
            [.. workers.Select(worker => worker.PersonId).Distinct()],
            cancel
        );
        var made = new WorkerSnapshots(facts, settings, line => recordedOn.GetValueOrDefault(line), canonical)
        {
            Identities = await ReadVersions.At(connection, Tables.WorkerIdentity, employerId, seq, cancel),
            Occupations = await ReadVersions.At(connection, Tables.Occupation, employerId, seq, cancel),
            Declared = persons,
            Contracts = await ReadVersions.At(connection, Tables.Contract, employerId, seq, cancel),
            Suspensions = await ReadVersions.At(connection, Tables.Suspension, employerId, seq, cancel),
            Trainings = await ReadVersions.At(connection, Tables.Training, employerId, seq, cancel),
            Adjustments = await ReadVersions.At(connection, Tables.Adjustment, employerId, seq, cancel),
        };
        return new(employer, seq, profile, facts, settings, quarters, made.Make(workers, numbers), canonical);
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
