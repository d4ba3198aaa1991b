using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>Changes trainings that were registered before: what is decided on one is decided on all.</summary>
public static class ChangeTrainings
{
    /// <summary>More at once is a slip, or an import.</summary>
    public const int Most = 20_000;

    /// <param name="action">A code for the journal: <c>editTraining</c>.</param>
    /// <param name="seen">The trainings as the person who decided saw them.</param>
    /// <param name="decide">A training as it is from now on.</param>
    /// <exception cref="RefusedException">
    /// <c>changedMeanwhile</c>: one of them is not what was seen. A code of a fact: what was decided cannot be.
    /// </exception>
    public static async Task<IReadOnlyList<TrainingVersion>> Do(
        Change change,
        Guid employerId,
        string action,
        IReadOnlyCollection<TrainingVersion> seen,
        Func<TrainingVersion, TrainingVersion> decide,
        CancellationToken cancel
    )
    {
        if (seen.Count > Most)
        {
            throw new RefusedException("training.tooMany", "training");
        }
        await change.Touch(employerId, action, cancel);
        var workers = seen.Select(training => training.WorkerId).ToHashSet();
        var known = (await ReadVersions.Now(change.Connection, Tables.Training, employerId, workers, cancel)).ToDictionary(
            training => training.TrainingId
        );
        var decided = new List<TrainingVersion>(seen.Count);
        foreach (var training in seen)
        {
            if (!known.TryGetValue(training.TrainingId, out var now) || now.Recorded != training.Recorded)
            {
                throw new RefusedException("changedMeanwhile", "training");
            }
            // From now on it is said by hand: a list that says otherwise is told so.
            decided.Add(decide(now) with { Origin = FactVersion.ByHand, OriginReference = null });
        }
        var answers = await SayFacts.Do(
            change,
            Tables.Training,
            decided,
            known.Values,
            training => training.TrainingId,
            SayTrainings.Check,
            cancel
        );
        answers.OrThrow();
        return decided;
    }

    /// <summary>The same, each answered by itself: what cannot be of one keeps that one as it is and no other.</summary>
    /// <param name="known">As the change reads them.</param>
    /// <returns>In their order; of what was refused, the training as it stays.</returns>
    public static async Task<IReadOnlyList<SentAnswer>> ChangeEach(
        Change change,
        Guid employerId,
        string action,
        IReadOnlyList<TrainingVersion> known,
        Func<TrainingVersion, TrainingVersion> decide,
        CancellationToken cancel
    )
    {
        await change.Touch(employerId, action, cancel);
        var restricted = change.RestrictedOf(employerId);
        var answers = known.Select(one => Decided(one, decide(one), restricted)).ToList();
        var decided = answers
            .Where(answer => answer.Outcome is SentOutcome.Changed or SentOutcome.Cancelled)
            .Select(answer => answer.Training!)
            .ToList();
        // Each was checked when it was decided.
        await SayFacts.Do(change, Tables.Training, decided, known, training => training.TrainingId, _ => [], cancel);
        return answers;
    }

    private static SentAnswer Decided(TrainingVersion known, TrainingVersion decided, Restricted restricted)
    {
        if (SayFacts.IsSame(decided, known))
        {
            return new(SentOutcome.Unchanged, known, []);
        }
        if (restricted.Has(known.WorkerId))
        {
            return new(SentOutcome.Refused, known, [new(Restricted.Code, Severity.Error, "worker")]);
        }
        decided = decided with { Origin = FactVersion.ByHand, OriginReference = null };
        var wrong = SayTrainings.Check(decided).RemoveAll(anomaly => anomaly.Severity is not Severity.Error);
        return !wrong.IsEmpty ? new(SentOutcome.Refused, known, wrong)
            : decided.Status is TrainingStatus.Cancelled ? new(SentOutcome.Cancelled, decided, [])
            : new(SentOutcome.Changed, decided, []);
    }

    /// <summary>Cancels trainings: they use no credit any more, and stay to be seen as cancelled.</summary>
    public static Task<IReadOnlyList<TrainingVersion>> Cancel(
        Change change,
        Guid employerId,
        IReadOnlyCollection<TrainingVersion> seen,
        string? reason,
        CancellationToken cancel
    ) =>
        Do(
            change,
            employerId,
            "cancelTraining",
            seen,
            training =>
                training.Status == TrainingStatus.Cancelled
                    ? training
                    : training with
                    {
                        Status = TrainingStatus.Cancelled,
                        StatusReason = reason,
                    },
            cancel
        );
}
