namespace LearningAccount.Records.Storage;

/// <summary>What a worker is told of its account.</summary>
public enum NoticeKind
{
    /// <summary>The account exists (royal decree of 5 December 2017, art. 2 § 3).</summary>
    AccountOpened,
    TrainingRecorded,

    /// <summary>The balance, once a year, with the right to consult and to have errors corrected (art. 2 § 4).</summary>
    YearlyBalance,
    DaysExpiring,
    CorrectionAskedBack,
    CorrectionAgreed,
    CorrectionRefused,

    /// <summary>The employer did not answer.</summary>
    CorrectionUnanswered,
}

/// <summary>What a worker was told, kept with the figures it stated.</summary>
public sealed record NoticeVersion : FactVersion
{
    public required Guid NoticeId { get; init; }
    public required Guid WorkerId { get; init; }
    public required NoticeKind Kind { get; init; }

    /// <summary>What it is about: with the kind it is told to a worker once. <c>2026</c>, a request and its step.</summary>
    public required string About { get; init; }

    /// <summary>The figures and names it states, as JSON by name: exact days, dates.</summary>
    public required string Stated { get; init; }
    public required DateOnly ToldOn { get; init; }
}
