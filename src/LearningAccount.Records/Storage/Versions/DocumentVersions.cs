namespace LearningAccount.Records.Storage;

/// <summary>What an employer tells a worker on paper (royal decree of 5 December 2017, art. 2; rulebook sections 6 and 8).</summary>
public enum DocumentKind
{
    /// <summary>The individual training account with its six mentions (art. 2 § 1).</summary>
    AccountForm,

    /// <summary>The account was set up (art. 2 § 3).</summary>
    OpeningNotice,

    /// <summary>To who comes into service: the account exists (art. 2 § 3).</summary>
    NewcomerNotice,

    /// <summary>The balance, once a year, and the rights to consult and to have errors corrected (art. 2 § 4).</summary>
    YearlyNotice,

    /// <summary>A training that was followed.</summary>
    TrainingStatement,

    /// <summary>What is outstanding at the end of the contract, and what becomes of it.</summary>
    ExitStatement,

    /// <summary>All that proves how the employer kept its duties to one worker, for an inspector or a judge.</summary>
    EvidenceFile,
}

/// <summary>A document as it was issued. What it says never changes; later facts make another one.</summary>
public sealed record IssuedDocumentVersion : FactVersion
{
    public required Guid DocumentId { get; init; }
    public required Guid WorkerId { get; init; }
    public required DocumentKind Kind { get; init; }

    /// <summary><c>nl</c>, <c>fr</c>, <c>de</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The day its figures are of.</summary>
    public required DateOnly StatedOn { get; init; }
    public required DateOnly IssuedOn { get; init; }

    /// <summary>Of which of several it is: the training; null where a worker has one of the kind at a time.</summary>
    public required string? About { get; init; }

    /// <summary>What was chosen for it, as JSON by name: how the days are valued; null: nothing.</summary>
    public required string? Asked { get; init; }

    /// <summary>The figures it states, as JSON by name, exact: to find out whether they would be others today.</summary>
    public required string Figures { get; init; }

    /// <summary>SHA-256 of its content, which stands on every page of it.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The line of the journal its facts were known at.</summary>
    public required long KnownSeq { get; init; }

    /// <summary>Issued with others at once.</summary>
    public required Guid? RunId { get; init; }

    /// <summary>The document this one takes the place of, because its figures had changed.</summary>
    public required Guid? ReplacesId { get; init; }
}

/// <summary>A way by which a document reaches its worker.</summary>
public enum SendingChannel
{
    /// <summary>It stands in the worker's own pages.</summary>
    Portal,

    /// <summary>A mail tells that it stands there.</summary>
    Email,

    /// <summary>Handed over or posted.</summary>
    Paper,
    EBoxEnterprise,
    EBoxCitizen,
}

public enum SendingStep
{
    Sent,
    Delivered,
    Bounced,
    Opened,
}

/// <summary>Something that happened to a document on its way: together they prove that it was sent, and how it arrived.</summary>
public sealed record DocumentStepVersion : FactVersion
{
    public required Guid StepId { get; init; }
    public required Guid DocumentId { get; init; }
    public required Guid WorkerId { get; init; }
    public required SendingChannel Channel { get; init; }
    public required SendingStep Step { get; init; }
    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>What finds it again elsewhere: the number of a registered letter, a mail of the outbox, an answer of the e-Box.</summary>
    public required string? Reference { get; init; }
    public required string? Note { get; init; }
}

/// <summary>What stands at the head and foot of an employer's documents.</summary>
public sealed record LetterheadVersion : FactVersion
{
    /// <summary>The address, line by line; null: as the enterprise register has it.</summary>
    public required string? Lines { get; init; }

    /// <summary>Who signs, and as what.</summary>
    public required string? Signatory { get; init; }
    public required string? Capacity { get; init; }

    /// <summary>Where documents are signed; null: the place of the seat.</summary>
    public required string? Town { get; init; }

    /// <summary>A PNG or JPEG in base64.</summary>
    public required string? Logo { get; init; }

    /// <summary>Which language region each place of work lies in (<c>PlaceRegions</c>); null: nothing is said.</summary>
    public string? Regions { get; init; }
}
