using System.CommandLine;
using System.Text.RegularExpressions;

namespace LearningAccount.App.Commands;

/// <summary>The command line. Every command stands in a file of its own and is listed here; without one the program serves its pages.</summary>
internal static partial class Root
{
    /// <summary>What was asked could not be read: a wrong command line, or a file or address that cannot be used.</summary>
    public const int Unreadable = 2;

    /// <summary>Broken off with Ctrl-C, as shells tell it.</summary>
    public const int Stopped = 130;

    public static RootCommand Create()
    {
        var root = new RootCommand("Learning Account: the individual training accounts of an employer's workers.");
        root.Options.Add(DatabasePlace.Folder);
        root.Options.Add(DatabasePlace.Connection);
        root.Subcommands.Add(AccountCommand.Create(TimeProvider.System));
        root.Subcommands.Add(CheckCommand.Create(TimeProvider.System));
        root.Subcommands.Add(ImportCommand.Create(TimeProvider.System));
        root.Subcommands.Add(ArchiveCommand.Create(TimeProvider.System));
        root.Subcommands.Add(MappingsCommand.Create(TimeProvider.System));
        root.Subcommands.Add(UndoCommand.Create(TimeProvider.System));
        root.Subcommands.Add(UndoCommand.CreateList(TimeProvider.System));
        root.Subcommands.Add(ExampleCommand.Create());
        root.Subcommands.Add(ShowCommand.Create(TimeProvider.System));
        root.Subcommands.Add(ReconcileCommand.Create(TimeProvider.System));
        root.Subcommands.Add(DutiesCommand.Create(TimeProvider.System));
        root.Subcommands.Add(PlanCommand.Create(TimeProvider.System));
        root.Subcommands.Add(DocumentsCommand.Create(TimeProvider.System));
        root.Subcommands.Add(FiguresCommand.Create(TimeProvider.System));
        root.Subcommands.Add(JournalCommand.Create(TimeProvider.System));
        root.Subcommands.Add(PrivacyCommand.Create(TimeProvider.System));
        root.Subcommands.Add(TemplateCommand.Create());
        root.Subcommands.Add(AccessCommand.Create(TimeProvider.System));
        root.Subcommands.Add(MachinesCommand.Create(TimeProvider.System));
        root.Subcommands.Add(SandboxCommand.Create(TimeProvider.System));
        root.Subcommands.Add(LawCommand.Create(TimeProvider.System));
        root.Subcommands.Add(KboCommand.Create(TimeProvider.System));
        ServePortal.AddTo(root);
        return root;
    }

    public static async Task<int> RunAsync(string[] args, CancellationToken stop, Streams? streams = null)
    {
        streams ??= new();
        streams.EnableDefaultExceptionHandler = false;
        var asked = Create().Parse(args);
        try
        {
            return asked.Errors.Count > 0 ? await Misunderstood(asked, streams, stop) : await asked.InvokeAsync(streams, stop);
        }
        catch (Exception wrong) when (Failure.IsOfDatabase(wrong))
        {
            // A database that cannot be used is told in a sentence, not by where the program stood.
            await streams.Error.WriteLineAsync(Failure.OfDatabase(wrong, asked));
            return Unreadable;
        }
        catch (OperationCanceledException)
        {
            await streams.Error.WriteLineAsync(CommandTexts.Catalogue.Text("command.stopped", Failure.LanguageOf(asked)));
            return Stopped;
        }
    }

    /// <summary>
    /// Says what of the command line was not understood. What was typed in a wrong place may be somebody's national number, and
    /// what is said on the error stream ends up in logs.
    /// </summary>
    private static async Task<int> Misunderstood(ParseResult asked, InvocationConfiguration streams, CancellationToken stop)
    {
        using var said = new StringWriter();
        await asked.InvokeAsync(new() { Output = streams.Output, Error = said }, stop);
        await streams.Error.WriteAsync(LongNumber().Replace(said.ToString(), "…"));
        return Unreadable;
    }

    [GeneratedRegex(
        "[0-9]([ ./-]*[0-9]){9,}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex LongNumber();
}
