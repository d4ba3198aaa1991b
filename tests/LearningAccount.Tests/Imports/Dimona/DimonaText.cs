using System.Globalization;

namespace LearningAccount.Tests.Imports.Dimona;

/// <summary>Writes messages of Dimona about made-up people, as a payroll program and the NSSO would.</summary>
internal static class DimonaText
{
    public const string Nsso = "199998188";
    public const string Company = "0999990123";
    public const string Worker = "01103199142";
    public const string OtherWorker = "85033199278";
    public const string Employer = $"<EmployerId><NOSSRegistrationNbr>{Nsso}</NOSSRegistrationNbr></EmployerId>";

    public static string File(params string[] forms) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><Dimona>{string.Concat(forms)}</Dimona>""";

    public static string Answers(params string[] forms) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><NOTIFICATION>{string.Concat(forms)}</NOTIFICATION>""";

    public static string Form(string message, string created = "2025-09-12", string hour = "08:30:00.000") =>
        $"""
            <Form><Identification>DIMONA</Identification><FormCreationDate>{created}</FormCreationDate>
            <FormCreationHour>{hour}</FormCreationHour><AttestationStatus>0</AttestationStatus><TypeForm>SU</TypeForm>{message}</Form>
            """;

    public static string In(
        string start = "2025-09-15",
        string? ssin = Worker,
        string? end = null,
        string type = "OTH",
        string committee = "XXX",
        string person = "",
        string employer = Employer,
        string created = "2025-09-12"
    ) =>
        Form(
            $"""
            <DimonaIn><StartingDate>{start}</StartingDate>{Element("EndingDate", end)}{employer}
            <NaturalPerson>{Element("INSS", ssin)}{person}</NaturalPerson>
            <DimonaFeatures><JointCommissionNbr>{committee}</JointCommissionNbr><WorkerType>{type}</WorkerType>
            <UsingEmployer><JointCommissionNbr>124</JointCommissionNbr><INSS>{OtherWorker}</INSS></UsingEmployer></DimonaFeatures>
            </DimonaIn>
            """,
            created
        );

    public static string Update(string id, string? start = null, string? end = null, string created = "2025-09-20") =>
        Form(
            $"""
            <DimonaUpdate><DimonaPeriodId>{id}</DimonaPeriodId>{Element("StartingDate", start)}{Element("EndingDate", end)}
            <INSS>{Worker}</INSS>{Employer}</DimonaUpdate>
            """,
            created
        );

    public static string Out(string id, string end, string ssin = Worker, string created = "2025-10-30") =>
        Form(
            $"<DimonaOut><DimonaPeriodId>{id}</DimonaPeriodId><EndingDate>{end}</EndingDate><INSS>{ssin}</INSS>{Employer}</DimonaOut>",
            created
        );

    public static string Cancel(string id, string ssin = Worker, string created = "2025-09-14") =>
        Form($"<DimonaCancel><DimonaPeriodId>{id}</DimonaPeriodId><INSS>{ssin}</INSS>{Employer}</DimonaCancel>", created);

    /// <summary>An answer; without an impact it tells of a form that was refused.</summary>
    public static string Answer(
        string? impact,
        string? ssin = Worker,
        string handled = "2025-09-12",
        string identification = "DIMONA"
    ) =>
        $"""
            <Form><Identification>NOTI001</Identification><FormCreationDate>2025-09-13</FormCreationDate>
            <FormCreationHour>10:00:00.000</FormCreationHour><AttestationStatus>0</AttestationStatus><TypeForm>FA</TypeForm>
            <HandledOriginalForm><Identification>{identification}</Identification><FormCreationDate>{handled}</FormCreationDate>
            <FormCreationHour>08:30:00.000</FormCreationHour></HandledOriginalForm>
            {Employer}{(ssin is null ? "" : $"<NaturalPerson><INSS>{ssin}</INSS></NaturalPerson>")}
            <HandlingResult><ResultCode>{(impact is null ? 0 : 1)}</ResultCode>{(
                impact is null
                    ? "<AnomalyReport><ErrorID>90373-333</ErrorID><AnomalyClass>B</AnomalyClass></AnomalyReport>"
                    : $"<ImpactReport><DimonaImpactReport>{impact}</DimonaImpactReport></ImpactReport>"
            )}</HandlingResult></Form>
            """;

    public static string Impact(string id, string? before = null, string? after = null, string? end = null) =>
        $"<DimonaPeriodId>{id}</DimonaPeriodId><IsLocked>0</IsLocked>"
        + (before is null ? "" : $"<DimonaPeriodBefore><StartingDate>{before}</StartingDate></DimonaPeriodBefore>")
        + (
            after is null
                ? ""
                : $"<DimonaPeriodAfter><StartingDate>{after}</StartingDate>{Element("EndingDate", end)}</DimonaPeriodAfter>"
        );

    public static string PersonnelFile(params string[] periods) =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?><PersonnelFileConsultationAnswer><Form><Identification>PFANS</Identification>
            <FormCreationDate>2025-11-03</FormCreationDate><FormCreationHour>09:00:00.000</FormCreationHour>
            <PersonnelFileConsult><NOSSRegistrationNbr>{Nsso}</NOSSRegistrationNbr><CompanyID>{Company}</CompanyID>
            <RefStartingDate>2025-01-01</RefStartingDate><ResultCodeResearch>1</ResultCodeResearch></PersonnelFileConsult>
            {string.Concat(periods)}</Form></PersonnelFileConsultationAnswer>
            """;

    public static string Period(
        int id,
        string start,
        string? end = null,
        string ssin = Worker,
        string name = "Peeters",
        string cancelled = "0",
        string updated = "2025-09-13"
    ) =>
        $"""
            <DimonaPeriod><DimonaPeriodId>{id.ToString("0000000000", CultureInfo.InvariantCulture)}</DimonaPeriodId>
            <IsCancelled>{cancelled}</IsCancelled><StartingDate>{start}</StartingDate>{Element("EndingDate", end)}
            <LastUpdateDate>{updated}</LastUpdateDate><LastUpdateHour>08:30:00.000</LastUpdateHour>
            <NaturalPerson><INSS>{ssin}</INSS><WorkerName>{name}</WorkerName><WorkerFirstName>An</WorkerFirstName>
            <WorkerBirthdate>2001-10-31</WorkerBirthdate></NaturalPerson>
            <DimonaFeatures><WorkerType>OTH</WorkerType></DimonaFeatures></DimonaPeriod>
            """;

    private static string Element(string name, string? value) => value is null ? "" : $"<{name}>{value}</{name}>";
}
