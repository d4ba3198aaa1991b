using System.Collections.Immutable;
using System.Data.Common;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>A training as it was and as it is since a change; null where it was not there.</summary>
public readonly record struct ChangedTraining(TrainingVersion? Before, TrainingVersion? After)
{
    public TrainingVersion Any => (After ?? Before)!;
}

/// <summary>What one line of a journal changed of trainings, their files and templates.</summary>
/// <param name="Files">Files kept, and those removed.</param>
/// <param name="IsLast">Nothing of it was changed or taken back since, so that it may be undone.</param>
public sealed record TrainingChange(
    JournalLine Line,
    ImmutableArray<ChangedTraining> Trainings,
    ImmutableArray<AttachmentVersion> Files,
    ImmutableArray<AttachmentVersion> RemovedFiles,
    bool IsLast
)
{
    /// <summary>True where each of its workers is one of those that <paramref name="find"/> finds.</summary>
    public bool IsOf<T>(Func<Guid, T?> find)
        where T : class =>
        Trainings.All(training => find(training.Any.WorkerId) is not null)
        && Files.Concat(RemovedFiles).All(file => file.WorkerId is not { } worker || find(worker) is not null);
}

/// <summary>Reads what lines of the journal changed of trainings.</summary>
public static class ReadTrainingChange
{
    private static readonly string[] OfTrainings = [Tables.Training.Name, Tables.Attachment.Name, Tables.TrainingTemplate.Name];

    /// <summary>Null: the employer has no such line, or it changed something else too.</summary>
    public static async Task<TrainingChange?> Of(DbConnection connection, Guid employerId, long seq, CancellationToken cancel)
    {
        var contents = await ReadJournal.Contents(connection, employerId, seq, cancel);
        if (contents.Count == 0 || contents.Any(content => !OfTrainings.Contains(content.TableName, StringComparer.Ordinal)))
        {
            return null;
        }
        var line = (await ReadJournal.Newest(connection, employerId, 1, seq + 1, cancel))[0];
        var trainings = await Touched(connection, Tables.Training, employerId, seq, cancel);
        var files = await Touched(connection, Tables.Attachment, employerId, seq, cancel);
        var before = trainings.Where(one => one.Superseded == seq).ToDictionary(one => one.TrainingId);
        var after = trainings.Where(one => one.Recorded == seq).ToDictionary(one => one.TrainingId);
        return new(
            line,
            [
                .. after
                    .Values.Concat(before.Values)
                    .DistinctBy(one => one.TrainingId)
                    .Select(one => new ChangedTraining(
                        before.GetValueOrDefault(one.TrainingId),
                        after.GetValueOrDefault(one.TrainingId)
                    )),
            ],
            [.. files.Where(file => file.Recorded == seq)],
            [.. files.Where(file => file.Superseded == seq)],
            !trainings.Exists(one => one.Recorded == seq && one.Superseded is not null)
                && !files.Exists(one => one.Recorded == seq && one.Superseded is not null)
        );
    }

    /// <summary>The lines that wrote of these trainings or their files, the newest first.</summary>
    public static async Task<IReadOnlyList<JournalLine>> Lines(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<TrainingVersion> trainings,
        CancellationToken cancel
    )
    {
        var ids = trainings.Select(one => one.TrainingId).ToHashSet();
        var versions = await ReadVersions.Query<TrainingVersion>(
            connection,
            $"select {Tables.Training.ColumnList} from {Database.Keyed(connection, Tables.Training, "worker_id")}",
            new { employerId, keys = ReadVersions.List(trainings.Select(one => one.WorkerId).Distinct().Select(ColumnText.Of)) },
            cancel
        );
        var seqs = versions
            .Where(version => ids.Contains(version.TrainingId))
            .SelectMany(version => new[] { version.Recorded, version.Superseded ?? version.Recorded })
            .ToHashSet();
        var lines = await ReadVersions.Query<JournalLine>(
            connection,
            $"""
            select {ReadJournal.Columns} from journal
            where employer_id = @employerId and seq >= @first order by seq desc
            """,
            new { employerId, first = seqs.Count == 0 ? long.MaxValue : seqs.Min() },
            cancel
        );
        return lines.FindAll(line => seqs.Contains(line.Seq));
    }

    private static Task<List<T>> Touched<T>(
        DbConnection connection,
        BulkTable<T> table,
        Guid employerId,
        long seq,
        CancellationToken cancel
    )
        where T : FactVersion =>
        ReadVersions.Query<T>(
            connection,
            $"select {table.ColumnList} from {table.Name} where employer_id = @employerId and (recorded = @seq or superseded = @seq)",
            new { employerId, seq },
            cancel
        );
}
