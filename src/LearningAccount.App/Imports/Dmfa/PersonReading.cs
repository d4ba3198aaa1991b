using System.Globalization;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>Reads one <c>NaturalPerson</c>: what the account and the size need, and nothing of pay beyond its code.</summary>
internal sealed class PersonReading(XmlFields xml, Action<string> unknown)
{
    private DeclaredPerson person = null!;
    private int form;
    private int record;
    private int occupation;
    private long began;

    public DeclaredPerson Read(int formNumber, int place, int number)
    {
        person = new() { Number = number, PlaceInForm = place };
        (form, record) = (formNumber, 0);
        began = xml.BytesRead;
        while (xml.NextChild())
        {
            CheckLength();
            switch (xml.Name)
            {
                case "NaturalPersonSequenceNbr":
                    person.SequenceNumber = Number("00023-002");
                    break;
                case "INSS":
                    person.Ssin = xml.String();
                    break;
                case "NaturalPersonUserReference":
                    person.Reference = xml.String();
                    break;
                case "WorkerRecord":
                    record++;
                    person.Records.Add(ReadRecord());
                    break;
                default:
                    SkipUnknown();
                    break;
            }
        }
        CheckLength();
        return person;
    }

    private DeclaredRecord ReadRecord()
    {
        var read = new DeclaredRecord();
        occupation = 0;
        while (xml.NextChild())
        {
            CheckLength();
            switch (xml.Name)
            {
                case "EmployerClass":
                    read.EmployerClass = xml.ThreeDigits() ?? "";
                    break;
                case "WorkerCode":
                    read.WorkerCode = xml.ThreeDigits() ?? "";
                    break;
                case "Occupation":
                    occupation++;
                    read.Occupations.Add(ReadOccupation());
                    break;
                case "StudentContribution":
                    read.IsStudentContribution = true;
                    xml.Skip();
                    break;
                // The quarter's own first and last day have nothing to do with the employment (glossary 00038, 00039).
                case "NOSSQuarterStartingDate" or "NOSSQuarterEndingDate":
                case "Border" or "ActivityWithRisk" or "LocalUnitID" or "WorkerRecordUserReference":
                case "ActivationInformation" or "WorkerContribution" or "WorkerDeduction":
                case "DismissedStatutoryWorkerContribution" or "EarlyRetirementContribution":
                case "ComplementaryIndemnity" or "IndemnityWAPM":
                    xml.Skip();
                    break;
                default:
                    SkipUnknown();
                    break;
            }
        }
        return read;
    }

    private DeclaredOccupation ReadOccupation()
    {
        var read = new DeclaredOccupation();
        while (xml.NextChild())
        {
            switch (xml.Name)
            {
                case "OccupationSequenceNbr":
                    read.SequenceNumber = Number("00043-002");
                    break;
                case "OccupationStartingDate":
                    read.Start = Date("00044-003");
                    break;
                case "OccupationEndingDate":
                    read.End = Date("00045-003");
                    break;
                case "JointCommissionNbr":
                    read.Committee = xml.Code();
                    break;
                case "WorkingDaysSystem":
                    read.WeekDays = Number("00047-002");
                    break;
                case "ContractType":
                    read.ContractType = Number("00050-002");
                    break;
                case "RefMeanWorkingHours":
                    read.ReferenceHours = Number("00049-002", Severity.Error);
                    break;
                case "MeanWorkingHours":
                    read.MeanHours = Number("00048-002", Severity.Error);
                    break;
                case "ReorganisationMeasure":
                    read.Measure = Number("00051-002");
                    break;
                case "WorkerStatus":
                    read.Status = xml.Code();
                    break;
                case "Apprenticeship":
                    read.Apprenticeship = Number("00055-002");
                    break;
                case "LocalUnitID":
                    read.Unit = xml.Code();
                    break;
                case "OccupationUserReference":
                    read.Reference = xml.String();
                    break;
                case "OccupationInformations":
                    ReadInformations(read);
                    break;
                case "Remun":
                    ReadPay(read);
                    break;
                case "ReorgMeasureInformation":
                    ReadMeasurePart(read);
                    break;
                default:
                    SkipOccupationField();
                    break;
            }
        }
        return read;
    }

    private void SkipOccupationField()
    {
        switch (xml.Name)
        {
            case "EmploymentPromotion" or "Retired" or "RemunMethod" or "PositionCode" or "FlyingStaffClass":
            case "TenthOrTwelfth" or "DaysJustification" or "ActivityCode" or "ShipId" or "StaffCode":
            case "SubsidizedMeanWorkingHours" or "SecondPillarInformation" or "Service":
            case "OccupationPublicServiceData" or "OccupationDeduction":
                xml.Skip();
                break;
            default:
                SkipUnknown();
                break;
        }
    }

    private void ReadInformations(DeclaredOccupation read)
    {
        while (xml.NextChild())
        {
            if (xml.Name is "HorecaExtra")
            {
                read.HasHorecaExtra = !xml.Text().IsEmpty;
            }
            else
            {
                xml.Skip();
            }
        }
    }

    private void ReadPay(DeclaredOccupation read)
    {
        while (xml.NextChild())
        {
            if (xml.Name is "RemunCode")
            {
                read.PayLines++;
                read.SeveranceLines += xml.TryNumber(out var code) && code is 3 or 9 or 28 ? 1 : 0;
            }
            else
            {
                xml.Skip();
            }
        }
    }

    // The measure stands again below 599, with the part of full time it takes (annex 44).
    private void ReadMeasurePart(DeclaredOccupation read)
    {
        var (measure, percentage) = ((int?)null, (int?)null);
        while (xml.NextChild())
        {
            switch (xml.Name)
            {
                case "ReorganisationMeasure":
                    measure = Number("00051-002");
                    break;
                case "ReorganisationMeasurePercentage":
                    percentage = Number("01151-002");
                    break;
                default:
                    SkipUnknown();
                    break;
            }
        }
        if (measure is { } code)
        {
            var part = $"{Text(code)}:{Text(percentage ?? 0)}";
            read.MeasureParts = read.MeasureParts is null ? part : $"{read.MeasureParts},{part}";
        }
    }

    // A person is held in memory whole, so it cannot be as long as it likes.
    private void CheckLength()
    {
        if (xml.BytesRead - began > ImportLimits.PersonBytes)
        {
            var limit = Text(ImportLimits.PersonBytes / (1024 * 1024));
            throw new FileRefusedException(
                new("dmfa.personTooLong", Severity.Error, DmfaPlace.Of(form, person)) { Values = [("limit", limit)] }
            );
        }
    }

    private int? Number(string fault, Severity severity = Severity.Warning)
    {
        var name = xml.Name;
        if (!xml.TryNumber(out var number))
        {
            person.Remarks.Add(new(fault, severity, Place(name)));
        }
        return number;
    }

    private DateOnly? Date(string fault)
    {
        var name = xml.Name;
        if (!xml.TryDate(out var date))
        {
            person.Remarks.Add(new(fault, Severity.Error, Place(name)));
        }
        return date;
    }

    private void SkipUnknown()
    {
        unknown(xml.Name);
        xml.Skip();
    }

    private string Place(string element) =>
        record == 0 ? $"{DmfaPlace.Of(form, person)}/{element}"
        : occupation == 0 ? $"{DmfaPlace.Of(form, person, record)}/{element}"
        : $"{DmfaPlace.Of(form, person, record, occupation)}/{element}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
