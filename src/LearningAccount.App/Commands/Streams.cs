using System.CommandLine;

namespace LearningAccount.App.Commands;

/// <summary>What a command reads from and writes to: those of the process, unless it is run within another program.</summary>
internal sealed class Streams : InvocationConfiguration
{
    public TextReader Input { get; init; } = Console.In;

    public static TextReader InputOf(ParseResult asked) => ((Streams)asked.InvocationConfiguration).Input;
}
