namespace LearningAccount.Records.Storage;

/// <summary>Every table of fact versions.</summary>
public static class Tables
{
    public static readonly BulkTable<EmployerVersion> Employer = BulkTable<EmployerVersion>.Named("employer", "employer_id");
    public static readonly BulkTable<EmployerProfileVersion> EmployerProfile = BulkTable<EmployerProfileVersion>.Named(
        "employer_profile",
        "employer_id"
    );
    public static readonly BulkTable<SaidSizeClassVersion> SaidSizeClass = BulkTable<SaidSizeClassVersion>.Named(
        "said_size_class",
        "from_on"
    );
    public static readonly BulkTable<DeclaredSizeVersion> DeclaredSize = BulkTable<DeclaredSizeVersion>.Named(
        "declared_size",
        "quarter"
    );
    public static readonly BulkTable<SchemeVersion> Scheme = BulkTable<SchemeVersion>.Named("scheme", "scheme_id");
    public static readonly BulkTable<OptOutVersion> OptOut = BulkTable<OptOutVersion>.Named("opt_out", "year");
    public static readonly BulkTable<ExtraDaysVersion> ExtraDays = BulkTable<ExtraDaysVersion>.Named("extra_days", "year");
    public static readonly BulkTable<SettingVersion> Setting = BulkTable<SettingVersion>.Named("setting", "name");
    public static readonly BulkTable<PersonNumberVersion> PersonNumber = BulkTable<PersonNumberVersion>.Named(
        "person_number",
        "ssin"
    );
    public static readonly BulkTable<WorkerVersion> Worker = BulkTable<WorkerVersion>.Named("worker", "worker_id");
    public static readonly BulkTable<WorkerIdentityVersion> WorkerIdentity = BulkTable<WorkerIdentityVersion>.Named(
        "worker_identity",
        "worker_id"
    );
    public static readonly BulkTable<OccupationVersion> Occupation = BulkTable<OccupationVersion>.Named(
        "occupation",
        "worker_id",
        "occupation_id"
    );
    public static readonly BulkTable<ContractVersion> Contract = BulkTable<ContractVersion>.Named(
        "contract",
        "worker_id",
        "contract_id"
    );
    public static readonly BulkTable<SuspensionVersion> Suspension = BulkTable<SuspensionVersion>.Named(
        "suspension",
        "worker_id",
        "suspension_id"
    );
    public static readonly BulkTable<DimonaPeriodVersion> DimonaPeriod = BulkTable<DimonaPeriodVersion>.Named(
        "dimona_period",
        "worker_id",
        "statement_id"
    );
    public static readonly BulkTable<TrainingVersion> Training = BulkTable<TrainingVersion>.Named(
        "training",
        "worker_id",
        "training_id"
    );
    public static readonly BulkTable<RegistrationDecisionVersion> RegistrationDecision =
        BulkTable<RegistrationDecisionVersion>.Named("registration_decision", "registration_id");
    public static readonly BulkTable<AttachmentVersion> Attachment = BulkTable<AttachmentVersion>.Named(
        "attachment",
        "attachment_id"
    );
    public static readonly BulkTable<TrainingTemplateVersion> TrainingTemplate = BulkTable<TrainingTemplateVersion>.Named(
        "training_template",
        "template_id"
    );
    public static readonly BulkTable<TrainingPlanVersion> TrainingPlan = BulkTable<TrainingPlanVersion>.Named(
        "training_plan",
        "plan_id",
        "edition"
    );
    public static readonly BulkTable<TrainingPlanLineVersion> TrainingPlanLine = BulkTable<TrainingPlanLineVersion>.Named(
        "training_plan_line",
        "plan_id",
        "edition",
        "line_id"
    );
    public static readonly BulkTable<TrainingPlanLinkVersion> TrainingPlanLink = BulkTable<TrainingPlanLinkVersion>.Named(
        "training_plan_link",
        "plan_id",
        "title"
    );
    public static readonly BulkTable<AdjustmentVersion> Adjustment = BulkTable<AdjustmentVersion>.Named(
        "adjustment",
        "worker_id",
        "adjustment_id"
    );
    public static readonly BulkTable<DeclarationVersion> Declaration = BulkTable<DeclarationVersion>.Named(
        "declaration",
        "declaration_id"
    );
    public static readonly BulkTable<WorkerOptOutVersion> WorkerOptOut = BulkTable<WorkerOptOutVersion>.Named(
        "worker_opt_out",
        "worker_id",
        "year"
    );
    public static readonly BulkTable<WorkerExtraDaysVersion> WorkerExtraDays = BulkTable<WorkerExtraDaysVersion>.Named(
        "worker_extra_days",
        "worker_id",
        "year"
    );
    public static readonly BulkTable<DeclarationPersonVersion> DeclarationPerson = BulkTable<DeclarationPersonVersion>.Named(
        "declaration_person",
        "declaration_id",
        "sequence_number"
    );
    public static readonly BulkTable<ImportVersion> Import = BulkTable<ImportVersion>.Named("import", "import_id");
    public static readonly BulkTable<ImportRowVersion> ImportRow = BulkTable<ImportRowVersion>.Named("import_row");
    public static readonly BulkTable<SealedArchiveVersion> SealedArchive = BulkTable<SealedArchiveVersion>.Named(
        "sealed_archive",
        "archive_id"
    );
    public static readonly BulkTable<ListMappingVersion> ListMapping = BulkTable<ListMappingVersion>.Named(
        "list_mapping",
        "mapping_id"
    );
    public static readonly BulkTable<LawFileVersion> LawFile = BulkTable<LawFileVersion>.Named("law_file", "file_id");
    public static readonly BulkTable<EnterpriseSetVersion> EnterpriseSet = BulkTable<EnterpriseSetVersion>.Named(
        "enterprise_set",
        "register"
    );
    public static readonly BulkTable<CorrectionRequestVersion> CorrectionRequest = BulkTable<CorrectionRequestVersion>.Named(
        "correction_request",
        "request_id"
    );
    public static readonly BulkTable<NoticeVersion> Notice = BulkTable<NoticeVersion>.Named("notice", "notice_id");
    public static readonly BulkTable<SettlementVersion> Settlement = BulkTable<SettlementVersion>.Named(
        "settlement",
        "settlement_id"
    );
    public static readonly BulkTable<DutyDoneVersion> DutyDone = BulkTable<DutyDoneVersion>.Named("duty_done", "done_id");
    public static readonly BulkTable<ImportedCounterVersion> ImportedCounter = BulkTable<ImportedCounterVersion>.Named(
        "imported_counter",
        "import_id",
        "row_number"
    );
    public static readonly BulkTable<CounterDecisionVersion> CounterDecision = BulkTable<CounterDecisionVersion>.Named(
        "counter_decision",
        "worker_id",
        "year"
    );

    public static readonly BulkTable<IssuedDocumentVersion> IssuedDocument = BulkTable<IssuedDocumentVersion>.Named(
        "issued_document",
        "document_id"
    );
    public static readonly BulkTable<DocumentStepVersion> DocumentStep = BulkTable<DocumentStepVersion>.Named(
        "document_step",
        "step_id"
    );
    public static readonly BulkTable<LetterheadVersion> Letterhead = BulkTable<LetterheadVersion>.Named(
        "letterhead",
        "employer_id"
    );

    public static readonly BulkTable<PortalUserVersion> PortalUser = BulkTable<PortalUserVersion>.Named("portal_user", "user_id");
    public static readonly BulkTable<AccessGrantVersion> AccessGrant = BulkTable<AccessGrantVersion>.Named(
        "access_grant",
        "grant_id"
    );
    public static readonly BulkTable<MachineVersion> Machine = BulkTable<MachineVersion>.Named("machine", "machine_id");
    public static readonly BulkTable<MachineKeyVersion> MachineKey = BulkTable<MachineKeyVersion>.Named(
        "machine_key",
        "machine_id",
        "key_id"
    );

    public static readonly BulkTable<ErasedContentVersion> ErasedContent = BulkTable<ErasedContentVersion>.Named(
        "erased_content",
        "line",
        "table_name"
    );
    public static readonly BulkTable<ErasureReportVersion> ErasureReport = BulkTable<ErasureReportVersion>.Named(
        "erasure_report",
        "report_id"
    );
    public static readonly BulkTable<KeptQuarterVersion> KeptQuarter = BulkTable<KeptQuarterVersion>.Named("kept_quarter");
    public static readonly BulkTable<KeptDimonaVersion> KeptDimona = BulkTable<KeptDimonaVersion>.Named("kept_dimona");
    public static readonly BulkTable<KeptTotalVersion> KeptTotal = BulkTable<KeptTotalVersion>.Named("kept_total", "year", "sex");
    public static readonly BulkTable<RetentionRuleVersion> RetentionRule = BulkTable<RetentionRuleVersion>.Named(
        "retention_rule",
        "kind"
    );
    public static readonly BulkTable<PrivacyContactVersion> PrivacyContact = BulkTable<PrivacyContactVersion>.Named(
        "privacy_contact",
        "employer_id"
    );
    public static readonly BulkTable<PrivacyRequestVersion> PrivacyRequest = BulkTable<PrivacyRequestVersion>.Named(
        "privacy_request",
        "request_id"
    );
    public static readonly BulkTable<RestrictionVersion> Restriction = BulkTable<RestrictionVersion>.Named(
        "restriction",
        "worker_id"
    );

    /// <summary>Tables that are no facts and hold whole files.</summary>
    internal static readonly string[] OfContent = ["attachment_content", "document_content", "import_content", "journal"];

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
        DimonaPeriod,
        Training,
        RegistrationDecision,
        Attachment,
        TrainingTemplate,
        TrainingPlan,
        TrainingPlanLine,
        TrainingPlanLink,
        WorkerOptOut,
        WorkerExtraDays,
        Adjustment,
        Declaration,
        DeclarationPerson,
        Import,
        ImportRow,
        ListMapping,
        SealedArchive,
        Settlement,
        DutyDone,
        ImportedCounter,
        CounterDecision,
        LawFile,
        EnterpriseSet,
        PortalUser,
        AccessGrant,
        Machine,
        MachineKey,
        CorrectionRequest,
        Notice,
        IssuedDocument,
        DocumentStep,
        Letterhead,
        ErasedContent,
        ErasureReport,
        KeptQuarter,
        KeptDimona,
        KeptTotal,
        RetentionRule,
        PrivacyContact,
        PrivacyRequest,
        Restriction,
    ];
}
