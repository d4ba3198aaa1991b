using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>All an employer knows of one worker, as its journal stood at a line.</summary>
public sealed record WorkerSnapshot
{
    /// <summary>What addresses carry; of two workers who turned out to be one person, the first recorded.</summary>
    public required Guid WorkerId { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>The employer's own words on the person; null where it said none.</summary>
    public required WorkerIdentityVersion? Identity { get; init; }

    /// <summary>The employer's own reference: what it says by hand or list, else the one in its latest declaration.</summary>
    public required string? OwnReference { get; init; }

    /// <summary>The day of birth in the national number, as it may be shown: <c>78.08.31-***.**</c>.</summary>
    public required string? MaskedNumber { get; init; }

    /// <summary>As the employer said it, else as the national number tells it; null where neither does.</summary>
    public required DateOnly? BornOn { get; init; }

    /// <summary>The same; null also where the employer said neither woman nor man.</summary>
    public required Sex? Sex { get; init; }
    public required ResolvedEmployments Employments { get; init; }
    public required ImmutableArray<SuspensionVersion> Suspensions { get; init; }

    /// <summary>All that messages of Dimona say of the worker's periods.</summary>
    public ImmutableArray<DimonaPeriodVersion> Dimona { get; init; } = [];

    /// <summary>In the order in which they are used: by last day, then as recorded. The facts name them by their place here.</summary>
    public required ImmutableArray<TrainingVersion> Trainings { get; init; }
    public required ImmutableArray<AdjustmentVersion> Adjustments { get; init; }

    /// <summary>The company's own number of days for this worker, by year.</summary>
    public required ImmutableArray<WorkerOptOutVersion> OptOuts { get; init; }

    /// <summary>Days on top for this worker, by year.</summary>
    public required ImmutableArray<WorkerExtraDaysVersion> ExtraDays { get; init; }

    /// <summary>All contracts said of the worker by lists and by hand.</summary>
    public required ImmutableArray<ContractVersion> Contracts { get; init; }

    /// <summary>What declarations and lists alone tell of the employments; null where nothing was said by hand, or they tell none.</summary>
    public required ResolvedEmployments? FromFiles { get; init; }

    internal RecordedDays Days { get; init; } = RecordedDays.None;

    /// <summary>What the law is asked with.</summary>
    public required AccountFacts Facts { get; init; }

    /// <summary>Where a fact of this worker comes from.</summary>
    public Origin OriginOf(FactVersion version) => Days.OriginOf(version);

    /// <summary>The same worker under other words of the employer as a whole.</summary>
    internal WorkerSnapshot Under(EmployerWords words) =>
        this with
        {
            Facts = Facts with { Employer = words.FactsOf(OptOuts, ExtraDays), Settings = words.Settings },
        };
}
