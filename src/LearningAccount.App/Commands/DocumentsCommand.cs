using System.CommandLine;
using LearningAccount.App.Documents;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>
/// <c>ila documents issue|list|changed|write|sent --employer N</c>: documents of an employer's workers, issued, written as files,
/// and what is proven of their arrival.
/// </summary>
internal static class DocumentsCommand
{
    public static Command Create(TimeProvider clock)
    {
        var command = new Command("documents", "Issue documents to workers, write them as files, and keep how they went out.");
        command.Subcommands.Add(Issue(clock));
        command.Subcommands.Add(ShowDocuments.List(clock));
        command.Subcommands.Add(ShowDocuments.Changed(clock));
        command.Subcommands.Add(Write(clock));
        command.Subcommands.Add(Sent(clock));
        return command;
    }

    private static Option<Guid> Run() =>
        new("--run")
        {
            Description = "Documents issued together, as 'documents issue' named them.",
            HelpName = "id",
            Required = true,
        };

    private static Command Issue(TimeProvider clock)
    {
        var kind = new Argument<DocumentKind>("kind") { Description = "Which document." };
        var (employer, on, language) = (
            NamedEmployer.Option(),
            Asked.Day("--on", "The day the figures are of; default today."),
            Asked.Language()
        );
        var from = Asked.Day("--from", "Of statements: trainings that ended from this day; default 1 January.");
        var all = new Option<bool>("--all") { Description = "Also for who has this document already." };
        var worker = new Option<Guid[]>("--worker")
        {
            Description = "Of this worker alone, by the id that addresses carry; may be given several times.",
            HelpName = "id",
        };
        var paper = new Option<bool>("--paper") { Description = "All on paper, also for who reads in the portal." };
        var command = new Command(
            "issue",
            "Issue a document to everybody for whom it is meant and who does not have it, or to some."
        )
        {
            kind,
            employer,
            on,
            from,
            all,
            worker,
            paper,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                if (await Room(asked, asked.GetRequiredValue(employer), asked.In(language), clock, cancel) is not { } room)
                {
                    return 1;
                }
                await using var opened = room;
                var day = asked.GetValue(on) ?? room.Desk.Today;
                var of = asked.GetValue(kind);
                // What was broken off goes on first, so that nobody gets the same twice.
                var left = await UnderWay(room, of, cancel);
                foreach (var broken in left)
                {
                    await IssueAsync(room, broken, asked, cancel);
                }
                var since = asked.GetValue(from) ?? new(day.Year, 1, 1);
                var named = asked.GetValue(worker) ?? [];
                var some = named.Select(room.Desk.Employer.Worker).OfType<WorkerSnapshot>().Distinct().ToList();
                if (named.Length > 0 && some.Count < named.Distinct().Count())
                {
                    return await Tell(asked, new RefusedException("document.unknownWorker", ""), asked.In(language));
                }
                // Who is named gets it, also once more; of everybody, those who have none.
                var onlyMissing = named.Length == 0 && !asked.GetValue(all);
                var candidates =
                    named.Length > 0
                        ? DocumentSelection.Of(room.Desk, of, some, since, day)
                        : DocumentSelection.Meant(
                            room.Desk,
                            of,
                            room.Desk.Employer.Workers,
                            since,
                            day,
                            onlyMissing ? await Had(room, of, cancel) : null
                        );
                var made = candidates.Where(one => one.WhyNot is null).ToList();
                if (made.Count == 0)
                {
                    return left.Count > 0
                        ? 0
                        : await Tell(asked, new RefusedException("document.nobody", ""), asked.In(language));
                }
                var way = asked.GetValue(paper) ? DocumentWay.Paper : DocumentWay.Whichever;
                var run = await room.Runs.Ask(
                    room.Id,
                    of,
                    new DocumentAsked
                    {
                        On = day,
                        Way = way,
                        OnlyMissing = onlyMissing,
                    }.ToJson(),
                    [.. made.Select(one => IssueRun.Named(one.Worker.WorkerId, one.About))],
                    new("operator", Door.Command),
                    cancel
                );
                if (await room.Runs.Find(room.Id, run, cancel) is { } waiting)
                {
                    await IssueAsync(room, waiting, asked, cancel);
                }
                return 0;
            }
        );
        return command;
    }

    private static Command Write(TimeProvider clock)
    {
        var file = new Argument<string>("file") { Description = "The file to write." };
        var format = new Option<string>("--as")
        {
            Description = "pdf: one for the printer; zip: one PDF each; ebox: the same with a list of who each is for.",
            HelpName = "pdf|zip|ebox",
            DefaultValueFactory = _ => "pdf",
        };
        format.AcceptOnlyFromAmong("pdf", "zip", "ebox");
        var (employer, run, language) = (NamedEmployer.Option(), Run(), Asked.Language());
        var command = new Command("write", "Write documents that were issued together into a file.")
        {
            file,
            employer,
            run,
            format,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                if (await Room(asked, asked.GetRequiredValue(employer), asked.In(language), clock, cancel) is not { } room)
                {
                    return 1;
                }
                await using var opened = room;
                if (await room.Runs.Find(room.Id, asked.GetValue(run), cancel) is not { } found)
                {
                    return await Tell(asked, new RefusedException("document.unknown", ""), asked.In(language));
                }
                return await OutputFile.Write(
                    asked,
                    asked.GetRequiredValue(file),
                    asked.In(language),
                    target =>
                        RunFiles.WriteAsync(
                            found,
                            RunFiles.FormatOf(asked.GetRequiredValue(format)),
                            room.Database,
                            Words.In(asked.In(language)),
                            target,
                            cancel
                        )
                );
            }
        );
        return command;
    }

    private static Command Sent(TimeProvider clock)
    {
        var (employer, run, language) = (NamedEmployer.Option(), Run(), Asked.Language());
        var channel = new Option<SendingChannel>("--by")
        {
            Description = "The way they went.",
            DefaultValueFactory = _ => SendingChannel.Paper,
        };
        var reference = new Option<string?>("--reference")
        {
            Description = "What finds the sending again elsewhere.",
            HelpName = "text",
        };
        var command = new Command("sent", "Keep that the documents of a run that had not left yet went out today.")
        {
            employer,
            run,
            channel,
            reference,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                if (await Room(asked, asked.GetRequiredValue(employer), asked.In(language), clock, cancel) is not { } room)
                {
                    return 1;
                }
                await using var opened = room;
                IReadOnlyList<DocumentOnItsWay> left;
                await using (var connection = await room.Database.Connect(cancel))
                {
                    var question = new DocumentQuestion { Run = asked.GetValue(run), OnlyNotTold = true };
                    (_, left) = await ReadIssued.Page(connection, room.Id, question, 0, int.MaxValue, cancel);
                }
                var now = room.Database.Clock.GetUtcNow();
                await Change.Make(
                    room.Database,
                    new Author("operator", Door.Command),
                    change =>
                        TellSteps.Do(
                            change,
                            room.Id,
                            [.. left.Select(one => one.Document)],
                            asked.GetValue(channel),
                            SendingStep.Sent,
                            now,
                            now,
                            asked.GetValue(reference),
                            null,
                            cancel
                        ),
                    cancel
                );
                await asked.InvocationConfiguration.Output.WriteLineAsync(left.Count.ToString(Words.Invariant));
                return 0;
            }
        );
        return command;
    }

    /// <summary>Opens the desk of an employer, or tells what is wrong and gives null.</summary>
    internal static async Task<DocumentRoom?> Room(
        ParseResult asked,
        string employer,
        Language language,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (await NamedEmployer.Open(asked, employer, null, null, language, clock, cancel) is not { } named)
        {
            return null;
        }
        var database = named.Database;
        var settings = InstallationSettings.Read(DatabasePlace.Of(asked).DataFolder);
        var desks = new DocumentDesks(database, new(database), new ReadNotices(database), settings.Address);
        var runs = new DocumentRuns(database);
        var desk = (await desks.Open(named.Id, cancel))!;
        return new(named, desk, runs, new(database, desks, runs, settings.Mail is not null));
    }

    private static async Task<ILookup<(Guid Worker, string? About), DateOnly>> Had(
        DocumentRoom room,
        DocumentKind kind,
        CancellationToken cancel
    )
    {
        await using var connection = await room.Database.Connect(cancel);
        return await DocumentSelection.Had(connection, room.Desk, kind, cancel);
    }

    private static async Task<IReadOnlyList<DocumentRun>> UnderWay(DocumentRoom room, DocumentKind kind, CancellationToken cancel)
    {
        await using var connection = await room.Database.Connect(cancel);
        return await DocumentRuns.UnderWay(connection, room.Id, kind, cancel);
    }

    private static async Task IssueAsync(DocumentRoom room, DocumentRun run, ParseResult asked, CancellationToken cancel)
    {
        await room.Runs.Hold(run, cancel);
        await room.Issue.Do(run, new Counter((int)(run.Total - run.Made), asked.InvocationConfiguration.Error), cancel);
        await asked.InvocationConfiguration.Output.WriteLineAsync(ColumnText.Of(run.RunId));
    }

    private static async Task<int> Tell(ParseResult asked, RefusedException refused, Language language)
    {
        await asked.InvocationConfiguration.Error.WriteLineAsync(
            $"{RecordTexts.Of(refused.Anomaly, language)} [{refused.Anomaly.Code}]"
        );
        return 1;
    }

    /// <summary>Tells how far it is, so that whoever waits sees that it goes on.</summary>
    private sealed class Counter(int total, TextWriter target) : IProgress<int>
    {
        private int made;

        void IProgress<int>.Report(int value)
        {
            made += value;
            target.WriteLine(string.Create(Words.Invariant, $"{made}/{total}"));
        }
    }
}

/// <summary>What the commands about documents work with.</summary>
internal sealed record DocumentRoom(NamedEmployer Named, DocumentDesk Desk, DocumentRuns Runs, IssueRun Issue) : IAsyncDisposable
{
    public Database Database => Named.Database;
    public Guid Id => Named.Id;
    public Shown Shown => Named.Shown;

    public ValueTask DisposeAsync() => Named.DisposeAsync();
}
