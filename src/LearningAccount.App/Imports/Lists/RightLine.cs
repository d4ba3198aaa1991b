using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>What one row shows of a right of a worker in a year; of a row with something wrong, as much as could be read.</summary>
internal sealed record RightLine
{
    /// <summary>Null: the worker is named by <see cref="SaidIdentity.OwnReference"/> alone.</summary>
    public required Ssin? Ssin { get; init; }

    /// <summary>Null: the list does not say it.</summary>
    public required EnterpriseNumber? Employer { get; init; }

    /// <summary>What the list says of the worker; it serves where the worker is not known yet.</summary>
    public required SaidIdentity Identity { get; init; }
    public required int? Year { get; init; }
    public required RightType? Type { get; init; }

    /// <summary>Of the figures.</summary>
    public required CounterUnit Unit { get; init; }
    public required Fraction? Credit { get; init; }
    public required Fraction? Used { get; init; }
    public required Fraction? Remaining { get; init; }
    public required Fraction? CarriedOver { get; init; }
    public required string? Agreement { get; init; }
    public required RightComputation? Computation { get; init; }
    public required bool? OptedOut { get; init; }

    /// <summary>Null: the list does not say it.</summary>
    public required DateOnly? SeenOn { get; init; }
    public required string? Remark { get; init; }
}
