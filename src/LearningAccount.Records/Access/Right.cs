namespace LearningAccount.Records.Access;

/// <summary>What somebody may do. Every route of every door names one; a route that names none is closed.</summary>
public enum Right
{
    /// <summary>Anybody, also without signing in: to sign in, to read how the program is used.</summary>
    Open,

    /// <summary>Whoever is signed in, about nothing but themselves.</summary>
    SignedIn,

    /// <summary>A worker's own accounts.</summary>
    OwnAccount,

    /// <summary>To read an employer's workers, accounts and trainings.</summary>
    ReadEmployer,
    RegisterTrainings,

    /// <summary>Opt-outs, extra days, adjustments, schemes and settings.</summary>
    ManageRights,

    /// <summary>Workers, employments, suspensions, ends of contracts.</summary>
    ManageWorkers,
    Import,

    /// <summary>To agree to or refuse what a worker asks to have corrected.</summary>
    DecideCorrections,
    ReadHistory,

    /// <summary>To issue documents to workers, and to tell how they went out.</summary>
    IssueDocuments,

    /// <summary>To give and end access to the employer.</summary>
    ManageAccess,

    /// <summary>To open an employer that is not kept here yet.</summary>
    AddEmployer,

    /// <summary>To register trainings for workers of any employer, which their employer verifies: programs of training providers.</summary>
    ProvideTrainings,

    /// <summary>To run the installation.</summary>
    Operate,
}

/// <summary>What somebody is to an employer.</summary>
public enum Role
{
    /// <summary>Everything of the employer, and grants access to it.</summary>
    EmployerAdmin,

    /// <summary>Reads, and does what the grant says.</summary>
    EmployerUser,

    /// <summary>Auditor or data protection officer: reads, each time with a reason.</summary>
    Auditor,

    /// <summary>The own account at this employer.</summary>
    Worker,

    /// <summary>The operator in an emergency: reads, with a reason, for an hour.</summary>
    BreakGlass,
}
