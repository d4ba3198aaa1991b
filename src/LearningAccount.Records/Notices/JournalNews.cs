using System.Data.Common;
using System.Globalization;
using Dapper;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Notices;

/// <summary>What an employer's journal tells since a line: trainings registered for the first time, and steps of requests.</summary>
internal sealed class JournalNews
{
    private readonly long seq;
    private readonly ILookup<Guid, TrainingVersion> trainings;
    private readonly ILookup<Guid, CorrectionRequestVersion> steps;

    private JournalNews(long seq, ILookup<Guid, TrainingVersion> trainings, ILookup<Guid, CorrectionRequestVersion> steps) =>
        (this.seq, this.trainings, this.steps) = (seq, trainings, steps);

    /// <summary>The steps that the employer's people have to hear of, with the worker.</summary>
    public IEnumerable<(Guid Worker, CorrectionRequestVersion Request)> ForTheEmployer =>
        from worker in steps
        from step in worker
        where step.Step is CorrectionStep.Asked or CorrectionStep.Answered or CorrectionStep.Escalated
        select (worker.Key, step);

    /// <param name="since">The line gone through before; null: none, and then trainings are no news.</param>
    public static async Task<JournalNews> Since(
        DbConnection connection,
        EmployerSnapshot snapshot,
        long? since,
        CancellationToken cancel
    )
    {
        var employerId = snapshot.Employer.EmployerId;
        var from = since ?? 0;
        var taken = await ReadVersions.Query<CorrectionRequestVersion>(
            connection,
            $"""
            select {Tables.CorrectionRequest.ColumnList} from correction_request
            where employer_id = @employerId and recorded > @from and recorded <= @Seq order by recorded, place
            """,
            new
            {
                employerId,
                from,
                snapshot.Seq,
            },
            cancel
        );
        // What follows from a request is told with the answer to it.
        var answers = taken.Select(step => step.RequestId).ToHashSet();
        var recorded = since is null
            ? []
            : snapshot
                .Workers.SelectMany(worker => worker.Trainings.Select(training => (worker.WorkerId, Training: training)))
                .Where(one => one.Training.Recorded > from && one.Training.Status is TrainingStatus.Followed)
                .Where(one => !answers.Any(id => IsFrom(one.Training, id)))
                .ToList();
        var older = await Older(
            connection,
            employerId,
            from,
            [.. recorded.Select(one => one.Training.WorkerId).Distinct()],
            cancel
        );
        return new(
            snapshot.Seq,
            recorded.Where(one => !older.Contains(one.Training.TrainingId)).ToLookup(one => one.WorkerId, one => one.Training),
            taken.ToLookup(step => snapshot.Worker(step.WorkerId)?.WorkerId ?? step.WorkerId)
        );
    }

    /// <summary>One notice for all trainings of a worker registered meanwhile.</summary>
    public DueNotice? TrainingsOf(Guid worker) =>
        trainings[worker].ToList() is { Count: > 0 } recorded
            ? new(
                NoticeKind.TrainingRecorded,
                seq.ToString(CultureInfo.InvariantCulture),
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["count"] = recorded.Count.ToString(CultureInfo.InvariantCulture),
                    ["title"] = recorded[0].Title,
                }
            )
            : null;

    public IEnumerable<DueNotice> CorrectionsOf(Guid worker) =>
        from step in steps[worker]
        let kind = KindOf(step.Step)
        where kind is not null
        select new DueNotice(
            kind.Value,
            string.Create(CultureInfo.InvariantCulture, $"{ColumnText.Of(step.RequestId)}:{step.Recorded}"),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["request"] = ColumnText.Of(step.RequestId) }
        );

    private static NoticeKind? KindOf(CorrectionStep step) =>
        step switch
        {
            CorrectionStep.AskedBack => NoticeKind.CorrectionAskedBack,
            CorrectionStep.Agreed => NoticeKind.CorrectionAgreed,
            CorrectionStep.Refused => NoticeKind.CorrectionRefused,
            CorrectionStep.Unanswered => NoticeKind.CorrectionUnanswered,
            _ => null,
        };

    private static bool IsFrom(TrainingVersion training, Guid requestId) =>
        string.Equals(training.OriginReference, CorrectionReference.Of(requestId), StringComparison.Ordinal);

    private static async Task<HashSet<Guid>> Older(
        DbConnection connection,
        Guid employerId,
        long from,
        IReadOnlyCollection<Guid> workers,
        CancellationToken cancel
    ) =>
        workers.Count == 0
            ? []
            :
            [
                .. await connection.QueryAsync<Guid>(
                    new(
                        $"""
                        select distinct training_id from {Database.Keyed(connection, Tables.Training, "worker_id")}
                        where +recorded <= @from
                        """,
                        new
                        {
                            employerId,
                            keys = ReadVersions.List(workers.Select(ColumnText.Of)),
                            from,
                        },
                        cancellationToken: cancel
                    )
                ),
            ];
}
