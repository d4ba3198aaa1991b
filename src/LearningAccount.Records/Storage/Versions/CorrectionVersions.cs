namespace LearningAccount.Records.Storage;

/// <summary>What a worker says is wrong or missing.</summary>
public enum CorrectionSubject
{
    Training,
    Employment,
    Identity,

    /// <summary>A figure of the account, such as what is left.</summary>
    Figure,
}

/// <summary>What was done last with a request. Each step is a version of it: the journal says when and by whom.</summary>
public enum CorrectionStep
{
    Asked,

    /// <summary>The employer asks the worker something first.</summary>
    AskedBack,
    Answered,

    /// <summary>The employer was silent: its administrators were told.</summary>
    Escalated,

    /// <summary>The employer stayed silent: the worker was told what more can be done.</summary>
    Unanswered,
    Agreed,
    Refused,
    Withdrawn,
}

/// <summary>Who takes a step.</summary>
public enum CorrectionSide
{
    Worker,
    Employer,

    /// <summary>The program itself, when the time is over.</summary>
    Program,
}

/// <summary>A worker's request to have a fact corrected or added, after its last step (royal decree of 5 December 2017, art. 2 § 4).</summary>
public sealed record CorrectionRequestVersion : FactVersion
{
    public required Guid RequestId { get; init; }
    public required Guid WorkerId { get; init; }
    public required CorrectionSubject Subject { get; init; }

    /// <summary>The training or contract that is said to be wrong; null: something is missing, or it is about no single one.</summary>
    public required Guid? AboutId { get; init; }

    /// <summary>
    /// What the fact should say, as JSON of its properties: of a new fact all of them, of a known one those to change. Null:
    /// words alone.
    /// </summary>
    public required string? Proposal { get; init; }
    public required CorrectionStep Step { get; init; }
    public required CorrectionSide Side { get; init; }

    /// <summary>What was said with the step.</summary>
    public required string? Words { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Since when it waits for the employer; null while it does not.</summary>
    public required DateTimeOffset? WaitsSince { get; init; }
}
