using System.CommandLine;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Privacy;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila privacy register|retention|erase|export|restrict --employer N</c>: data protection.</summary>
internal static class PrivacyCommand
{
    private static readonly Author Operator = new("operator", Door.Command);

    public static Command Create(TimeProvider clock)
    {
        var command = new Command("privacy", "Data protection: the register, terms and erasure, what persons ask of their data.");
        command.Subcommands.Add(Register(clock));
        command.Subcommands.Add(Retention(clock));
        command.Subcommands.Add(Erase(clock));
        command.Subcommands.Add(Export(clock));
        command.Subcommands.Add(Restrict(clock));
        return command;
    }

    private static Command Register(TimeProvider clock)
    {
        var (employer, language) = (Employer(), Asked.Language());
        var command = new Command("register", "Write the record of processing activities (GDPR, art. 30) as separated text.")
        {
            employer,
            language,
        };
        command.SetAction(
            (asked, cancel) =>
                With(
                    asked,
                    employer,
                    language,
                    clock,
                    async shown =>
                    {
                        var register = await ProcessingRegister.Of(
                            shown.Database,
                            shown.Id,
                            Settings(asked),
                            Words.In(asked.In(language)),
                            cancel
                        );
                        using var file = new MemoryStream();
                        using (var table = TableWriters.Of("csv", file, "register", asked.In(language)))
                        {
                            RegisterPaper.Write(register, table, Words.In(asked.In(language)));
                        }
                        await asked.InvocationConfiguration.Output.WriteAsync(
                            System.Text.Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF')
                        );
                        return 0;
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Retention(TimeProvider clock)
    {
        var (employer, language) = (Employer(), Asked.Language());
        var kind = new Option<string?>("--kind")
        {
            Description = "The kind whose term is changed: account, files, looks, …",
            HelpName = "kind",
        };
        var months = new Option<int?>("--months") { Description = "Its new term in months." };
        var command = new Command("retention", "Tell how long what is kept, or change a term.")
        {
            employer,
            kind,
            months,
            language,
        };
        command.SetAction(
            (asked, cancel) =>
                With(
                    asked,
                    employer,
                    language,
                    clock,
                    async shown =>
                    {
                        if (asked.GetValue(months) is { } number)
                        {
                            if (!Enum.TryParse<RetentionKind>(asked.GetValue(kind), ignoreCase: true, out var named))
                            {
                                await Tell(
                                    asked,
                                    "privacy.kinds",
                                    ("kinds", string.Join(", ", RetentionRules.Kinds.Select(one => ColumnText.Of(one))))
                                );
                                return Root.Unreadable;
                            }
                            await Change.Make(
                                shown.Database,
                                Operator,
                                change => RetentionRules.Say(change, shown.Id, named, number, cancel),
                                cancel
                            );
                        }
                        await using var connection = await shown.Database.Connect(cancel);
                        var rules = await RetentionRules.Of(connection, shown.Id, cancel);
                        var words = Words.In(asked.In(language));
                        foreach (var one in RetentionRules.Kinds)
                        {
                            var warning = rules.WarningOf(one) is { } said ? $"  {words[$"privacy.{said}"]}" : "";
                            await asked.InvocationConfiguration.Output.WriteLineAsync(
                                $"{ColumnText.Of(one)}: {ProcessingRegister.Months(rules[one], words)} – {words[$"privacy.kind.{one}"]}{warning}"
                            );
                        }
                        return 0;
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Erase(TimeProvider clock)
    {
        var (employer, language) = (Employer(), Asked.Language());
        var yes = new Option<bool>("--yes")
        {
            Description = "Do it. Without it, what would be erased is told and nothing is done.",
        };
        var command = new Command("erase", "Erase what the terms are over of; without --yes, tell what that is.")
        {
            employer,
            yes,
            language,
        };
        command.SetAction(
            (asked, cancel) =>
                With(
                    asked,
                    employer,
                    language,
                    clock,
                    async shown =>
                    {
                        var output = asked.InvocationConfiguration.Output;
                        var erase = new CarryOutErasure(shown.Database, shown.Snapshots);
                        var plan = (await erase.Plan(shown.Id, null, Asked.Today(clock), cancel))!;
                        if (plan.IsEmpty)
                        {
                            await output.WriteLineAsync(Word(asked, language, "privacy.nothingDue"));
                            return 0;
                        }
                        foreach (var (table, count) in plan.Counts)
                        {
                            await output.WriteLineAsync($"{table}: {ShownWords.Whole(count)}");
                        }
                        await output.WriteLineAsync(
                            Word(
                                asked,
                                language,
                                "privacy.due",
                                ("persons", ShownWords.Whole(plan.Persons.Length)),
                                ("files", ShownWords.Whole(plan.Files.Length)),
                                ("held", ShownWords.Whole(plan.Held.Length))
                            )
                        );
                        if (!asked.GetValue(yes))
                        {
                            await output.WriteLineAsync(Word(asked, language, "privacy.preview"));
                            return 0;
                        }
                        var report = await erase.Do(shown.Id, null, Operator, Asked.Today(clock), plan.Seq, cancel);
                        await output.WriteLineAsync(Word(asked, language, "privacy.erased", ("hash", report?.Hash ?? "")));
                        return 0;
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Export(TimeProvider clock)
    {
        var (employer, worker, fromInput, language) = (Employer(), Worker(), FromInput(), Asked.Language());
        var file = new Argument<string>("file") { Description = "The ZIP file to write." };
        var command = new Command("export", "Write all that is kept of a person, for the person (GDPR, art. 15).")
        {
            file,
            employer,
            worker,
            fromInput,
            language,
        };
        command.SetAction(
            (asked, cancel) =>
                WithWorker(
                    asked,
                    employer,
                    worker,
                    fromInput,
                    language,
                    clock,
                    async (shown, found) =>
                    {
                        var words = Words.In(asked.In(language));
                        await using var connection = await shown.Database.Connect(cancel);
                        var register = await EmployerRegister.Of(connection, shown.Snapshot, cancel);
                        var law = await ReadLawBook.From(connection, cancel);
                        var today = Asked.Today(clock);
                        var view = new WorkerView(
                            new(
                                EmployerNames.Head(shown.Snapshot, register, words),
                                new(today, today, today),
                                law,
                                shown.Snapshot
                            ),
                            found,
                            WorkerHead.Of(found, words),
                            new(
                                AccountComputation.For(found.Facts, shown.Snapshot.LawUnder(law), today),
                                found.Facts,
                                found.Employments.Anomalies
                            )
                        );
                        var path = asked.GetRequiredValue(file);
                        try
                        {
                            await using var target = File.Create(path);
                            await new PersonFile(shown.Database, Settings(asked)).WriteAsync(view, words, target, cancel);
                            return 0;
                        }
                        catch (Exception unwritable) when (Failure.IsOfFile(unwritable))
                        {
                            await asked.InvocationConfiguration.Error.WriteLineAsync(
                                $"{path}: {Failure.OfFile(path, unwritable, asked.In(language))}"
                            );
                            return Root.Unreadable;
                        }
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Restrict(TimeProvider clock)
    {
        var (employer, worker, fromInput, language) = (Employer(), Worker(), FromInput(), Asked.Language());
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var lift = new Option<bool>("--lift") { Description = "End the restriction." };
        var command = new Command("restrict", "Keep the data of a worker without using them (GDPR, art. 18), or end that.")
        {
            employer,
            worker,
            fromInput,
            reason,
            lift,
            language,
        };
        command.SetAction(
            (asked, cancel) =>
                WithWorker(
                    asked,
                    employer,
                    worker,
                    fromInput,
                    language,
                    clock,
                    async (shown, found) =>
                    {
                        var why = asked.GetRequiredValue(reason);
                        await Change.Make(
                            shown.Database,
                            Operator with
                            {
                                Why = why,
                            },
                            change =>
                                asked.GetValue(lift)
                                    ? RestrictWorker.Lift(change, shown.Id, shown.Snapshot.AliasesOf(found.WorkerId), cancel)
                                    : RestrictWorker.Do(
                                        change,
                                        shown.Id,
                                        found.WorkerId,
                                        RestrictionGround.Accuracy,
                                        why,
                                        cancel
                                    ),
                            cancel
                        );
                        await asked.InvocationConfiguration.Output.WriteLineAsync(
                            Word(asked, language, asked.GetValue(lift) ? "privacy.lifted" : "privacy.restricted")
                        );
                        return 0;
                    },
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> With(
        ParseResult asked,
        Option<string> employer,
        Option<Language?> language,
        TimeProvider clock,
        Func<OpenEmployer, Task<int>> work,
        CancellationToken cancel
    )
    {
        await using var database = await KnownLaw.OpenExisting(asked, clock, cancel);
        if (database is not null)
        {
            var snapshots = new ReadSnapshots(database);
            EmployerVersion? found;
            await using (var connection = await database.Connect(cancel))
            {
                found = await FindEmployer.ByText(connection, asked.GetRequiredValue(employer), cancel);
            }
            if (found is not null && await snapshots.Of(found.EmployerId, null, cancel) is { } snapshot)
            {
                return await work(new(database, snapshots, snapshot));
            }
        }
        await asked.InvocationConfiguration.Error.WriteLineAsync(
            Word(asked, language, "show.unknownEmployer", ("employer", "…"))
        );
        return 1;
    }

    /// <summary>
    /// The same about one worker, by the id that addresses carry, or by the national number from the standard input: on the command
    /// line it would stand in the history of commands and in the list of processes.
    /// </summary>
    private static Task<int> WithWorker(
        ParseResult asked,
        Option<string> employer,
        Option<Guid?> worker,
        Option<bool> fromInput,
        Option<Language?> language,
        TimeProvider clock,
        Func<OpenEmployer, WorkerSnapshot, Task<int>> work,
        CancellationToken cancel
    ) =>
        With(
            asked,
            employer,
            language,
            clock,
            async shown =>
            {
                if (asked.GetValue(worker) is { } id)
                {
                    return shown.Snapshot.Worker(id) is { } byId ? await work(shown, byId) : await Unknown();
                }
                var typed = asked.GetValue(fromInput) ? await Streams.InputOf(asked).ReadLineAsync(cancel) : null;
                if (!Ssin.TryParse((typed ?? "").Trim(), out var number, out _))
                {
                    await Tell(asked, "show.ssinUnreadable");
                    return Root.Unreadable;
                }
                return await shown.Find(number, cancel) is { } found ? await work(shown, found) : await Unknown();

                async Task<int> Unknown()
                {
                    await Tell(asked, "privacy.unknownWorker");
                    return 1;
                }
            },
            cancel
        );

    private static InstallationSettings Settings(ParseResult asked) =>
        InstallationSettings.Read(DatabasePlace.Of(asked).DataFolder);

    private static Option<string> Employer() =>
        new("--employer")
        {
            Description = "Its enterprise number, in any spelling.",
            HelpName = "number",
            Required = true,
        };

    private static Option<Guid?> Worker() =>
        new("--worker") { Description = "The worker's id, as the addresses of pages carry it.", HelpName = "id" };

    private static Option<bool> FromInput() =>
        new("--ssin-from-stdin") { Description = "Read the worker's national number from standard input instead." };

    private static Task Tell(ParseResult asked, string code, params (string Name, string Value)[] values) =>
        asked.InvocationConfiguration.Error.WriteLineAsync(CommandTexts.Catalogue.Text(code, Failure.LanguageOf(asked), values));

    private static string Word(
        ParseResult asked,
        Option<Language?> language,
        string code,
        params ReadOnlySpan<(string Name, string Value)> values
    ) => CommandTexts.Catalogue.Text(code, asked.In(language), values);

    private sealed record OpenEmployer(Database Database, ReadSnapshots Snapshots, EmployerSnapshot Snapshot)
    {
        public Guid Id => Snapshot.Employer.EmployerId;

        public async Task<WorkerSnapshot?> Find(Ssin number, CancellationToken cancel)
        {
            await using var connection = await Database.Connect(cancel);
            return await Snapshot.OfNumber(connection, number, null, cancel);
        }
    }
}
