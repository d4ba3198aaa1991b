using LearningAccount.App.Imports.Dmfa;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Dimona;

/// <summary>
/// Reads messages of the immediate declaration of employment from beginning to end, one row at a time: forms (root <c>Dimona</c>),
/// the answers to them (root <c>NOTIFICATION</c>) and the answer of the personnel file (root <c>PersonnelFileConsultationAnswer</c>).
/// Elements are read by name; what is not known is passed over and named once.
/// </summary>
internal sealed class DimonaReader : IDisposable
{
    public const string Forms = "Dimona";
    public const string Answers = "NOTIFICATION";
    public const string PersonnelFile = "PersonnelFileConsultationAnswer";
    private readonly XmlFields xml;
    private readonly DimonaFields fields;
    private int forms;
    private int rows;
    private DateOnly? createdOn;
    private TimeOnly createdAt;

    public DimonaReader(MeteredStream stream)
    {
        xml = new(stream, schema: null, onSchemaFault: null);
        fields = new(xml);
    }

    /// <inheritdoc cref="DimonaFields.UnknownElements"/>
    public IReadOnlyCollection<string> UnknownElements => fields.UnknownElements;

    /// <summary>Its root element; known once reading began.</summary>
    public string Root { get; private set; } = Forms;

    public static bool Reads(string root) => root is Forms or Answers or PersonnelFile;

    /// <exception cref="FileRefusedException">It breaks off, or answers another message.</exception>
    public IEnumerable<DimonaRow> Read()
    {
        xml.Root();
        Root = xml.Name;
        while (xml.NextChild())
        {
            if (xml.Name is not "Form")
            {
                fields.SkipUnknown();
                continue;
            }
            (forms, createdOn, createdAt) = (forms + 1, null, default);
            fields.Begin();
            foreach (var row in Root is Answers ? [ReadAnswer()] : ReadForm())
            {
                yield return Checked(row);
            }
        }
        if (Root is Answers && forms == 0)
        {
            throw NoDimona();
        }
        xml.End();
    }

    public void Dispose() => xml.Dispose();

    /// <summary>Of a file of forms each form is a row; of a personnel file each of its periods.</summary>
    private IEnumerable<DimonaRow> ReadForm()
    {
        var about = new DimonaRow
        {
            Number = 0,
            Place = $"Form[{DimonaFields.Text(forms)}]",
            Message = DimonaMessage.File,
        };
        var given = 0;
        while (xml.NextChild())
        {
            if (DimonaFields.MessageOf(xml.Name) is { } message)
            {
                given++;
                yield return ReadRow(message, about, $"{about.Place}/{xml.Name}");
            }
            else if (xml.Name is "DailyRegistrationDeclaration")
            {
                given++;
                yield return ReadDaily(about);
            }
            else if (xml.Name is "DimonaPeriod")
            {
                yield return ReadFilePeriod(about, ++given);
            }
            else if (xml.Name is "PersonnelFileConsult")
            {
                while (xml.NextChild())
                {
                    if (xml.Name is "DimonaPeriod")
                    {
                        yield return ReadFilePeriod(about, ++given);
                    }
                    else
                    {
                        fields.ReadField(about);
                    }
                }
            }
            else if (!ReadCreation(xml.Name))
            {
                fields.SkipUnknown();
            }
        }
        if (given == 0 && Root is Forms)
        {
            var empty = NewRow(DimonaMessage.In, about, about.Place);
            empty.Fail("dimona.noMessage", "");
            yield return empty;
        }
    }

    private DimonaRow ReadDaily(DimonaRow about)
    {
        var row = NewRow(DimonaMessage.In, about, $"{about.Place}/{xml.Name}");
        row.Kind = DimonaRowKind.Daily;
        fields.ReadFields(row);
        return row;
    }

    private DimonaRow ReadFilePeriod(DimonaRow about, int place)
    {
        fields.Begin();
        return ReadRow(DimonaMessage.File, about, $"{about.Place}/DimonaPeriod[{DimonaFields.Text(place)}]");
    }

    private DimonaRow ReadRow(DimonaMessage message, DimonaRow about, string place)
    {
        var row = NewRow(message, about, place);
        fields.ReadFields(row);
        return row;
    }

    private DimonaRow ReadAnswer()
    {
        var row = NewRow(DimonaMessage.Answer, null, $"Form[{DimonaFields.Text(forms)}]");
        return new DimonaAnswer(xml, fields).Read(row) ? row : throw NoDimona();
    }

    private bool ReadCreation(string name)
    {
        switch (name)
        {
            case "FormCreationDate":
                createdOn = xml.TryDate(out var day) ? day : null;
                return true;
            case "FormCreationHour":
                createdAt = DimonaFields.Hour(xml.Text());
                return true;
            default:
                return false;
        }
    }

    private DimonaRow NewRow(DimonaMessage message, DimonaRow? about, string place)
    {
        if (++rows > ImportLimits.Rows)
        {
            throw new FileRefusedException(new("file.tooManyRows", Severity.Error, place));
        }
        return new()
        {
            Number = Root is PersonnelFile ? rows : forms,
            Place = place,
            Message = message,
            CompanyId = about?.CompanyId,
            NssoNumber = about?.NssoNumber,
            SaidOn = createdOn,
            SaidAt = createdAt,
        };
    }

    private static DimonaRow Checked(DimonaRow row)
    {
        if (row.Kind == DimonaRowKind.Period)
        {
            CheckDimona.Do(row);
        }
        return row;
    }

    private static FileRefusedException NoDimona() =>
        new(new("dmfa.answer", Severity.Error, Answers) { Values = [("root", Answers)] });
}
