using System.Collections.Concurrent;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Importing;

/// <summary>
/// Uploaded files while they are rehearsed or brought in. The work goes on by itself, so that a page can show how far it is
/// and its reader may go away; one upload at a time, since the database has one writer.
/// </summary>
public sealed class ImportDesk(Database database, Spool spool, ILogger<ImportDesk> log) : IAsyncDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(2);
    private readonly ConcurrentDictionary<(string Token, bool Rehearsal), ImportWork> works = [];
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly CancellationTokenSource closing = new();

    /// <summary>What the files would do. Started when it is first asked for; null where there is no such upload.</summary>
    public ImportWork? Rehearse(string token, Visitor visitor) => Own((token, true), visitor) ?? Start(token, visitor, true);

    /// <summary>Brings the files in, once. Null where there is no such upload.</summary>
    public ImportWork? Confirm(string token, Visitor visitor) => Own((token, false), visitor) ?? Start(token, visitor, false);

    /// <summary>What became of a confirmed upload; null where it is not known any more.</summary>
    public ImportWork? Find(string token, Visitor visitor) => Own((token, false), visitor);

    /// <summary>Nothing is brought in; the files are gone.</summary>
    public void Leave(string token, Visitor visitor)
    {
        if (spool.Find(token) is { } files && files.Owner == visitor.UserId)
        {
            works.TryRemove((token, true), out _);
            Spool.Forget(files);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        foreach (var work in works.Values)
        {
            await work.Done;
        }
        closing.Dispose();
        oneAtATime.Dispose();
    }

    // What one person uploaded is there for nobody else.
    private ImportWork? Own((string Token, bool Rehearsal) key, Visitor visitor) =>
        works.GetValueOrDefault(key) is { } work && work.Files.Owner == visitor.UserId ? work : null;

    private ImportWork? Start(string token, Visitor visitor, bool rehearsal)
    {
        Clear();
        if (spool.Find(token) is not { } files || files.Owner != visitor.UserId)
        {
            return null;
        }
        var work = new ImportWork(files, visitor, rehearsal, database.Clock.GetUtcNow());
        var kept = works.GetOrAdd((token, rehearsal), work);
        if (ReferenceEquals(kept, work))
        {
            work.Run(() => Bring(work));
        }
        return kept;
    }

    private async Task Bring(ImportWork work)
    {
        await oneAtATime.WaitAsync(closing.Token);
        try
        {
            // Workers before their trainings, whatever order the files came in.
            var options = await OptionsOf(work.Visitor, work.Files);
            var files = work.Each.Where(file => file.Refused is null).OrderBy(file => KindOf(work, file, options)).ToList();
            if (work.IsRehearsal)
            {
                await Rehearse(work, files, options);
                return;
            }
            foreach (var file in files)
            {
                await Bring(work, file, options);
            }
            Leave(work.Files.Token, work.Visitor);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>How the lists of an upload are understood for this person: where its employer was said, not as another's.</summary>
    public async Task<ImportOptions> OptionsOf(Visitor visitor, SpooledFiles files)
    {
        await using var connection = await database.Connect(closing.Token);
        var employers = AccessRules.Employers(visitor, Right.Import, database.Clock.GetUtcNow());
        if (files.Employer is { } number)
        {
            var said = await FindEmployer.ByText(connection, number, closing.Token);
            employers = employers.Where(each => each == said?.EmployerId).ToHashSet();
        }
        var kept = await SayListMapping.All(connection, [.. employers], visitor.UserId, closing.Token);
        return new() { Mappings = KnownMappings.Of(kept) };
    }

    /// <summary>The files of an upload that was not brought in yet.</summary>
    public SpooledFiles? FilesOf(string token, Visitor visitor) =>
        spool.Find(token) is { } files && files.Owner == visitor.UserId ? files : null;

    /// <summary>
    /// Keeps what a person said about a file; the next rehearsal knows it. False where the upload is gone, or is being brought in.
    /// </summary>
    public bool Answer(string token, Visitor visitor, int file, Func<FileAnswers, FileAnswers> answer)
    {
        if (
            FilesOf(token, visitor) is not { } files
            || file < 0
            || file >= files.Names.Count
            || works.ContainsKey((token, false))
        )
        {
            return false;
        }
        files.Keep(file, answer(files.AnswersOf(file)));
        works.TryRemove((token, true), out _);
        return true;
    }

    private static ImportRequest Open(ImportWork work, FileWork file, ImportOptions options) =>
        // The import closes the file.
        new(
            work.Files.Open(file.Place),
            file.Name,
            options with
            {
                Employer = work.Files.Employer,
                Answers = work.Files.AnswersOf(file.Place),
            },
            work.IsRehearsal
        );

    // What cannot be read is told in its turn.
    private static FileKind KindOf(ImportWork work, FileWork file, ImportOptions options)
    {
        try
        {
            var request = Open(work, file, options);
            using var source = FileSources.Open(request.File, file.Name, request.Options);
            return source.Kind;
        }
        catch (FileRefusedException)
        {
            return FileKind.TrainingList;
        }
    }

    private async Task Rehearse(ImportWork work, List<FileWork> files, ImportOptions options)
    {
        try
        {
            await new ImportFile(database).Rehearse(
                [
                    .. files.Select(file => new RehearsedFile(
                        () => Open(work, file, options),
                        report => file.Report = report,
                        why => file.Refused = why,
                        file
                    )),
                ],
                work.Visitor.Author(Right.Import, database.Clock.GetUtcNow()),
                closing.Token
            );
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            log.ImportFailed(wrong, work.IsRehearsal);
            files.FindAll(file => !file.IsDone).ForEach(file => file.Failed = true);
        }
    }

    private async Task Bring(ImportWork work, FileWork file, ImportOptions options)
    {
        try
        {
            var request = Open(work, file, options);
            var visitor = await AsNow(work.Visitor);
            file.Report = await new ImportFile(database).Do(
                request,
                visitor.Author(Right.Import, database.Clock.GetUtcNow()),
                file,
                closing.Token
            );
        }
        catch (FileRefusedException refused)
        {
            file.Refused = refused.Anomaly;
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            // Its reader is told that something failed; what, only the log tells.
            log.ImportFailed(wrong, work.IsRehearsal);
            file.Failed = true;
        }
    }

    // The file before may have brought in the employer, whom its founder administers since; or access was taken back meanwhile.
    private async Task<Visitor> AsNow(Visitor visitor)
    {
        await using var connection = await database.Connect(closing.Token);
        return visitor with { Grants = await ReadAccess.GrantsOf(connection, visitor.UserId, closing.Token) };
    }

    private void Clear()
    {
        foreach (var (key, work) in works)
        {
            if (work.StartedAt < database.Clock.GetUtcNow() - Kept && work.Done.IsCompleted)
            {
                works.TryRemove(key, out _);
            }
        }
    }
}

internal static partial class ImportLog
{
    [LoggerMessage(1, LogLevel.Error, "Bringing in a file failed (rehearsal: {Rehearsal}).")]
    public static partial void ImportFailed(this ILogger log, Exception wrong, bool rehearsal);
}
