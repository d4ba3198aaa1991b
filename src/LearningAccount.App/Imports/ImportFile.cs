using System.Data.Common;
using System.Security.Cryptography;
using System.Threading.Channels;
using Dapper;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports;

/// <summary>A file and what is said along with it.</summary>
/// <param name="File">Can be wound back. It is closed with the import.</param>
/// <param name="FileName">Without its folder.</param>
/// <param name="IsRehearsal">Everything is done but made to last: the report is that of the real import.</param>
public sealed record ImportRequest(Stream File, string FileName, ImportOptions Options, bool IsRehearsal)
{
    /// <summary>As it is shown and kept: what steers a terminal or cannot be seen is left out.</summary>
    public string FileName { get; init; } = TextCleaning.Clean(FileName);
}

/// <summary>One of several files that are rehearsed together.</summary>
/// <param name="Open">Opens it for reading.</param>
/// <param name="Tell">Takes what it would do.</param>
/// <param name="Refuse">Takes why it cannot be brought in as a whole.</param>
public sealed record RehearsedFile(
    Func<ImportRequest> Open,
    Action<ImportReport> Tell,
    Action<Anomaly> Refuse,
    IProgress<ImportProgress>? Progress
);

/// <summary>
/// Brings a file in, all of it or nothing. Rows are read on one thread while those before are decided and written on another, in
/// batches, within one transaction; so memory does not grow with the file, and a program that is killed leaves nothing behind.
/// </summary>
public sealed class ImportFile(Database database)
{
    /// <summary>Rows decided and written at once.</summary>
    internal const int BatchRows = 2000;

    private const int Attempts = 10;

    // Enough for both threads to keep working, little enough to hold in memory.
    private const int BatchesAhead = 3;

    /// <exception cref="FileRefusedException">The file as a whole cannot be brought in; nothing was written.</exception>
    public async Task<ImportReport> Do(
        ImportRequest request,
        Author author,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        await using var file = request.File;
        var hash = await HashOf(file, cancel);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var change = await Change.Begin(database, author, cancel);
                var report = await Import(change, request, hash, progress, cancel);
                if (report is { IsRehearsal: false, Earlier: null })
                {
                    await change.Commit(cancel);
                }
                return report;
            }
            catch (Exception conflict) when (database.IsConflict(conflict))
            {
                await Again(attempt, cancel);
            }
        }
    }

    /// <summary>
    /// What files would do that are brought in one after the other: each is read as if those before it had been kept. All of it
    /// is taken back.
    /// </summary>
    /// <param name="each">The files in their order, opened in their turn, with where each answer goes.</param>
    public async Task Rehearse(IReadOnlyList<RehearsedFile> each, Author author, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var change = await Change.Begin(database, author, cancel);
                foreach (var one in each)
                {
                    await Rehearse(change, one, cancel);
                }
                return;
            }
            catch (Exception conflict) when (database.IsConflict(conflict))
            {
                await Again(attempt, cancel);
            }
        }
    }

    private async Task Rehearse(Change change, RehearsedFile one, CancellationToken cancel)
    {
        try
        {
            var request = one.Open();
            await using var file = request.File;
            var hash = await HashOf(file, cancel);
            one.Tell(await change.Step(() => Import(change, request, hash, one.Progress, cancel), cancel));
        }
        catch (FileRefusedException refused)
        {
            one.Refuse(refused.Anomaly);
        }
    }

    // Somebody who registers the same new people at the same time gets in the way.
    private static Task Again(int attempt, CancellationToken cancel) =>
        attempt < Attempts
            ? Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), cancel)
            : throw new FileRefusedException(new("import.conflict", Severity.Error, ""));

    /// <exception cref="FileRefusedException">It is longer than allowed.</exception>
    private static async Task<string> HashOf(Stream file, CancellationToken cancel)
    {
        if (file.Length > ImportLimits.FileBytes)
        {
            throw MeteredStream.TooLong(ImportLimits.FileBytes);
        }
        file.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }

    private async Task<ImportReport> Import(
        Change change,
        ImportRequest request,
        string hash,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        try
        {
            return await ImportAll(change, request, hash, progress, cancel);
        }
        catch (RefusedException refused) when (refused.Anomaly.Code is "sandboxPerson")
        {
            // Somebody who may exist has nothing to do in a sandbox, nor the rest of such a file.
            throw new FileRefusedException(refused.Anomaly);
        }
    }

    private async Task<ImportReport> ImportAll(
        Change change,
        ImportRequest request,
        string hash,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var file = request.File;
        using var source = FileSources.Open(new LeftOpen(file), request.FileName, request.Options);
        var earlier = await FindEarlier(change.Connection, hash, cancel);
        var writing = new ImportWriting(change)
        {
            ImportId = request.Options.ImportId ?? Guid.CreateVersion7(),
            FileName = request.FileName,
            Today = Knowledge.DayOf(database.Clock.GetUtcNow()),
        };
        var report = new ImportReport
        {
            FileName = request.FileName,
            Kind = source.Kind,
            FileHash = hash,
            IsRehearsal = request.IsRehearsal,
            ImportId = request.IsRehearsal || earlier is not null ? null : writing.ImportId,
            Earlier = earlier,
        };
        if (earlier is not null)
        {
            return report;
        }
        var record = new ImportRecord(request, source, hash, writing);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var batches = Channel.CreateBounded<(IImportBatch Batch, long BytesRead)>(BatchesAhead);
        var reading = Task.Run(() => Read(source, request.File, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var (batch, bytesRead) in batches.Reader.ReadAllAsync(cancel))
            {
                var rows = await batch.Apply(writing, cancel);
                foreach (var row in rows)
                {
                    report.Add(row);
                }
                record.Write(rows);
                progress?.Report(new(bytesRead, request.File.Length, report.RowCount));
            }
        }
        finally
        {
            // The source is closed after this, so its reader must have let go of it.
            await stop.CancelAsync();
            await reading;
        }
        (report.FileRemarks, report.OriginalsHead, report.OriginalsTail) = (
            source.FileRemarks,
            source.OriginalsHead,
            source.OriginalsTail
        );
        report.Questions = writing.Questions;
        record.End();
        GrantAccess.ToFounder(change, writing.Today);
        if (!request.IsRehearsal && writing.Employers.Count > 0)
        {
            await OriginalFiles.Keep(change.Connection, hash, file, cancel);
        }
        return report;
    }

    /// <summary>Never fails by itself: what is wrong with the file goes to the other thread with its rows.</summary>
    private static async Task Read(
        IImportSource source,
        Stream file,
        ChannelWriter<(IImportBatch Batch, long BytesRead)> batches,
        CancellationToken stop
    )
    {
        try
        {
            while (source.Next(BatchRows) is { } batch)
            {
                await batches.WriteAsync((batch, file.Position), stop);
            }
            batches.Complete();
        }
        catch (Exception wrong)
        {
            batches.TryComplete(wrong);
        }
    }

    /// <summary>
    /// An import of the same file that stands, if it kept every row. One that left rows out may do better now, and repeats nothing.
    /// </summary>
    private static async Task<EarlierImport?> FindEarlier(DbConnection connection, string hash, CancellationToken cancel)
    {
        return await connection.QueryFirstOrDefaultAsync<EarlierImport>(
            new(
                """
                select i.import_id as ImportId, j.recorded_at as At
                from import as i join journal as j on j.employer_id = i.employer_id and j.seq = i.recorded
                where i.file_hash = @hash and i.superseded is null and i.state = 'kept'
                  and not exists (select 1 from import as o where o.import_id = i.import_id and (o.rows_wrong > 0 or o.rows_waiting > 0))
                order by j.recorded_at
                limit 1
                """,
                new { hash },
                cancellationToken: cancel
            )
        );
    }
}
