namespace LearningAccount.Records.Storage;

/// <summary>What a statement on a period of Dimona comes from, in the order in which statements of one moment hold.</summary>
public enum DimonaMessage
{
    /// <summary>A form DimonaIn: the whole period, without its number.</summary>
    In,

    /// <summary>A form DimonaUpdate: what it leaves out stays.</summary>
    Update,

    /// <summary>A form DimonaOut: the end alone.</summary>
    Out,
    Cancel,

    /// <summary>The answer of the NSSO to a form: the whole period after it.</summary>
    Answer,

    /// <summary>The personnel file: the whole period as the NSSO has it; without an end it is open on that day.</summary>
    File,
}

/// <summary>
/// What one message of the immediate declaration of employment (royal decree of 5 November 2002, Dimona) says of one period of
/// work. It is never replaced: what the period is, <see cref="Registry.DimonaPeriods"/> makes of all that was said of it.
/// </summary>
public sealed record DimonaPeriodVersion : FactVersion
{
    public required Guid WorkerId { get; init; }
    public required Guid StatementId { get; init; }
    public required DimonaMessage Message { get; init; }

    /// <summary>DimonaPeriodId, given by the NSSO; null in a DimonaIn, whose number comes with the answer.</summary>
    public required string? PeriodId { get; init; }

    /// <summary>Null: the message does not tell it.</summary>
    public required DateOnly? StartOn { get; init; }

    /// <summary>Null: the message does not tell it, or the period is open.</summary>
    public required DateOnly? EndOn { get; init; }

    /// <summary>Three letters: <c>OTH</c>, <c>STU</c>, <c>FLX</c>, <c>EXT</c>, …</summary>
    public required string? WorkerType { get; init; }

    /// <summary>As written: one of the few committees Dimona names, or what stands for all others (<see cref="Registry.DimonaTypes"/>).</summary>
    public required string? JointCommittee { get; init; }
    public required bool Cancelled { get; init; }

    /// <summary>The moment of the form or of the last change of the period, <c>2025-09-12T08:30:00.000</c> in Belgium.</summary>
    public required string SaidAt { get; init; }
}
