using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>
/// An employer read once from its first worker to its last, some at a time, for who writes all of it out: what is held does not grow
/// with the employer. It stays at the line of the journal where it was opened, whatever is written meanwhile.
/// </summary>
public sealed class StreamWorkers : IAsyncDisposable
{
    private const int AtOnce = 250;
    private const int LinesAtOnce = 2_000;
    private readonly DbConnection connection;
    private readonly Guid employerId;
    private readonly EmployerWords words;
    private readonly Dictionary<Guid, List<Guid>> several;
    private readonly IReadOnlyList<AccessScope>? scopes;
    private readonly Restricted restricted;

    private StreamWorkers(
        DbConnection connection,
        Guid employerId,
        EmployerWords words,
        Dictionary<Guid, List<Guid>> several,
        IReadOnlyList<AccessScope>? scopes,
        Restricted restricted
    ) =>
        (this.connection, this.employerId, this.words, this.several, this.scopes, this.restricted) = (
            connection,
            employerId,
            words,
            several,
            scopes,
            restricted
        );

    /// <summary>The line of the journal everything is read at.</summary>
    public required long Seq { get; init; }

    /// <summary>The law as it was known, as it holds for this employer.</summary>
    public required EmployerLaw Law { get; init; }

    /// <summary>The employer within the reach of somebody's access; null: nothing was known of it.</summary>
    /// <param name="known">The day at whose end it is known; null: now.</param>
    public static async Task<StreamWorkers?> Open(
        Database database,
        Visitor visitor,
        Guid employerId,
        DateOnly? known,
        CancellationToken cancel
    )
    {
        var reader = await database.Connect(cancel);
        try
        {
            var seq = await Knowledge.SeqOn(reader, employerId, known, cancel);
            if (seq == 0)
            {
                await reader.DisposeAsync();
                return null;
            }
            var reading = new FactReading(reader, employerId, seq, cancel);
            var sharers = await Several(reading);
            var quarters = await DeclaredQuarters.Counted(reading, FirstOf(sharers));
            var said = await EmployerWords.Read(reading, quarters, await RecordedDays.Of(reader, employerId, cancel));
            var book = await ReadLawBook.From(reader, cancel);
            return new(
                reader,
                employerId,
                said,
                sharers,
                AccessRules.Scopes(visitor, employerId, database.Clock.GetUtcNow()),
                await Restricted.Of(reader, employerId, cancel)
            )
            {
                Seq = seq,
                Law = new(said.Facts, said.Settings, known is { } day ? book.KnownOn(day) : book),
            };
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every worker that is seen, in the order of their ids.</summary>
    public async IAsyncEnumerable<WorkerSnapshot> Workers([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var batch in Batches(cancel))
        {
            var aliases = batch.SelectMany(
                worker => several.GetValueOrDefault(worker.PersonId) ?? [worker.WorkerId],
                (worker, alias) => (alias, worker.WorkerId)
            );
            var reading = new FactReading(connection, employerId, Seq, cancel);
            var made = await WorkerSnapshots.Read(reading, words, aliases.ToDictionary());
            foreach (var worker in made.OrderBy(one => one.WorkerId))
            {
                yield return worker;
            }
        }
    }

    /// <summary>
    /// Every training of a worker that is seen, with the worker who stands for the person and when it was registered or last changed;
    /// by worker, then by its end.
    /// </summary>
    public async IAsyncEnumerable<(TrainingVersion Training, Guid Worker, DateTimeOffset ChangedAt)> Trainings(
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var batch in Batches(cancel))
        {
            var aliases = batch
                .SelectMany(
                    worker => several.GetValueOrDefault(worker.PersonId) ?? [worker.WorkerId],
                    (worker, alias) => (alias, worker.WorkerId)
                )
                .ToDictionary();
            var found = await ReadVersions.At(connection, Tables.Training, employerId, aliases.Keys, Seq, cancel);
            var written = await Instants([.. found.Select(training => training.Recorded).Distinct()], cancel);
            foreach (
                var training in found.OrderBy(one => aliases[one.WorkerId]).ThenBy(one => one.EndOn).ThenBy(one => one.TrainingId)
            )
            {
                yield return (training, aliases[training.WorkerId], written[training.Recorded]);
            }
        }
    }

    // Of a batch the lines lie far apart: those between them are not read.
    private async Task<Dictionary<long, DateTimeOffset>> Instants(long[] lines, CancellationToken cancel)
    {
        var all = new Dictionary<long, DateTimeOffset>(lines.Length);
        foreach (var some in lines.Chunk(LinesAtOnce))
        {
            // Numbers of lines are numbers: nothing else can stand in the list.
            var list = string.Join(", ", some.Select(line => line.ToString(CultureInfo.InvariantCulture)));
            var read = await connection.QueryAsync<(long Seq, DateTimeOffset At)>(
                new(
                    $"select seq, recorded_at from journal where employer_id = @employerId and seq in ({list})",
                    new { employerId },
                    cancellationToken: cancel
                )
            );
            foreach (var (seq, at) in read)
            {
                all.Add(seq, at);
            }
        }
        return all;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    // Those who stand for themselves and for all who turned out to be the same person.
    private async IAsyncEnumerable<List<WorkerVersion>> Batches([EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = ""; ; )
        {
            var batch = await ReadVersions.Query<WorkerVersion>(
                connection,
                $"""
                select {Tables.Worker.ColumnList} from worker
                where employer_id = @employerId and worker_id > @after
                  and recorded <= @Seq and (superseded is null or superseded > @Seq)
                order by worker_id limit @count
                """,
                new
                {
                    employerId,
                    after,
                    Seq,
                    count = AtOnce,
                },
                cancel
            );
            if (batch.Count == 0)
            {
                yield break;
            }
            after = ColumnText.Of(batch[^1].WorkerId);
            var leaders = batch.FindAll(worker =>
                !several.TryGetValue(worker.PersonId, out var same) || same[0] == worker.WorkerId
            );
            yield return scopes is null ? leaders : await Seen(leaders, cancel);
        }
    }

    // As SeenWorkers has it: by where each works now.
    private async Task<List<WorkerVersion>> Seen(List<WorkerVersion> leaders, CancellationToken cancel)
    {
        var all = leaders.SelectMany(worker => several.GetValueOrDefault(worker.PersonId) ?? [worker.WorkerId]).ToList();
        var identities = (await ReadVersions.Now(connection, Tables.WorkerIdentity, employerId, all, cancel)).ToLookup(identity =>
            identity.WorkerId
        );
        return leaders.FindAll(worker =>
        {
            IReadOnlyList<Guid> same = several.GetValueOrDefault(worker.PersonId) ?? [worker.WorkerId];
            var latest = same.SelectMany(one => identities[one]).MaxBy(identity => identity.Recorded);
            return AccessRules.Covers(scopes, latest) && !same.Any(restricted.Has);
        });
    }

    private static async Task<Dictionary<Guid, List<Guid>>> Several(FactReading reading)
    {
        const string holds = "recorded <= @Seq and (superseded is null or superseded > @Seq)";
        var rows = await reading.Connection.QueryAsync<(Guid Person, Guid Worker)>(
            new(
                $"""
                select person_id, worker_id from worker where employer_id = @EmployerId and {holds}
                  and person_id in (
                    select person_id from worker where employer_id = @EmployerId and {holds} group by person_id having count(*) > 1
                  )
                """,
                new { reading.EmployerId, reading.Seq },
                cancellationToken: reading.Cancel
            )
        );
        return rows.GroupBy(row => row.Person)
            .ToDictionary(row => row.Key, row => row.Select(one => one.Worker).Order().ToList());
    }

    private static Func<Guid, Guid> FirstOf(Dictionary<Guid, List<Guid>> several)
    {
        var first = several.Values.SelectMany(same => same, (same, one) => (one, same[0])).ToDictionary();
        return worker => first.GetValueOrDefault(worker, worker);
    }
}
