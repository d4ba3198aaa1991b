using System.Text;
using System.Xml;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>
/// Finds persons of a declaration file again as they stand in it, each under the head of its own form, so that it can be
/// corrected and sent again by itself.
/// </summary>
internal static class DmfaOriginals
{
    /// <param name="file">Read from its beginning; stays open.</param>
    /// <param name="numbers">Places among all persons of the file, ascending.</param>
    public static IEnumerable<string> Of(Stream file, IEnumerable<int> numbers)
    {
        file.Position = 0;
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreWhitespace = true,
        };
        using var xml = XmlReader.Create(file, settings);
        var head = new StringBuilder();
        var at = 0;
        foreach (var number in numbers)
        {
            while (GoToNextPerson(xml, head) && ++at < number)
            {
                xml.Skip();
            }
            var person = xml.ReadOuterXml();
            yield return $"<Form>{head}{person}</EmployerDeclaration></Form>\n";
        }
    }

    /// <summary>Goes on to the next person, keeping what stands above it.</summary>
    private static bool GoToNextPerson(XmlReader xml, StringBuilder head)
    {
        while (!xml.EOF)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                xml.Read();
                continue;
            }
            switch (xml.LocalName)
            {
                case "NaturalPerson":
                    return true;
                case "DmfAOriginal":
                    xml.Read();
                    break;
                case "Form":
                    head.Clear();
                    xml.Read();
                    break;
                case "EmployerDeclaration":
                    head.Append("<EmployerDeclaration>");
                    xml.Read();
                    break;
                case "Identification" or "FormCreationDate" or "FormCreationHour" or "AttestationStatus" or "TypeForm":
                case "Reference" or "Quarter" or "NOSSRegistrationNbr" or "Trusteeship" or "CompanyID" or "NetOwedAmount":
                    head.Append(xml.ReadOuterXml());
                    break;
                default:
                    xml.Skip();
                    break;
            }
        }
        return false;
    }
}
