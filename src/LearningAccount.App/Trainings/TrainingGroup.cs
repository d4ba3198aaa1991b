using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Trainings;

/// <summary>A worker and the training as this worker followed it.</summary>
public readonly record struct Participant(WorkerSnapshot Worker, TrainingVersion Training)
{
    public bool IsCancelled => Training.Status == TrainingStatus.Cancelled;
}

/// <summary>A training as people mean it: what one worker or many followed together.</summary>
public sealed class TrainingGroup
{
    public TrainingGroup(Guid id, ImmutableArray<Participant> participants)
    {
        Id = id;
        Participants = participants;
        Present = [.. participants.Where(one => !one.IsCancelled)];
        var shown = Present.IsEmpty ? participants : Present;
        // Who was there all the time shows how long it was.
        First = shown.MaxBy(one => one.Training.Hours ?? one.Training.Days!.Value).Training;
        Status = Present.IsEmpty ? TrainingStatus.Cancelled : StatusOf(Present);
    }

    /// <summary>What addresses carry.</summary>
    public Guid Id { get; }

    /// <summary>In order of name.</summary>
    public ImmutableArray<Participant> Participants { get; }

    /// <summary>Those who have not cancelled.</summary>
    public ImmutableArray<Participant> Present { get; }

    /// <summary>The training of one of them, for what all have in common.</summary>
    public TrainingVersion First { get; }
    public TrainingStatus Status { get; }
    public IEnumerable<TrainingVersion> Trainings => Participants.Select(one => one.Training);

    /// <summary>The last line of the journal that wrote of it.</summary>
    public long LastLine => Participants.Max(one => one.Training.Recorded);

    /// <summary>The days of the training and their length, where it is told by day.</summary>
    public ImmutableArray<TrainingSession> Sessions => TrainingSessions.Of(First.Sessions);

    /// <summary>All hours and days that those who were there followed.</summary>
    public (Fraction Hours, Fraction Days) Followed =>
        Present
            .Where(one => one.Training.Status == TrainingStatus.Followed)
            .Aggregate(
                (Hours: Fraction.Zero, Days: Fraction.Zero),
                (sum, one) => (sum.Hours + (one.Training.Hours ?? 0), sum.Days + (one.Training.Days ?? 0))
            );

    private static TrainingStatus StatusOf(ImmutableArray<Participant> present)
    {
        if (present.Any(one => one.Training.Status == TrainingStatus.Planned))
        {
            return TrainingStatus.Planned;
        }
        return present.Any(one => one.Training.Status == TrainingStatus.Followed)
            ? TrainingStatus.Followed
            : TrainingStatus.NotFollowed;
    }
}
