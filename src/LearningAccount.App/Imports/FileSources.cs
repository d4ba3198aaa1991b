using LearningAccount.App.Imports.Dimona;
using LearningAccount.App.Imports.Dmfa;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Imports.Tables;

namespace LearningAccount.App.Imports;

/// <summary>Recognises what a file is by what it holds, whatever its name says.</summary>
internal static class FileSources
{
    /// <summary>A list, whose rows a table has; else a declaration or messages.</summary>
    public static bool IsList(Stream file) =>
        FileHead.Of(file).FirstSign is not '<'
        || (XmlRoot.Of(file) is { } root && !DimonaReader.Reads(root) && !DmfaReader.Knows(root));

    /// <param name="file">Can be wound back; belongs to the source from here on.</param>
    /// <exception cref="FileRefusedException">It is nothing that can be brought in.</exception>
    public static IImportSource Open(Stream file, string fileName, ImportOptions options)
    {
        if (FileHead.Of(file).FirstSign is not '<')
        {
            return new ListSource(file, options);
        }
        return XmlRoot.Of(file) switch
        {
            { } root when DimonaReader.Reads(root) => new DimonaSource(file, options),
            { } root when !DmfaReader.Knows(root) => new ListSource(file, options),
            // What cannot be read as far as its first name is told as an XML file is told that is damaged.
            _ => new DmfaSource(file, fileName, options),
        };
    }
}
