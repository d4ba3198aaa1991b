using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Schema;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>
/// Reads an original declaration to the NSSO (root <c>DmfAOriginal</c>) from beginning to end, one person at a time, so that
/// memory does not grow with the file. Lenient: every quarter has its own schema, later ones than 2022/3 are not published with
/// us, so what is not known is passed over and named once.
/// </summary>
public sealed class DmfaReader : IDisposable
{
    private const int MostUnknownNames = 50;
    private readonly XmlFields xml;
    private readonly PersonReading persons;
    private readonly SortedSet<string> unknown = new(StringComparer.Ordinal);
    private int forms;
    private int personsInFile;

    /// <exception cref="FileRefusedException">The file is no XML, or in an encoding declarations do not come in.</exception>
    public DmfaReader(MeteredStream stream, XmlSchemaSet? schema = null, ValidationEventHandler? onSchemaFault = null)
    {
        xml = new(stream, schema, onSchemaFault);
        persons = new(xml, Unknown);
    }

    /// <summary>Names of elements that were passed over because nobody here knows them.</summary>
    public IReadOnlyCollection<string> UnknownElements => unknown;

    /// <summary>Line of the file the reader is at.</summary>
    public int Line => xml.Line;

    /// <summary>Name of the element the reader is in.</summary>
    public string Element => xml.Name;

    /// <summary>
    /// For each declaration of the file first its head alone, then its persons one by one. A head without persons behind it is
    /// a declaration that nobody worked.
    /// </summary>
    /// <exception cref="FileRefusedException">It is another message, or it breaks off.</exception>
    public IEnumerable<(DeclarationForm Form, DeclaredPerson? Person)> Read()
    {
        xml.Root();
        if (xml.Name is not "DmfAOriginal")
        {
            throw OtherRoot(xml.Name);
        }
        while (xml.NextChild())
        {
            if (xml.Name is not "Form")
            {
                SkipUnknown();
                continue;
            }
            foreach (var part in ReadForm())
            {
                yield return part;
            }
        }
        xml.End();
    }

    public void Dispose() => xml.Dispose();

    private IEnumerable<(DeclarationForm, DeclaredPerson?)> ReadForm()
    {
        var head = new FormHead(++forms);
        var given = false;
        while (xml.NextChild())
        {
            if (xml.Name is not "EmployerDeclaration")
            {
                ReadFormField(head);
                continue;
            }
            // The schema puts the head before the persons; a stream can only be read in that order.
            DeclarationForm? form = null;
            var place = 0;
            while (xml.NextChild())
            {
                if (xml.Name is not "NaturalPerson")
                {
                    ReadDeclarationField(head);
                    continue;
                }
                if (form is null)
                {
                    yield return (form = head.Done(), null);
                }
                if (++personsInFile > ImportLimits.Rows)
                {
                    throw new FileRefusedException(new("file.tooManyRows", Severity.Error, $"Form[{Text(forms)}]"));
                }
                yield return (form, persons.Read(forms, ++place, personsInFile));
            }
            if (form is null)
            {
                yield return (head.Done(), null);
            }
            given = true;
        }
        if (!given)
        {
            yield return (head.Done(), null);
        }
    }

    private void ReadFormField(FormHead head)
    {
        switch (xml.Name)
        {
            case "Identification":
                head.Require(xml.Text() is "DMFA", "00296-008", "Identification");
                break;
            case "AttestationStatus":
                head.Require(xml.TryNumber(out var status) && status == 0, "00110-008", "AttestationStatus");
                break;
            case "TypeForm":
                head.Require(xml.Text() is "SU", "00297-008", "TypeForm");
                break;
            case "FormCreationDate":
                if (!xml.TryDate(out head.CreatedOn))
                {
                    head.Warn("00218-003", "FormCreationDate");
                }
                break;
            case "FormCreationHour":
                head.CreatedAtHour = xml.String();
                break;
            case "Reference":
                ReadReference(head);
                break;
            default:
                SkipUnknown();
                break;
        }
    }

    private void ReadReference(FormHead head)
    {
        var (type, number) = (1, (string?)null);
        while (xml.NextChild())
        {
            switch (xml.Name)
            {
                case "ReferenceType":
                    type = xml.TryNumber(out var read) ? read ?? 1 : 0;
                    break;
                case "ReferenceNbr":
                    number = xml.String();
                    break;
                default:
                    xml.Skip();
                    break;
            }
        }
        if (type == 1)
        {
            head.Reference = number;
        }
    }

    private void ReadDeclarationField(FormHead head)
    {
        switch (xml.Name)
        {
            case "Quarter":
                head.Quarter = xml.Code();
                break;
            case "NOSSRegistrationNbr":
                head.NssoNumber = NotZero(xml.Text());
                break;
            case "CompanyID":
                head.CompanyId = NotZero(xml.Text());
                break;
            case "Trusteeship":
                head.UnderTrustee = xml.TryNumber(out var trustee) && trustee == 1;
                break;
            case "NetOwedAmount" or "System5" or "HolidayStartingDate" or "CompanyVehicle" or "ContributionUnrelatedToNP":
                xml.Skip();
                break;
            default:
                SkipUnknown();
                break;
        }
    }

    private static string? NotZero(ReadOnlySpan<char> number) => number.TrimStart('0').IsEmpty ? null : number.ToString();

    private void SkipUnknown()
    {
        Unknown(xml.Name);
        xml.Skip();
    }

    private void Unknown(string name)
    {
        if (unknown.Count < MostUnknownNames && name.Length <= 100)
        {
            unknown.Add(name);
        }
    }

    /// <summary>A declaration, or something else of the NSSO that people take for one and are told about.</summary>
    public static bool Knows(string root) =>
        root.StartsWith("DmfA", StringComparison.OrdinalIgnoreCase) || root is "NOTIFICATION" or "ACRF" or "IDFLUX";

    private static FileRefusedException OtherRoot(string root) =>
        root switch
        {
            "DmfAUpdate" => new(new("dmfa.update", Severity.Error, root)),
            "DmfAConsultationAnswer" or "DmfAUpdateNotification" or "DmfAPID" or "NOTIFICATION" or "ACRF" or "IDFLUX" => new(
                new("dmfa.answer", Severity.Error, root) { Values = [("root", root)] }
            ),
            _ => new(new("dmfa.otherRoot", Severity.Error, "/") { Values = [("root", root.Length <= 60 ? root : root[..60])] }),
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What has been read of the head so far.</summary>
    private sealed class FormHead(int number)
    {
        private readonly ImmutableArray<Anomaly>.Builder remarks = ImmutableArray.CreateBuilder<Anomaly>();
        public DateOnly? CreatedOn;
        public string? CreatedAtHour;
        public string? Reference;
        public string? Quarter;
        public string? CompanyId;
        public string? NssoNumber;
        public bool UnderTrustee;

        public void Require(bool holds, string code, string element)
        {
            if (!holds)
            {
                remarks.Add(new(code, Severity.Error, Place(element)));
            }
        }

        public void Warn(string code, string element) => remarks.Add(new(code, Severity.Warning, Place(element)));

        public DeclarationForm Done()
        {
            var hasQuarter = Law.Quarter.TryParseNsso(Quarter, out var quarter);
            Require(hasQuarter, Quarter is null ? "00013-001" : "00013-003", "EmployerDeclaration/Quarter");
            return new()
            {
                Number = number,
                CreatedOn = CreatedOn,
                CreatedAtHour = CreatedAtHour,
                Reference = Reference,
                Quarter = hasQuarter ? quarter : null,
                CompanyId = CompanyId,
                NssoNumber = NssoNumber,
                UnderTrustee = UnderTrustee,
                Remarks = remarks.ToImmutable(),
            };
        }

        private string Place(string element) => $"Form[{Text(number)}]/{element}";
    }
}
