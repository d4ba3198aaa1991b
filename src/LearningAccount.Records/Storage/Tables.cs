namespace LearningAccount.Records.Storage;

/// <summary>Every table of fact versions.</summary>
public static class Tables
{
    public static readonly BulkTable<EmployerVersion> Employer = BulkTable<EmployerVersion>.Named("employer");
    public static readonly BulkTable<EmployerProfileVersion> EmployerProfile = BulkTable<EmployerProfileVersion>.Named(
        "employer_profile"
    );
    public static readonly BulkTable<SaidSizeClassVersion> SaidSizeClass = BulkTable<SaidSizeClassVersion>.Named(
        "said_size_class"
    );
    public static readonly BulkTable<DeclaredSizeVersion> DeclaredSize = BulkTable<DeclaredSizeVersion>.Named("declared_size");
    public static readonly BulkTable<SchemeVersion> Scheme = BulkTable<SchemeVersion>.Named("scheme");
    public static readonly BulkTable<OptOutVersion> OptOut = BulkTable<OptOutVersion>.Named("opt_out");
    public static readonly BulkTable<ExtraDaysVersion> ExtraDays = BulkTable<ExtraDaysVersion>.Named("extra_days");
    public static readonly BulkTable<SettingVersion> Setting = BulkTable<SettingVersion>.Named("setting");
    public static readonly BulkTable<PersonNumberVersion> PersonNumber = BulkTable<PersonNumberVersion>.Named("person_number");
    public static readonly BulkTable<WorkerVersion> Worker = BulkTable<WorkerVersion>.Named("worker");
    public static readonly BulkTable<WorkerIdentityVersion> WorkerIdentity = BulkTable<WorkerIdentityVersion>.Named(
        "worker_identity"
    );
    public static readonly BulkTable<OccupationVersion> Occupation = BulkTable<OccupationVersion>.Named("occupation");
    public static readonly BulkTable<ContractVersion> Contract = BulkTable<ContractVersion>.Named("contract");
    public static readonly BulkTable<SuspensionVersion> Suspension = BulkTable<SuspensionVersion>.Named("suspension");
    public static readonly BulkTable<TrainingVersion> Training = BulkTable<TrainingVersion>.Named("training");
    public static readonly BulkTable<AdjustmentVersion> Adjustment = BulkTable<AdjustmentVersion>.Named("adjustment");
    public static readonly BulkTable<DeclarationVersion> Declaration = BulkTable<DeclarationVersion>.Named("declaration");
    public static readonly BulkTable<DeclarationPersonVersion> DeclarationPerson = BulkTable<DeclarationPersonVersion>.Named(
        "declaration_person"
    );
    public static readonly BulkTable<ImportVersion> Import = BulkTable<ImportVersion>.Named("import");
    public static readonly BulkTable<ImportRowVersion> ImportRow = BulkTable<ImportRowVersion>.Named("import_row");
    public static readonly BulkTable<LawFileVersion> LawFile = BulkTable<LawFileVersion>.Named("law_file");
    public static readonly BulkTable<CorrectionRequestVersion> CorrectionRequest = BulkTable<CorrectionRequestVersion>.Named(
        "correction_request"
    );
    public static readonly BulkTable<NoticeVersion> Notice = BulkTable<NoticeVersion>.Named("notice");

    public static readonly BulkTable<PortalUserVersion> PortalUser = BulkTable<PortalUserVersion>.Named("portal_user");
    public static readonly BulkTable<AccessGrantVersion> AccessGrant = BulkTable<AccessGrantVersion>.Named("access_grant");

    public static IReadOnlyList<BulkTable> All { get; } =
    [
        Employer,
        EmployerProfile,
        SaidSizeClass,
        DeclaredSize,
        Scheme,
        OptOut,
        ExtraDays,
        Setting,
        PersonNumber,
        Worker,
        WorkerIdentity,
        Occupation,
        Contract,
        Suspension,
        Training,
        Adjustment,
        Declaration,
        DeclarationPerson,
        Import,
        ImportRow,
        LawFile,
        PortalUser,
        AccessGrant,
        CorrectionRequest,
        Notice,
    ];
}
