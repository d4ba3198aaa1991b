using System.Text;
using System.Xml;

namespace LearningAccount.App.Imports.Dimona;

/// <summary>Finds rows of a Dimona file again as they stand in it, each in a form of its own, to be corrected and sent again.</summary>
internal static class DimonaOriginals
{
    /// <param name="file">Read from its beginning; stays open.</param>
    /// <param name="numbers">Places among the rows of the file, ascending.</param>
    public static IEnumerable<string> Of(Stream file, string root, IReadOnlyCollection<int> numbers)
    {
        if (numbers.Count == 0)
        {
            yield break;
        }
        file.Position = 0;
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreWhitespace = true,
        };
        using var xml = XmlReader.Create(new LeftOpen(file), settings);
        var head = new StringBuilder();
        var at = 0;
        foreach (var number in numbers)
        {
            while (GoToNext(xml, root, head) && ++at < number)
            {
                xml.Skip();
            }
            var row = xml.ReadOuterXml();
            yield return root is DimonaReader.PersonnelFile ? $"<Form>{head}{row}</Form>\n" : $"{row}\n";
        }
    }

    /// <summary>Goes on to the next row, keeping of a personnel file what stands above it.</summary>
    private static bool GoToNext(XmlReader xml, string root, StringBuilder head)
    {
        var isFile = root is DimonaReader.PersonnelFile;
        while (!xml.EOF)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                xml.Read();
                continue;
            }
            switch (xml.LocalName)
            {
                case "Form" when !isFile:
                case "DimonaPeriod" when isFile:
                    return true;
                case "Form":
                    head.Clear();
                    xml.Read();
                    break;
                case "PersonnelFileConsult":
                    xml.Read();
                    break;
                case "Identification" or "FormCreationDate" or "FormCreationHour" when isFile:
                    head.Append(xml.ReadOuterXml());
                    break;
                case "NOSSRegistrationNbr" or "CompanyID" or "EmployerId" when isFile:
                    head.Append("<PersonnelFileConsult>").Append(xml.ReadOuterXml()).Append("</PersonnelFileConsult>");
                    break;
                case var name when string.Equals(name, root, StringComparison.Ordinal):
                    xml.Read();
                    break;
                default:
                    xml.Skip();
                    break;
            }
        }
        return false;
    }
}
