using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>What a program wants done with a training it sends.</summary>
public enum SentAction
{
    /// <summary>To register it. Sent again with the same words, it is left as it is.</summary>
    Create,

    /// <summary>To have it say from now on what is sent. One that is named by an external id nobody has yet is registered.</summary>
    Replace,

    /// <summary>To cancel it: it uses no credit any more and stays to be seen.</summary>
    Cancel,
}

/// <summary>A training as a program sends it.</summary>
public sealed record SentTraining
{
    public required SentAction Action { get; init; }
    public required Guid WorkerId { get; init; }

    /// <summary>The one it speaks of; null: the one with the external id, else a new one.</summary>
    public Guid? TrainingId { get; init; }
    public string? ExternalId { get; init; }

    /// <summary>As it is to be; of its worker and own id nothing is read. Null: it is to be cancelled.</summary>
    public TrainingVersion? Words { get; init; }

    /// <summary>Why it is cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>The provider that registered it, where the employer confirms what one did; null: the sender says it itself.</summary>
    public string? Provider { get; init; }

    /// <summary>It is registered also beside one that may be the same.</summary>
    public bool IsBesideSimilar { get; init; }
}

/// <summary>What became of a training that was sent.</summary>
public enum SentOutcome
{
    Created,
    Changed,
    Unchanged,
    Cancelled,

    /// <summary>Nothing of it was kept.</summary>
    Refused,
}

/// <summary>The answer to a training that was sent.</summary>
/// <param name="Training">As it is from now on; where it was refused, the known one that stands in its way.</param>
/// <param name="Anomalies">Why it was refused, each at a member of <see cref="TrainingVersion"/>.</param>
public sealed record SentAnswer(SentOutcome Outcome, TrainingVersion? Training, ImmutableArray<Anomaly> Anomalies)
{
    /// <summary>What looks odd about it although it is kept, or is to be known of what was done.</summary>
    public ImmutableArray<Anomaly> Remarks { get; init; } = [];
}

/// <summary>What remarks on trainings rest on.</summary>
/// <param name="Employments">Of the workers that are given with whoever stands for the person, by the latter.</param>
public sealed record RemarkBasis(
    DateOnly Today,
    Func<IReadOnlyDictionary<Guid, Guid>, Task<IReadOnlyDictionary<Guid, ResolvedEmployments>>> Employments
);
