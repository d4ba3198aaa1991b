using System.CommandLine;
using LearningAccount.App.Exports;
using LearningAccount.App.Privacy;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>
/// <c>ila privacy register|retention|erase|export|restrict --employer N</c>: data protection. What is done about one person stands
/// in <see cref="PrivacyOfWorker"/>.
/// </summary>
internal static class PrivacyCommand
{
    public static readonly Author Operator = new("operator", Door.Command);

    public static Command Create(TimeProvider clock)
    {
        var command = new Command("privacy", "Data protection: the register, terms and erasure, what persons ask of their data.");
        command.Subcommands.Add(Register(clock));
        command.Subcommands.Add(Retention(clock));
        command.Subcommands.Add(Erase(clock));
        command.Subcommands.Add(PrivacyOfWorker.Export(clock));
        command.Subcommands.Add(PrivacyOfWorker.Restrict(clock));
        return command;
    }

    /// <summary>Does the work with the employer that was named; 1 where it is not known.</summary>
    public static async Task<int> With(
        ParseResult asked,
        Option<string> employer,
        Option<Language?> language,
        TimeProvider clock,
        Func<NamedEmployer, Task<int>> work,
        CancellationToken cancel
    )
    {
        var number = asked.GetRequiredValue(employer);
        await using var named = await NamedEmployer.Open(asked, number, null, null, asked.In(language), clock, cancel);
        return named is null ? 1 : await work(named);
    }

    public static InstallationSettings Settings(ParseResult asked) =>
        InstallationSettings.Read(DatabasePlace.Of(asked).DataFolder);

    public static string Word(
        ParseResult asked,
        Option<Language?> language,
        string code,
        params ReadOnlySpan<(string Name, string Value)> values
    ) => CommandTexts.Catalogue.Text(code, asked.In(language), values);

    public static Task Tell(ParseResult asked, string code, params (string Name, string Value)[] values) =>
        asked.InvocationConfiguration.Error.WriteLineAsync(CommandTexts.Catalogue.Text(code, Failure.LanguageOf(asked), values));

    private static Command Register(TimeProvider clock)
    {
        var (employer, language) = (NamedEmployer.Option(), Asked.Language());
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
                    async named =>
                    {
                        var register = await ProcessingRegister.Of(
                            named.Database,
                            named.Id,
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
        var (employer, language) = (NamedEmployer.Option(), Asked.Language());
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
                    async named =>
                    {
                        if (asked.GetValue(months) is { } number)
                        {
                            if (!Enum.TryParse<RetentionKind>(asked.GetValue(kind), ignoreCase: true, out var kindNamed))
                            {
                                await Tell(
                                    asked,
                                    "privacy.kinds",
                                    ("kinds", string.Join(", ", RetentionRules.Kinds.Select(one => ColumnText.Of(one))))
                                );
                                return Root.Unreadable;
                            }
                            await Change.Make(
                                named.Database,
                                Operator,
                                change => RetentionRules.Say(change, named.Id, kindNamed, number, cancel),
                                cancel
                            );
                        }
                        await using var connection = await named.Database.Connect(cancel);
                        var rules = await RetentionRules.Of(connection, named.Id, cancel);
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
        var (employer, language) = (NamedEmployer.Option(), Asked.Language());
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
                    async named =>
                    {
                        var output = asked.InvocationConfiguration.Output;
                        var erase = new CarryOutErasure(named.Database, new(named.Database));
                        if (asked.GetValue(yes))
                        {
                            // Where it could not be done after an erasure before, there may be room by now.
                            await new ScrubErased(named.Database).Do(cancel);
                        }
                        var plan = (await erase.Plan(named.Id, null, Asked.Today(clock), cancel))!;
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
                        var report = await erase.Do(named.Id, null, Operator, Asked.Today(clock), plan.Seq, cancel);
                        await output.WriteLineAsync(Word(asked, language, "privacy.erased", ("hash", report?.Hash ?? "")));
                        return 0;
                    },
                    cancel
                )
        );
        return command;
    }
}
