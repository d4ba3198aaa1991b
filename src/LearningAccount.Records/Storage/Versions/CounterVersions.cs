using LearningAccount.Law;

namespace LearningAccount.Records.Storage;

/// <summary>The right a counter of another register is of.</summary>
public enum RightType
{
    /// <summary>All rights of the year together.</summary>
    All,

    /// <summary>By law or by the growth path of a sector agreement.</summary>
    Legal,

    /// <summary>On top, by a sector agreement.</summary>
    Sectoral,

    /// <summary>On top, granted by the employer.</summary>
    Employer,

    /// <summary>Brought over from the year before.</summary>
    CarriedOver,
}

public enum CounterUnit
{
    Days,
    Hours,
}

/// <summary>How the other register came by a right.</summary>
public enum RightComputation
{
    Automatic,
    Manual,
}

/// <summary>What became of a row of counters.</summary>
public enum CounterOutcome
{
    /// <summary>It can be compared; of several of one worker, year and right the one seen last stands.</summary>
    Kept,

    /// <summary>It says again what another row of its file says.</summary>
    Duplicate,

    /// <summary>Something in it is wrong; what could be read of it is kept for the totals.</summary>
    Error,
}

/// <summary>One row of a list of rights: what another register showed of a right of a worker in a year.</summary>
public sealed record ImportedCounterVersion : FactVersion
{
    public required Guid ImportId { get; init; }
    public required long RowNumber { get; init; }
    public required CounterOutcome Outcome { get; init; }

    /// <summary>What is wrong with it, where something is.</summary>
    public required string? Code { get; init; }

    /// <summary>Null, as the two that follow, only where the row is wrong.</summary>
    public required Guid? WorkerId { get; init; }
    public required int? Year { get; init; }
    public required RightType? RightType { get; init; }

    /// <summary>Of the four figures.</summary>
    public required CounterUnit Unit { get; init; }
    public required Fraction? Credit { get; init; }
    public required Fraction? Used { get; init; }

    /// <summary>Left on <see cref="SeenOn"/>, or at the end of the year where that was before.</summary>
    public required Fraction? Remaining { get; init; }

    /// <summary>From the year before into this one.</summary>
    public required Fraction? CarriedOver { get; init; }

    /// <summary>The registration number of the collective agreement it names.</summary>
    public required string? Agreement { get; init; }
    public required RightComputation? Computation { get; init; }

    /// <summary>The automatic computation was switched off there.</summary>
    public required bool? OptedOut { get; init; }

    /// <summary>The day the figures were seen; where the row does not say it, the day it was brought in.</summary>
    public required DateOnly SeenOn { get; init; }
    public required bool SeenIsSaid { get; init; }
    public required string? Remark { get; init; }
}

public enum CounterChoice
{
    /// <summary>The figures of the other register hold: an adjustment makes the balance theirs.</summary>
    Accepted,

    /// <summary>Ours hold.</summary>
    Kept,
}

/// <summary>What somebody decided of the counters of a worker and year. It holds while these show the same figures.</summary>
public sealed record CounterDecisionVersion : FactVersion
{
    public required Guid WorkerId { get; init; }
    public required int Year { get; init; }
    public required CounterChoice Decision { get; init; }

    /// <summary>The figures it was said of, as text.</summary>
    public required string Figures { get; init; }

    /// <summary>The adjustment that carries it out; null where none was needed.</summary>
    public required Guid? AdjustmentId { get; init; }
    public required string? Reason { get; init; }
}
