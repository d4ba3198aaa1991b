using LearningAccount.Law;

namespace LearningAccount.Records.Storage;

/// <summary>What is left of what a line of the journal wrote and closed in a table, once facts of it were erased.</summary>
public sealed record ErasedContentVersion : FactVersion
{
    public required Guid ReportId { get; init; }

    /// <summary>The line of the same journal.</summary>
    public required long Line { get; init; }

    /// <summary>Of <c>journal</c>, the line itself lost its words; <see cref="WrittenHash"/> is its hash without them.</summary>
    public required string TableName { get; init; }
    public required long Written { get; init; }
    public required string WrittenHash { get; init; }
    public required long Closed { get; init; }
    public required string ClosedHash { get; init; }
}

/// <summary>That something was erased: how much of what, by which rule. It tells of nobody, and stays.</summary>
public sealed record ErasureReportVersion : FactVersion
{
    public required Guid ReportId { get; init; }

    /// <summary><c>retention</c>: the terms were over; <c>request</c>: a person asked for it (GDPR, art. 17).</summary>
    public required string Cause { get; init; }
    public required DateOnly OnDay { get; init; }
    public required long Workers { get; init; }

    /// <summary>As JSON: the terms in force, and how much was erased of each table.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of the content.</summary>
    public required string Hash { get; init; }
}

/// <summary>Persons who counted on the last day of a quarter and were erased since.</summary>
public sealed record KeptQuarterVersion : FactVersion
{
    public required Quarter Quarter { get; init; }

    /// <summary>The line of the journal from which they were known, and the first at which they were not any more.</summary>
    public required long KnownFrom { get; init; }
    public required long? KnownUntil { get; init; }

    /// <summary>Each person for 1 at the most.</summary>
    public required Fraction Fte { get; init; }
    public required long Heads { get; init; }

    public bool CountsAt(long seq) => KnownFrom <= seq && !(KnownUntil <= seq);
}

/// <summary>The first day messages of Dimona told of, where these were erased since.</summary>
public sealed record KeptDimonaVersion : FactVersion
{
    public required long KnownFrom { get; init; }
    public required long? KnownUntil { get; init; }
    public required DateOnly SaidOn { get; init; }
}

/// <summary>The sums of a year over accounts that were erased since.</summary>
public sealed record KeptTotalVersion : FactVersion
{
    public required int Year { get; init; }

    /// <summary><c>m</c> or <c>f</c>; null: not known, or of too few persons to tell.</summary>
    public required string? Sex { get; init; }
    public required long Workers { get; init; }

    /// <summary>Days of a full-time worker.</summary>
    public required Fraction Credit { get; init; }
    public required Fraction Used { get; init; }

    /// <summary>Trainings followed that ended in the year.</summary>
    public required long Trainings { get; init; }
    public required Fraction FormalHours { get; init; }
    public required Fraction InformalHours { get; init; }
    public required Fraction FormalDays { get; init; }
    public required Fraction InformalDays { get; init; }
}

/// <summary>How long an employer keeps a kind of facts, where it said another number than the program's.</summary>
public sealed record RetentionRuleVersion : FactVersion
{
    /// <summary>A code of <c>RetentionKind</c>.</summary>
    public required string Kind { get; init; }
    public required int Months { get; init; }
}

/// <summary>Who answers for the personal data of an employer's workers, and whether what is due is erased by itself.</summary>
public sealed record PrivacyContactVersion : FactVersion
{
    public required string? ControllerContact { get; init; }
    public required string? OfficerName { get; init; }
    public required string? OfficerContact { get; init; }

    /// <summary>Who runs the program for the employer, where that is somebody else.</summary>
    public required string? ProcessorName { get; init; }
    public required string? ProcessorContact { get; init; }
    public required bool ErasesByItself { get; init; }
}

/// <summary>What a person asks of its data.</summary>
public enum PrivacyRequestKind
{
    /// <summary>GDPR, article 15.</summary>
    Access,

    /// <summary>Article 17.</summary>
    Erasure,

    /// <summary>Article 18.</summary>
    Restriction,
}

/// <summary>What was done last with such a request.</summary>
public enum PrivacyRequestStep
{
    Asked,

    /// <summary>Two months more, where it is complex; the person was told (article 12 (3)).</summary>
    Extended,
    Granted,

    /// <summary>Some of it; the words say what not, and why.</summary>
    GrantedInPart,
    Refused,
    Withdrawn,
}

/// <summary>A person's request about its data, after its last step.</summary>
public sealed record PrivacyRequestVersion : FactVersion
{
    public required Guid RequestId { get; init; }
    public required Guid WorkerId { get; init; }
    public required PrivacyRequestKind Kind { get; init; }
    public required PrivacyRequestStep Step { get; init; }

    /// <summary>Who took it.</summary>
    public required CorrectionSide Side { get; init; }
    public required string? Words { get; init; }
    public required DateOnly AskedOn { get; init; }

    /// <summary>The last day to answer.</summary>
    public required DateOnly DueOn { get; init; }

    public bool IsOpen => Step is PrivacyRequestStep.Asked or PrivacyRequestStep.Extended;
}

/// <summary>Why data are kept and not used (GDPR, article 18 (1)).</summary>
public enum RestrictionGround
{
    /// <summary>(a): the person says they are wrong, and that is being looked into.</summary>
    Accuracy,

    /// <summary>(b): they were used without a ground, and the person does not want them erased.</summary>
    Unlawful,

    /// <summary>(c): the person needs them for a claim.</summary>
    Claims,

    /// <summary>(d): the person objected, and that is being weighed.</summary>
    Objection,
}

/// <summary>A worker whose data are kept and not used; lifted when the version is closed.</summary>
public sealed record RestrictionVersion : FactVersion
{
    public required Guid WorkerId { get; init; }
    public required RestrictionGround Ground { get; init; }
    public required string Reason { get; init; }
}
