using System.Xml;

namespace LearningAccount.App.Imports.Tables;

/// <summary>The outermost element of an XML file.</summary>
internal static class XmlRoot
{
    /// <summary>Its name without prefix, the file wound back; null where it cannot be read that far.</summary>
    public static string? Of(Stream file)
    {
        file.Position = 0;
        try
        {
            using var reader = XmlReader.Create(
                file,
                new()
                {
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    CloseInput = false,
                }
            );
            return reader.MoveToContent() is XmlNodeType.Element ? reader.LocalName : null;
        }
        catch (XmlException)
        {
            return null;
        }
        finally
        {
            file.Position = 0;
        }
    }
}
