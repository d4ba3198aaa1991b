using LearningAccount.App.Portal.Components;
using LearningAccount.Law;

namespace LearningAccount.App.Portal.Employer;

/// <summary>A worker as the list of workers shows one.</summary>
public sealed record WorkerRow
{
    public required Guid Id { get; init; }

    /// <summary>Family name first, as lists are ordered.</summary>
    public required string Name { get; init; }
    public required string? OwnReference { get; init; }

    /// <summary>Name and reference without case and accents, for searching.</summary>
    public required string Folded { get; init; }

    /// <summary>Null: no account on the day.</summary>
    public required AccountYear? Year { get; init; }
    public required Fraction Left { get; init; }
    public required DayBar Days { get; init; }

    /// <summary>The next day on which days expire, and how many; null where none will.</summary>
    public required ExpiringDays? Expires { get; init; }
    public required WorkerState State { get; init; }

    public bool Is(WorkerState state) => (State & state) != WorkerState.None;
}

/// <summary>What a list can be narrowed to.</summary>
[Flags]
public enum WorkerState
{
    None = 0,

    /// <summary>Somebody should look: a remark on the account, days that expire soon, a contract about to end with days left.</summary>
    Attention = 1,

    /// <summary>Less followed than the credit of the past years of the five-year window.</summary>
    Behind = 2,

    /// <summary>The last contract has ended.</summary>
    Gone = 4,
}
