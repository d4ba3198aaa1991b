using System.Globalization;
using System.Text;

namespace LearningAccount.Tests.Imports.Dmfa;

/// <summary>Writes declarations of made-up people for the tests, each element as a payroll program would.</summary>
internal static class DmfaText
{
    public const string Company = "0999990123";
    public const string Worker = "78083199164";
    public const string OtherWorker = "85033199278";

    /// <summary>A whole file of these forms.</summary>
    public static string File(params string[] forms) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><DmfAOriginal>{string.Concat(forms)}</DmfAOriginal>""";

    public static string Form(
        string quarter,
        string persons,
        string company = Company,
        string nsso = "0",
        string trusteeship = "0",
        string created = "2025-10-20",
        string hour = "09:15:30.125",
        string reference = "REF"
    ) =>
        $"""
            <Form><Identification>DMFA</Identification><FormCreationDate>{created}</FormCreationDate>
            <FormCreationHour>{hour}</FormCreationHour><AttestationStatus>0</AttestationStatus><TypeForm>SU</TypeForm>
            <Reference><ReferenceType>1</ReferenceType><ReferenceOrigin>1</ReferenceOrigin><ReferenceNbr>{reference}</ReferenceNbr></Reference>
            <EmployerDeclaration><Quarter>{quarter}</Quarter><NOSSRegistrationNbr>{nsso}</NOSSRegistrationNbr>
            <Trusteeship>{trusteeship}</Trusteeship><CompanyID>{company}</CompanyID><NetOwedAmount>1</NetOwedAmount>
            {persons}</EmployerDeclaration></Form>
            """;

    public static string Person(string records, string ssin = Worker, int sequence = 1, string reference = "A001") =>
        $"""
            <NaturalPerson><NaturalPersonSequenceNbr>{sequence.ToString(
                "0000000",
                CultureInfo.InvariantCulture
            )}</NaturalPersonSequenceNbr>
            <INSS>{ssin}</INSS><NaturalPersonUserReference>{reference}</NaturalPersonUserReference>{records}</NaturalPerson>
            """;

    public static string Record(string content, string code = "495", string employerClass = "083") =>
        $"""
            <WorkerRecord><EmployerClass>{employerClass}</EmployerClass><WorkerCode>{code}</WorkerCode>
            <NOSSQuarterStartingDate>2025-07-01</NOSSQuarterStartingDate><NOSSQuarterEndingDate>2025-09-30</NOSSQuarterEndingDate>
            <Border>0</Border>{content}</WorkerRecord>
            """;

    /// <summary>An occupation; an argument left null leaves its element out.</summary>
    public static string Occupation(
        string? start = "2020-01-01",
        string? end = null,
        string? mean = "3800",
        string? reference = "3800",
        string contract = "0",
        string? committee = "226",
        string? measure = null,
        string days = "500",
        string more = "",
        string[]? pay = null
    )
    {
        var text = new StringBuilder("<Occupation><OccupationSequenceNbr>01</OccupationSequenceNbr>");
        Add(text, "OccupationStartingDate", start);
        Add(text, "OccupationEndingDate", end);
        Add(text, "JointCommissionNbr", committee);
        Add(text, "WorkingDaysSystem", days);
        Add(text, "ContractType", contract);
        Add(text, "RefMeanWorkingHours", reference);
        Add(text, "MeanWorkingHours", mean);
        Add(text, "ReorganisationMeasure", measure);
        text.Append("<Retired>0</Retired>").Append(more);
        foreach (var code in pay ?? ["001"])
        {
            text.Append("<Remun><RemunSequenceNbr>01</RemunSequenceNbr><RemunCode>")
                .Append(code)
                .Append("</RemunCode><RemunAmount>1</RemunAmount></Remun>");
        }
        return text.Append("</Occupation>").ToString();
    }

    private static void Add(StringBuilder text, string element, string? value)
    {
        if (value is not null)
        {
            text.Append('<').Append(element).Append('>').Append(value).Append("</").Append(element).Append('>');
        }
    }
}
