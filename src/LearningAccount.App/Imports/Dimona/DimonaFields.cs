using System.Collections.Frozen;
using System.Globalization;
using LearningAccount.App.Imports.Dmfa;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Dimona;

/// <summary>Reads the elements that messages of Dimona have in common, by name, wherever they stand in a message.</summary>
internal sealed class DimonaFields(XmlFields xml)
{
    private const int MostUnknownNames = 50;

    private static readonly FrozenSet<string> PassedOver = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            // Of a form and of an answer.
            .. (string[])["Identification", "AttestationStatus", "TypeForm", "Reference", "HandledReference", "FileReference"],
            .. (string[])["FileReceptionInformation", "HandledOriginalFile", "ConcernedQuarter", "CBSSInformation"],
            .. (string[])["DeclarationComplInformations", "CoordinatesContactPerson", "WorkerRecordIdentification"],
            .. (string[])["ReceptionDate", "ReceptionHour", "ResultCodeResearch", "RefStartingDate", "RefEndingDate"],
            // Of a period.
            .. (string[])["StartingHour", "EndingHour", "PlannedDaysNbr", "PlannedHoursNbr", "ConstructionControlCards"],
            .. (string[])["StudentPlaceOfWork", "SmallStatutesInformation", "IsLocked", "IsLate", "ServiceType", "ErrorID"],
            .. (string[])["AnomalyClass", "QuotaFeatures", "EmploymentMeasureInfo"],
            // Of a person, an employer and the features.
            .. (string[])["NaturalPersonSequenceNbr", "SIS", "WorkerInitial", "WorkerBirthplace", "WorkerBirthplaceCountry"],
            .. (string[])["WorkerSex", "WorkerStreet", "WorkerHouseNbr", "WorkerPostBox", "WorkerZIPCode", "WorkerCity"],
            .. (string[])["WorkerCountry", "Nationality", "NaturalPersonUserReference", "NOSSLPARegistrationNbr"],
            .. (string[])["ProvisionalNSSONbr", "Trusteeship", "SubEntityNbr", "UsingEmployer", "Diagnosis"],
        ]
    );

    private readonly SortedSet<string> unknown = new(StringComparer.Ordinal);
    private long began;

    /// <summary>Names of elements that were passed over because nobody here knows them.</summary>
    public IReadOnlyCollection<string> UnknownElements => unknown;

    /// <summary>A row begins here: it is held in memory whole, so it cannot be as long as it likes.</summary>
    public void Begin() => began = xml.BytesRead;

    public void ReadFields(DimonaRow row)
    {
        while (xml.NextChild())
        {
            ReadField(row);
        }
    }

    public void ReadField(DimonaRow row)
    {
        if (xml.BytesRead - began > ImportLimits.PersonBytes)
        {
            var limit = Text(ImportLimits.PersonBytes / (1024 * 1024));
            throw new FileRefusedException(new("dmfa.personTooLong", Severity.Error, row.Place) { Values = [("limit", limit)] });
        }
        switch (xml.Name)
        {
            case "EmployerId" or "NaturalPerson" or "DimonaFeatures":
                ReadFields(row);
                break;
            case "NOSSRegistrationNbr":
                row.NssoNumber = NotZero(xml.Text());
                break;
            case "CompanyID":
                row.CompanyId = NotZero(xml.Text());
                break;
            case "INSS":
                row.Ssin = xml.String();
                break;
            case "WorkerName":
                row.FamilyName = Name();
                break;
            case "WorkerFirstName":
                row.GivenNames = Name();
                break;
            case "WorkerBirthdate":
                // Month and day may be 00: then the day is not known.
                row.BornOn = xml.TryDate(out var born) ? born : null;
                break;
            case "DimonaPeriodId":
                row.PeriodId = PeriodId(xml.Text());
                break;
            case "StartingDate":
                row.Start = Date(row);
                break;
            case "EndingDate":
                row.End = Date(row);
                break;
            case "WorkerType":
                row.WorkerType = xml.Code();
                break;
            case "JointCommissionNbr":
                row.Committee = xml.Code();
                break;
            case "IsCancelled":
                row.Cancelled = xml.Text() is "1" or "true";
                break;
            case "LastUpdateDate":
                row.SaidOn = Date(row) ?? row.SaidOn;
                break;
            case "LastUpdateHour":
                row.SaidAt = Hour(xml.Text());
                break;
            default:
                SkipUnknown();
                break;
        }
    }

    public void SkipUnknown()
    {
        if (!PassedOver.Contains(xml.Name) && unknown.Count < MostUnknownNames && xml.Name.Length <= 100)
        {
            unknown.Add(xml.Name);
        }
        xml.Skip();
    }

    public static DimonaMessage? MessageOf(string element) =>
        element switch
        {
            "DimonaIn" => DimonaMessage.In,
            "DimonaUpdate" => DimonaMessage.Update,
            "DimonaOut" => DimonaMessage.Out,
            "DimonaCancel" => DimonaMessage.Cancel,
            _ => null,
        };

    private string? Name() => xml.String() is { } written && TextCleaning.Clean(written) is { Length: > 0 } name ? name : null;

    private DateOnly? Date(DimonaRow row)
    {
        var name = xml.Name;
        if (!xml.TryDate(out var date))
        {
            row.Fail("dimona.date", name);
        }
        return date;
    }

    public static TimeOnly Hour(ReadOnlySpan<char> written) =>
        TimeOnly.TryParseExact(
            written,
            ["HH:mm:ss.fff", "HH:mm:ss", "HH:mm", "HHmm", "HHmmss"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var hour
        )
            ? hour
            : default;

    // It is told in remarks, so it may be nothing but a number.
    private static string? PeriodId(ReadOnlySpan<char> written)
    {
        var id = written.TrimStart('0');
        return id.IsEmpty || id.Length > 20 || id.ContainsAnyExceptInRange('0', '9') ? null : id.ToString();
    }

    private static string? NotZero(ReadOnlySpan<char> number) => number.TrimStart('0').IsEmpty ? null : number.ToString();

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
