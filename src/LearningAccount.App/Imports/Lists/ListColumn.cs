namespace LearningAccount.App.Imports.Lists;

/// <summary>What a column of a list means. How it may be headed stands in <c>columns.json</c>, under the same name.</summary>
public enum ListColumn
{
    EnterpriseNumber,
    EmployerName,
    Ssin,

    /// <summary>The number the worker had before, such as a BIS number: both are one person.</summary>
    FormerSsin,
    OwnReference,
    FamilyName,
    GivenNames,

    /// <summary>Family name and given names in one cell.</summary>
    FullName,
    BirthDate,
    BirthPlace,

    /// <summary>The whole address in one cell; else it is put together from the six that follow.</summary>
    Domicile,
    Street,
    HouseNumber,
    PostBox,
    PostCode,
    City,
    Country,
    Language,
    Email,
    Sex,

    /// <summary>Where the worker works: what access can be narrowed to.</summary>
    Site,
    Department,
    Start,
    End,
    EndReason,
    PaidInLieu,
    NoticeWorked,
    Regime,
    WeeklyHours,
    FullTimeHours,
    JointCommittee,
    Category,
    SuspensionKind,
    SuspensionFrom,
    SuspensionTo,
    SuspensionFraction,
    RecordType,
    Title,
    TrainingKind,
    TrainingStatus,
    TrainingStart,
    TrainingEnd,
    Duration,
    Unit,

    /// <summary>A duration that is in hours by its header.</summary>
    Hours,

    /// <summary>A duration that is in days by its header.</summary>
    Days,
    PerYear,
    Counts,
    CountedQuantity,
    LeaveScheme,
    OfferedAndRefused,
    ExternalId,
    Provider,
    ProviderNumber,
    Certificate,
    CertificateValidUntil,
    Outcome,
    DeliveryMode,
    Field,
    Funding,
    FundedBy,
    DossierNumber,
    Cost,
    WageCost,
    FundContributions,
    SubsidyReceived,
    WorkingTime,
    IsInitial,
    TrainingLanguage,
    Remark,

    /// <summary>The calendar year a right is of, and what the columns that follow tell of it.</summary>
    Year,
    RightType,
    Credit,
    Used,
    Remaining,

    /// <summary>From the year before.</summary>
    CarriedOver,

    /// <summary>The registration number of the collective agreement the right rests on.</summary>
    CbaNumber,
    Computation,
    OptOut,

    /// <summary>The day the register showed the figures.</summary>
    SeenOn,
}

/// <summary>Unit of a duration, from its header, its own column or the cell itself.</summary>
public enum DurationUnit
{
    Hours,
    Days,
    Minutes,
}

public enum FullOrHalf
{
    FullTime,
    HalfTime,
}

/// <summary>What a row of a training list tells of: a training, or what another register shows of a right.</summary>
public enum RecordType
{
    Training,
    Right,
}
