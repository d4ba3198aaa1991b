using System.Data.Common;
using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>
/// The one way facts are written: a transaction that ends in one line of the journal for every employer it touched. Without
/// <see cref="Commit"/> nothing happened, which is also how a rehearsal is made.
/// </summary>
public sealed class Change : IAsyncDisposable
{
    private const int Attempts = 4;
    private readonly Database database;
    private readonly Author author;
    private readonly Transaction writing;
    private readonly SortedDictionary<Guid, OpenLine> lines = [];
    private readonly HashSet<Guid> openedBefore = [];
    private bool watches;

    private Change(Database database, Author author, Transaction writing)
    {
        this.database = database;
        this.author = author;
        this.writing = writing;
    }

    /// <summary>Reads inside the change: sees what was committed and what the change itself wrote.</summary>
    public DbConnection Connection => writing.Connection;
    public Author Author => author;

    /// <summary>The employers whose journal this change opens.</summary>
    public IEnumerable<Guid> Opened =>
        lines.Where(line => line.Value is { Previous: null, HasContent: true }).Select(line => line.Key);

    public static async Task<Change> Begin(Database database, Author author, CancellationToken cancel) =>
        new(database, author, await database.BeginWriting(cancel));

    /// <summary>
    /// Begins, runs <paramref name="work"/> and commits. Where another writer got in its way, all of it is done again, from
    /// the facts as they are then; so <paramref name="work"/> has no effect outside the change.
    /// </summary>
    /// <param name="briefOf">
    /// It writes of a worker or two of this employer, or empty of none: then it may reach the disk together with others that do. It is done
    /// when it has.
    /// </param>
    public static Task<T> Make<T>(
        Database database,
        Author author,
        Func<Change, Task<T>> work,
        CancellationToken cancel,
        Guid? briefOf = null
    ) =>
        Run(
            database,
            author,
            async change =>
            {
                var result = await work(change);
                await change.Commit(cancel);
                return result;
            },
            briefOf,
            cancel
        );

    /// <summary>The same, of work that answers nothing.</summary>
    public static Task Make(Database database, Author author, Func<Change, Task> work, CancellationToken cancel) =>
        Make(
            database,
            author,
            async change =>
            {
                await work(change);
                return true;
            },
            cancel
        );

    /// <summary>The same, and all of it is taken back. Inside, <see cref="TouchedOf"/> tells what the change did.</summary>
    internal static Task<T> Rehearse<T>(Database database, Func<Change, Task<T>> work, CancellationToken cancel) =>
        Run(
            database,
            new Author("rehearsal", Door.Portal),
            change =>
            {
                change.watches = true;
                return work(change);
            },
            briefOf: null,
            cancel
        );

    private static async Task<T> Run<T>(
        Database database,
        Author author,
        Func<Change, Task<T>> work,
        Guid? briefOf,
        CancellationToken cancel
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.RunChange(
                    async writing =>
                    {
                        await using var change = new Change(database, author, writing);
                        return await work(change);
                    },
                    briefOf,
                    cancel
                );
            }
            catch (Exception conflict) when (attempt < Attempts && database.IsConflict(conflict))
            {
                // The other writer was first; its facts are read in the next attempt.
            }
        }
    }

    /// <summary>
    /// Takes an employer's journal until the end of the change: nobody else writes to it. Call it before reading what the
    /// decision rests on, and before any fact of the employer is written. Returns the last line so far, 0 for none.
    /// </summary>
    /// <param name="action">A code for the line: <c>registerTraining</c>. The first one stays.</param>
    /// <param name="expectedSeq">The last line the person decided on; where there is a later one, the change is refused.</param>
    /// <param name="by">Who writes to this employer, where that is not the author: the program, for what follows elsewhere.</param>
    /// <exception cref="RefusedException"><c>changedMeanwhile</c>; <c>notYourEmployer</c>: not within the reach of the author.</exception>
    public Task<long> Touch(
        Guid employerId,
        string action,
        CancellationToken cancel,
        long? expectedSeq = null,
        Author? by = null
    ) => Touch(employerId, action, isOfAll: false, expectedSeq, by, cancel);

    /// <summary>The same to write of restricted workers too: for what is done with all there is, where nobody exists.</summary>
    internal Task<long> TouchWithRestricted(Guid employerId, string action, CancellationToken cancel) =>
        Touch(employerId, action, isOfAll: true, expectedSeq: null, by: null, cancel);

    private async Task<long> Touch(
        Guid employerId,
        string action,
        bool isOfAll,
        long? expectedSeq,
        Author? by,
        CancellationToken cancel
    )
    {
        if (!lines.TryGetValue(employerId, out var line))
        {
            var known = writing.Known?.GetValueOrDefault(employerId) as Standing;
            var now = ColumnText.Of(database.Clock.GetUtcNow());
            var last =
                known?.Last ?? await database.UnderChain<JournalLine>(Connection, employerId, now, ReadJournal.LastLine, cancel);
            var restricted = isOfAll
                ? Restricted.Nobody
                : known?.Restricted ?? await Restricted.Of(Connection, employerId, cancel);
            line = new(action, last, by ?? author, restricted);
            if (
                author.Reach is { } reach
                && !(
                    line.Previous is null
                        ? reach.MayAdd
                        : reach.Employers.Contains(employerId) || openedBefore.Contains(employerId)
                )
            )
            {
                line.Dispose();
                throw new RefusedException("notYourEmployer", "employer");
            }
            lines.Add(employerId, line);
        }
        if (expectedSeq is { } expected && expected != line.Seq - 1)
        {
            throw new RefusedException("changedMeanwhile", "journal");
        }
        return line.Seq - 1;
    }

    /// <summary>Of an employer it took: whose data are kept and not used, of whom it may not write.</summary>
    public Restricted RestrictedOf(Guid employerId) => LineOf(employerId).Restricted;

    /// <summary>
    /// The instant that the line of an employer will carry, from now on the same: for who tells it in the answer to what is being
    /// written. Asked last, since what is written is known from its commit on.
    /// </summary>
    public DateTimeOffset InstantOf(Guid employerId)
    {
        var line = LineOf(employerId);
        return line.At ??= Instant(line);
    }

    /// <summary>It has written or closed something so far.</summary>
    public bool HasChanged => lines.Values.Any(line => line.HasContent);

    /// <summary>Writes new versions of one employer or several, each touched before.</summary>
    public void Insert<T>(BulkTable<T> table, params IReadOnlyCollection<T> versions)
        where T : FactVersion => Insert((BulkTable)table, versions);

    /// <summary>The same, whatever the table is of.</summary>
    internal void Insert(BulkTable table, IReadOnlyCollection<FactVersion> versions)
    {
        foreach (var number in versions.OfType<PersonNumberVersion>())
        {
            CheckPerson(number.Ssin);
        }
        foreach (var ofEmployer in versions.GroupBy(version => version.EmployerId))
        {
            var line = LineOf(ofEmployer.Key);
            line.Restricted.Check(table, ofEmployer);
            var content = line.Content(table);
            content.Written += table.Write(database, Connection, ofEmployer, line.Seq, content.Written, content.Hash);
            Watch(line, table, ofEmployer);
        }
    }

    /// <summary>Of nobody who may exist is anything kept in a sandbox.</summary>
    /// <exception cref="RefusedException"><c>sandboxPerson</c>.</exception>
    internal void CheckPerson(Ssin number)
    {
        if (database.IsSandbox && !number.IsSynthetic)
        {
            throw new RefusedException("sandboxPerson", "ssin");
        }
    }

    /// <summary>Writes state that goes with the change; an error may be told later in it.</summary>
    internal Task Tell(string statement, object values, CancellationToken cancel) =>
        database.Tell(Connection, statement, values, cancel);

    /// <summary>Closes versions that hold: from this line on they are not known any more.</summary>
    /// <exception cref="RefusedException"><c>changedMeanwhile</c>: one of them was closed already.</exception>
    public async Task Supersede<T>(BulkTable<T> table, IReadOnlyCollection<T> versions, CancellationToken cancel)
        where T : FactVersion
    {
        foreach (var ofEmployer in versions.GroupBy(version => version.EmployerId))
        {
            LineOf(ofEmployer.Key).Restricted.Check(table, ofEmployer);
            await CloseVersions(table, ofEmployer.Key, [.. ofEmployer.Select(v => (v.Recorded, v.Place))], cancel);
            Watch(LineOf(ofEmployer.Key), table, ofEmployer);
        }
    }

    /// <summary>The same by the lines and places of the versions, without reading them.</summary>
    public async Task Close(
        BulkTable table,
        Guid employerId,
        IReadOnlyList<(long Recorded, long Place)> versions,
        CancellationToken cancel
    )
    {
        await CloseVersions(table, employerId, versions, cancel);
        if (versions.Count == 0 || !table.HasWorker)
        {
            return;
        }
        var line = LineOf(employerId);
        if (watches || line.Restricted.IsAny)
        {
            var workers = await Connection.QueryAsync<Guid?>(
                new(
                    $"select distinct worker_id from {table.Name} where employer_id = @employerId and superseded = @Seq",
                    new { employerId, line.Seq },
                    cancellationToken: cancel
                )
            );
            line.Workers.UnionWith(workers.OfType<Guid>());
            line.Restricted.Check(table, line.Workers);
        }
    }

    /// <summary>What a rehearsed change did to an employer so far.</summary>
    internal TouchedFacts TouchedOf(Guid employerId)
    {
        if (!watches)
        {
            throw new InvalidOperationException("Only a rehearsed change keeps what it touched.");
        }
        return lines.TryGetValue(employerId, out var line) ? new(line.TableNames, line.Workers) : new([], []);
    }

    private async Task CloseVersions(
        BulkTable table,
        Guid employerId,
        IReadOnlyList<(long Recorded, long Place)> versions,
        CancellationToken cancel
    )
    {
        if (versions.Count == 0)
        {
            return;
        }
        var line = LineOf(employerId);
        var closed = await database.Close(Connection, table, employerId, versions, line.Seq, cancel);
        if (closed != versions.Count)
        {
            throw new RefusedException("changedMeanwhile", table.Name);
        }
        line.Content(table).AddClosed(versions);
    }

    /// <summary>Closes <paramref name="old"/> and writes <paramref name="replacement"/>.</summary>
    public async Task Replace<T>(BulkTable<T> table, T old, T replacement, CancellationToken cancel)
        where T : FactVersion
    {
        await Supersede(table, [old], cancel);
        Insert(table, replacement);
    }

    /// <summary>Writes the lines and makes all of it last. An employer touched but not changed gets no line.</summary>
    public async Task Commit(CancellationToken cancel)
    {
        await WriteLines(willLast: true, cancel);
        await writing.Commit(cancel);
    }

    /// <summary>
    /// Runs a step of a rehearsal that is made of several, one after the other: what follows sees what it did as if it had been
    /// committed, and nothing of it where it fails.
    /// </summary>
    public async Task<T> Step<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        await Connection.ExecuteAsync(new("savepoint step", cancellationToken: cancel));
        try
        {
            var result = await work();
            openedBefore.UnionWith(Opened);
            await WriteLines(willLast: false, cancel);
            return result;
        }
        catch (Exception wrong) when (!database.IsConflict(wrong))
        {
            await Connection.ExecuteAsync(new("rollback to savepoint step", cancellationToken: CancellationToken.None));
            throw;
        }
        finally
        {
            EndLines();
        }
    }

    private async Task WriteLines(bool willLast, CancellationToken cancel)
    {
        var isHeld = !willLast;
        foreach (var (employerId, line) in lines.Where(line => line.Value.HasContent))
        {
            var written = await WriteLine.Do(database, Connection, (employerId, line, line.At ?? Instant(line)), isHeld, cancel);
            writing.Left[employerId] = new Standing(written, line.LeavesRestricted ? line.Restricted : null);
            isHeld = true;
        }
    }

    /// <summary>How an employer's journal stands after a change.</summary>
    /// <param name="Restricted">Null: the change may have made others of them.</param>
    private sealed record Standing(JournalLine Last, Restricted? Restricted);

    private void EndLines()
    {
        foreach (var line in lines.Values)
        {
            line.Dispose();
        }
        lines.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        EndLines();
        await writing.DisposeAsync();
    }

    private void Watch(OpenLine line, BulkTable table, IEnumerable<FactVersion> versions)
    {
        if (watches && table.HasWorker)
        {
            line.Workers.UnionWith(versions.Select(table.WorkerOf).OfType<Guid>());
        }
    }

    private OpenLine LineOf(Guid employerId) =>
        lines.TryGetValue(employerId, out var line)
            ? line
            : throw new InvalidOperationException("The employer's journal was not taken before its facts were written.");

    // A clock set back must not make a line known before the one it follows. Columns keep microseconds.
    private DateTimeOffset Instant(OpenLine open)
    {
        var now = database.Clock.GetUtcNow();
        return ColumnText.ToInstant(ColumnText.Of(open.Previous?.RecordedAt > now ? open.Previous.RecordedAt : now));
    }
}
