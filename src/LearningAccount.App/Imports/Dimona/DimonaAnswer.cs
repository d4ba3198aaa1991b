using LearningAccount.App.Imports.Dmfa;

namespace LearningAccount.App.Imports.Dimona;

/// <summary>Reads the answer of the NSSO to one form (a form of a <c>NOTIFICATION</c>): what became of the period.</summary>
internal sealed class DimonaAnswer(XmlFields xml, DimonaFields fields)
{
    /// <summary>Reads the rest of the form. False where it answers another message.</summary>
    public bool Read(DimonaRow row)
    {
        var isDimona = false;
        while (xml.NextChild())
        {
            switch (xml.Name)
            {
                case "HandledOriginalForm":
                    isDimona |= ReadHandledForm(row);
                    break;
                case "HandlingResult":
                    ReadResult(row);
                    break;
                case "ApplicationData":
                    ReadOriginal(row);
                    break;
                case "EmployerId" or "NaturalPerson":
                    fields.ReadField(row);
                    break;
                // What the answer says holds from the moment of the form it answers.
                case "FormCreationDate" or "FormCreationHour":
                    xml.Skip();
                    break;
                default:
                    fields.SkipUnknown();
                    break;
            }
        }
        return isDimona;
    }

    /// <summary>The form that is answered: its moment is that of what the answer says.</summary>
    private bool ReadHandledForm(DimonaRow row)
    {
        var isDimona = false;
        while (xml.NextChild())
        {
            switch (xml.Name)
            {
                case "Identification":
                    isDimona = xml.Text().StartsWith("DIMONA", StringComparison.OrdinalIgnoreCase);
                    break;
                case "FormCreationDate":
                    row.SaidOn = xml.TryDate(out var day) ? day : null;
                    break;
                case "FormCreationHour":
                    row.SaidAt = DimonaFields.Hour(xml.Text());
                    break;
                default:
                    xml.Skip();
                    break;
            }
        }
        return isDimona;
    }

    private void ReadResult(DimonaRow row)
    {
        row.Kind = DimonaRowKind.Refused;
        while (xml.NextChild())
        {
            switch (xml.Name)
            {
                case "ResultCode":
                    row.Kind = xml.TryNumber(out var result) && result == 1 ? DimonaRowKind.Period : DimonaRowKind.Refused;
                    break;
                case "AnomalyReport":
                    ReadAnomaly(row);
                    break;
                case "ImpactReport":
                    while (xml.NextChild())
                    {
                        if (xml.Name is "DimonaImpactReport")
                        {
                            ReadImpact(row);
                        }
                        else
                        {
                            xml.Skip();
                        }
                    }
                    break;
                default:
                    fields.SkipUnknown();
                    break;
            }
        }
    }

    private void ReadAnomaly(DimonaRow row)
    {
        while (xml.NextChild())
        {
            if (xml.Name is "ErrorID")
            {
                var error = xml.String();
                // It is told, so it may be nothing but a code.
                row.RefusedFor ??=
                    error is { Length: <= 9 } && error.All(sign => char.IsAsciiDigit(sign) || sign is '-') ? error : null;
            }
            else
            {
                xml.Skip();
            }
        }
    }

    /// <summary>Only the period after: it is new; only the one before: it is cancelled; both: it changed.</summary>
    private void ReadImpact(DimonaRow row)
    {
        DimonaRow? before = null;
        var hasAfter = false;
        while (xml.NextChild())
        {
            switch (xml.Name)
            {
                case "DimonaPeriodBefore":
                    fields.ReadFields(
                        before = new()
                        {
                            Number = row.Number,
                            Place = row.Place,
                            Message = row.Message,
                        }
                    );
                    break;
                case "DimonaPeriodAfter":
                    hasAfter = true;
                    fields.ReadFields(row);
                    break;
                default:
                    fields.ReadField(row);
                    break;
            }
        }
        if (before is null)
        {
            return;
        }
        row.Ssin ??= before.Ssin;
        row.CompanyId ??= before.CompanyId;
        row.NssoNumber ??= before.NssoNumber;
        if (!hasAfter)
        {
            (row.Cancelled, row.Start, row.End) = (true, before.Start, before.End);
        }
    }

    /// <summary>The form as it was sent, which may name the worker and the employer where the answer does not.</summary>
    private void ReadOriginal(DimonaRow row)
    {
        var original = new DimonaRow
        {
            Number = row.Number,
            Place = row.Place,
            Message = row.Message,
        };
        while (xml.NextChild())
        {
            if (xml.Name is not "Form")
            {
                xml.Skip();
                continue;
            }
            while (xml.NextChild())
            {
                if (DimonaFields.MessageOf(xml.Name) is not null)
                {
                    fields.ReadFields(original);
                }
                else
                {
                    xml.Skip();
                }
            }
        }
        row.Ssin ??= original.Ssin;
        row.CompanyId ??= original.CompanyId;
        row.NssoNumber ??= original.NssoNumber;
        row.FamilyName ??= original.FamilyName;
        row.GivenNames ??= original.GivenNames;
        row.BornOn ??= original.BornOn;
        row.WorkerType ??= original.WorkerType;
        row.Committee ??= original.Committee;
    }
}
