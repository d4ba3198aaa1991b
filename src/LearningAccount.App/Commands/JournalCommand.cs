using System.CommandLine;
using System.Text;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila journal verify|list</c>: who wrote what and when, and whether anybody altered it since.</summary>
internal static class JournalCommand
{
    public static Command Create(TimeProvider clock)
    {
        var command = new Command("journal", "The journal of all changes.");
        command.Subcommands.Add(Verify(clock));
        command.Subcommands.Add(List(clock));
        return command;
    }

    private static Command Verify(TimeProvider clock)
    {
        var language = Asked.Language();
        var command = new Command("verify", "Find every line or fact that was altered, removed or moved since it was written.")
        {
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                await using var database = await KnownLaw.OpenExisting(asked, clock, cancel);
                var output = asked.InvocationConfiguration.Output;
                if (database is null)
                {
                    await output.WriteLineAsync(Word("journal.empty", asked.In(language)));
                    return 0;
                }
                return await Verify(database, output, asked.In(language), cancel);
            }
        );
        return command;
    }

    private static async Task<int> Verify(Database database, TextWriter output, Language language, CancellationToken cancel)
    {
        var names = await Names(database, language, cancel);
        var verify = new VerifyJournal(database);
        var faults = 0;
        await foreach (var fault in verify.Do(cancel))
        {
            faults++;
            await output.WriteLineAsync(
                Word(
                    $"journal.fault.{ColumnText.Of(fault.Kind)}",
                    language,
                    ("employer", names(fault.EmployerId)),
                    ("line", ShownWords.Whole(fault.Seq)),
                    ("at", fault.RecordedAt is { } at ? ColumnText.Of(at) : Word("journal.unknownTime", language)),
                    ("table", fault.Table ?? "journal"),
                    ("place", fault.StoodAt is { } place ? ShownWords.Whole(place) : "")
                )
            );
        }
        await output.WriteLineAsync(
            Word(
                faults == 0 ? "journal.sound" : "journal.unsound",
                language,
                ("lines", ShownWords.Whole(verify.LinesRead)),
                ("facts", ShownWords.Whole(verify.FactsRead)),
                ("faults", ShownWords.Whole(faults))
            )
        );
        if (verify.FactsErased > 0)
        {
            await output.WriteLineAsync(Word("journal.erased", language, ("count", ShownWords.Whole(verify.FactsErased))));
        }
        foreach (var head in verify.Heads)
        {
            await output.WriteLineAsync(
                Word(
                    "journal.headLine",
                    language,
                    ("employer", names(head.EmployerId)),
                    ("line", ShownWords.Whole(head.Seq)),
                    ("at", ColumnText.Of(head.RecordedAt)),
                    ("hash", head.Hash)
                )
            );
        }
        return faults == 0 ? 0 : 1;
    }

    private static Command List(TimeProvider clock)
    {
        var employer = new Argument<string?>("employer")
        {
            Description = "Its enterprise number; without it, what concerns the whole instance.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var count = new Option<int>("--count")
        {
            Description = "How many lines, the newest first.",
            DefaultValueFactory = _ => 50,
        };
        var language = Asked.Language();
        var command = new Command("list", "List the changes of an employer, the newest first.") { employer, count, language };
        command.SetAction(
            async (asked, cancel) =>
            {
                await using var database = await KnownLaw.OpenExisting(asked, clock, cancel);
                var output = asked.InvocationConfiguration.Output;
                if (database is null)
                {
                    await output.WriteLineAsync(Word("journal.empty", asked.In(language)));
                    return 0;
                }
                await using var connection = await database.Connect(cancel);
                var chain = JournalLine.Instance;
                if (asked.GetValue(employer) is { } text)
                {
                    if (await FindEmployer.ByText(connection, text, cancel) is not { } found)
                    {
                        await NamedEmployer.Tell(asked, "show.unknownEmployer", asked.In(language), text);
                        return 1;
                    }
                    chain = found.EmployerId;
                }
                var lines = await ReadJournal.Newest(
                    connection,
                    chain,
                    Math.Clamp(asked.GetValue(count), 1, 100_000),
                    null,
                    cancel
                );
                await output.WriteAsync(Table(lines, asked.In(language)));
                return 0;
            }
        );
        return command;
    }

    private static string Table(IReadOnlyList<JournalLine> lines, Language language)
    {
        if (lines.Count == 0)
        {
            return Word("journal.empty", language) + Environment.NewLine;
        }
        var text = new StringBuilder(4_000);
        string[] heads = ["line", "at", "who", "door", "action", "why"];
        var table = new TextTable([.. heads.Select(head => Word($"journal.column.{head}", language))]).RightAligned(0);
        foreach (var line in lines)
        {
            table.Add(
                ShownWords.Whole(line.Seq),
                ColumnText.Of(line.RecordedAt),
                line.Actor,
                ColumnText.Of(line.Door),
                line.Action,
                line.Why ?? ""
            );
        }
        table.AppendTo(text);
        return text.ToString();
    }

    private static async Task<Func<Guid, string>> Names(Database database, Language language, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var all = await FindEmployer.All(connection, cancel);
        var names = all.ToDictionary(
            employer => employer.EmployerId,
            employer => employer.EnterpriseNumber?.ToString() ?? $"{employer.NssoNumber}"
        );
        return id =>
            id == JournalLine.Instance ? Word("journal.instance", language)
            : names.TryGetValue(id, out var number) ? $"{number} ({ColumnText.Of(id)})"
            : ColumnText.Of(id);
    }

    private static string Word(string code, Language language, params ReadOnlySpan<(string Name, string Value)> values) =>
        CommandTexts.Catalogue.Text(code, language, values);
}
