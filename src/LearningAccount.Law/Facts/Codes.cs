namespace LearningAccount.Law.Facts;

// The spelling in files is the name with a small first letter; Codes of leave schemes are written as they stand.

/// <summary>Size of an employer by its average full-time equivalents (R2.5): under 10, 10 to under 20, 20 and more.</summary>
public enum SizeClass
{
    None,
    Small,
    Full,
}

public enum WorkerCategory
{
    Worker,
    BlueCollar,
    Employee,
    Student,
    FlexiJob,
    Occasional,
    Apprentice,
    Agency,
}

/// <summary>The workers a scheme row is for.</summary>
public enum SchemeWorker
{
    All,
    BlueCollar,
    Employee,
}

public enum SchemeKind
{
    Individual,
    Collective,
}

/// <summary>How a contract ends (R6.1).</summary>
public enum EndReason
{
    Resignation,
    GrossMisconduct,
    Dismissal,
    MutualAgreement,
    FixedTerm,
    MedicalForceMajeure,
    Death,
    Retirement,
    BreachByEmployer,
    Transfer,
}

public enum SuspensionKind
{
    Sickness,
    Accident,
    Maternity,
    Birth,
    Parental,
    TimeCredit,
    Thematic,
    Unemployment,
    Unpaid,
    Other,
}

public enum TrainingKind
{
    Formal,
    Informal,
}

public enum TrainingStatus
{
    Planned,
    Followed,
    NotFollowed,
    Cancelled,
}

/// <summary>Flemish training leave and paid educational leave by region (R7.5).</summary>
public enum LeaveScheme
{
    VOV,
    PEL_BXL,
    PEL_WAL,
    PEL_DG,
}
