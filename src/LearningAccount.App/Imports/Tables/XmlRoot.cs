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
            using var metered = new MeteredStream(new LeftOpen(file));
            using var reader = XmlReader.Create(metered, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
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
