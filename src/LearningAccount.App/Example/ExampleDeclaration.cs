using System.Globalization;
using System.Text;
using System.Xml;
using LearningAccount.Law;

namespace LearningAccount.App.Example;

/// <summary>
/// Writes the DmfA of one quarter as payroll programs send it to the NSSO: elements in the order of its schema, amounts that
/// are plausible and no more.
/// </summary>
internal sealed class ExampleDeclaration(Quarter quarter, IReadOnlyList<ExampleWorker> workers)
{
    private const string Unit = "2999990165";

    /// <summary>Stands where no work was done: severance pay (zone 00042).</summary>
    private const string NoUnit = "8999999894";

    private const int CentsAnHour = 2_150;
    private const int WorkDaysAWeek = 5;

    public byte[] Write()
    {
        var settings = new XmlWriterSettings
        {
            Indent = true,
            NewLineChars = "\n",
            Encoding = new UTF8Encoding(false),
        };
        using var file = new MemoryStream();
        using (var xml = XmlWriter.Create(file, settings))
        {
            xml.WriteStartElement("DmfAOriginal");
            xml.WriteAttributeString(
                "xsi",
                "noNamespaceSchemaLocation",
                "http://www.w3.org/2001/XMLSchema-instance",
                $"DmfAOriginal_{Nsso(quarter)}.xsd"
            );
            Form(xml);
            xml.WriteEndElement();
        }
        return file.ToArray();
    }

    private void Form(XmlWriter xml)
    {
        xml.WriteStartElement("Form");
        Element(xml, "Identification", "DMFA");
        Element(xml, "FormCreationDate", Date(quarter.LastDay.AddDays(24)));
        Element(xml, "FormCreationHour", "09:15:30.125");
        Element(xml, "AttestationStatus", "0");
        Element(xml, "TypeForm", "SU");
        xml.WriteStartElement("Reference");
        Element(xml, "ReferenceType", "1");
        Element(xml, "ReferenceOrigin", "1");
        Element(xml, "ReferenceNbr", $"ZONNEWIJZER-{Nsso(quarter)}");
        xml.WriteEndElement();
        xml.WriteStartElement("EmployerDeclaration");
        Element(xml, "Quarter", Nsso(quarter));
        Element(xml, "NOSSRegistrationNbr", ExampleNumbers.Nsso.Digits);
        Element(xml, "Trusteeship", "0");
        Element(xml, "CompanyID", ExampleNumbers.Employer.Digits);
        Element(xml, "NetOwedAmount", Digits(workers.Sum(Contributions), 15));
        var sequence = 0;
        foreach (var worker in workers.Where(IsDeclared))
        {
            Person(xml, worker, ++sequence);
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private bool IsDeclared(ExampleWorker worker) =>
        worker.StudentHours.ContainsKey(quarter) || worker.Occupations.Exists(occupation => occupation.IsDeclaredIn(quarter));

    private void Person(XmlWriter xml, ExampleWorker worker, int sequence)
    {
        var ssin = worker.NumberedFrom is { } from && quarter < from ? worker.FormerSsin!.Value : worker.Ssin;
        xml.WriteStartElement("NaturalPerson");
        Element(xml, "NaturalPersonSequenceNbr", Digits(sequence, 7));
        Element(xml, "INSS", worker.MistypedIn == quarter ? ExampleNumbers.Mistyped(ssin) : ssin.Digits);
        Element(xml, "NaturalPersonUserReference", worker.Reference);
        var records = worker
            .Occupations.Where(occupation => occupation.IsDeclaredIn(quarter))
            .GroupBy(occupation => (occupation.Job.EmployerClass, occupation.Job.WorkerCode));
        foreach (var record in records)
        {
            Record(xml, record.Key.EmployerClass, record.Key.WorkerCode, [.. record]);
        }
        if (worker.StudentHours.TryGetValue(quarter, out var hours))
        {
            Student(xml, hours);
        }
        xml.WriteEndElement();
    }

    private void Record(XmlWriter xml, string employerClass, string code, IReadOnlyList<ExampleOccupation> occupations)
    {
        StartRecord(xml, employerClass, code);
        for (var i = 0; i < occupations.Count; i++)
        {
            Occupation(xml, occupations[i], i + 1);
        }
        var basis = occupations.Sum(Pay);
        xml.WriteStartElement("WorkerContribution");
        Element(xml, "ContributionWorkerCode", code);
        Element(xml, "ContributionType", "0");
        Element(xml, "ContributionCalculationBasis", Digits(basis, 11));
        Element(xml, "ContributionAmount", Digits(Contribution(basis), 11));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void StartRecord(XmlWriter xml, string employerClass, string code)
    {
        xml.WriteStartElement("WorkerRecord");
        Element(xml, "EmployerClass", employerClass);
        Element(xml, "WorkerCode", code);
        Element(xml, "NOSSQuarterStartingDate", Date(quarter.FirstDay));
        Element(xml, "NOSSQuarterEndingDate", Date(quarter.LastDay));
        Element(xml, "Border", "0");
    }

    private void Occupation(XmlWriter xml, ExampleOccupation occupation, int sequence)
    {
        var job = occupation.Job;
        xml.WriteStartElement("Occupation");
        Element(xml, "OccupationSequenceNbr", Digits(sequence, 2));
        Element(xml, "OccupationStartingDate", Date(occupation.Start));
        if (occupation.End is { } end && (end <= quarter.LastDay || occupation.IsSeverance))
        {
            Element(xml, "OccupationEndingDate", Date(end));
        }
        Element(xml, "JointCommissionNbr", job.Committee);
        Element(xml, "WorkingDaysSystem", Digits(occupation.Hours * 100 * WorkDaysAWeek / job.FullTime, 3));
        Element(
            xml,
            "ContractType",
            occupation.SaysFullTime || occupation.Hours is 0 || occupation.Hours == job.FullTime ? "0" : "1"
        );
        // S stands before Q, with the status between them (zones 00049, 00053, 00048).
        Element(xml, "RefMeanWorkingHours", Digits(job.FullTime, 4));
        Optional(xml, "WorkerStatus", occupation.Status);
        Element(xml, "MeanWorkingHours", Digits(occupation.Hours, 4));
        Optional(xml, "ReorganisationMeasure", occupation.Measure is { } measure ? Digits(measure, 3) : null);
        Element(xml, "Retired", "0");
        Optional(xml, "Apprenticeship", occupation.Apprenticeship is { } kind ? Digits(kind, 1) : null);
        Element(xml, "LocalUnitID", occupation.IsSeverance ? NoUnit : Unit);
        if (occupation.IsHorecaExtra)
        {
            xml.WriteStartElement("OccupationInformations");
            Element(xml, "HorecaExtra", "E");
            xml.WriteEndElement();
        }
        Service(xml, occupation);
        if (Pay(occupation) is var pay and > 0)
        {
            xml.WriteStartElement("Remun");
            Element(xml, "RemunSequenceNbr", "01");
            Element(xml, "RemunCode", occupation.IsSeverance ? "003" : "001");
            Element(xml, "RemunAmount", Digits(pay, 11));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private void Service(XmlWriter xml, ExampleOccupation occupation)
    {
        var days = WorkDays(occupation);
        if (days == 0 || occupation.Hours == 0)
        {
            return;
        }
        xml.WriteStartElement("Service");
        Element(xml, "ServiceSequenceNbr", "01");
        Element(xml, "ServiceCode", "001");
        Element(xml, "ServiceNbrDays", Digits(days * 100, 5));
        if (occupation.Hours < occupation.Job.FullTime)
        {
            Element(xml, "ServiceNbrHours", Digits(days * occupation.Hours / WorkDaysAWeek, 7));
        }
        xml.WriteEndElement();
    }

    private void Student(XmlWriter xml, int hours)
    {
        StartRecord(xml, ExampleJob.Office.EmployerClass, hours > 200 ? "840" : "841");
        var pay = hours * 1_400L;
        xml.WriteStartElement("StudentContribution");
        Element(xml, "StudentRemunAmount", Digits(pay, 9));
        Element(xml, "StudentContributionAmount", Digits(pay * 813 / 10_000, 9));
        Element(xml, "StudentHoursNbr", Digits(hours, 3));
        Element(xml, "LocalUnitID", Unit);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private long Contributions(ExampleWorker worker) =>
        worker.Occupations.Where(occupation => occupation.IsDeclaredIn(quarter)).Sum(occupation => Contribution(Pay(occupation)));

    private static long Contribution(long basis) => basis * 38 / 100;

    private long Pay(ExampleOccupation occupation) =>
        (long)WorkDays(occupation) * occupation.Hours / WorkDaysAWeek * CentsAnHour / 100;

    /// <summary>Monday to Friday of the occupation within the quarter; of severance, the days it stands for.</summary>
    private int WorkDays(ExampleOccupation occupation)
    {
        var first = occupation.IsSeverance || occupation.Start > quarter.FirstDay ? occupation.Start : quarter.FirstDay;
        var last = occupation.End is { } end && (occupation.IsSeverance || end < quarter.LastDay) ? end : quarter.LastDay;
        var count = 0;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            count += day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }
        return count;
    }

    private static string Nsso(Quarter quarter) => $"{Digits(quarter.Year, 4)}{Digits(quarter.Number, 1)}";

    private static void Element(XmlWriter xml, string name, string value) => xml.WriteElementString(name, value);

    private static void Optional(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
        {
            Element(xml, name, value);
        }
    }

    private static string Digits(long number, int width) => number.ToString(new string('0', width), CultureInfo.InvariantCulture);

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
