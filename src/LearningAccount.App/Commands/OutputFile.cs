using System.CommandLine;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Commands;

/// <summary>A file that a command writes.</summary>
internal static class OutputFile
{
    /// <summary>Writes it and gives 0, or tells why it cannot be written and gives <see cref="Root.Unreadable"/>.</summary>
    public static async Task<int> Write(ParseResult asked, string path, Language language, Func<Stream, Task> write)
    {
        try
        {
            await using var file = File.Create(path);
            await write(file);
            return 0;
        }
        catch (Exception unwritable) when (Failure.IsOfFile(unwritable))
        {
            await asked.InvocationConfiguration.Error.WriteLineAsync($"{path}: {Failure.OfFile(path, unwritable, language)}");
            return Root.Unreadable;
        }
    }
}
