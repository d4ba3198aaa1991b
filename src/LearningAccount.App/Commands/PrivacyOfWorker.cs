using System.CommandLine;
using LearningAccount.App.Privacy;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila privacy export|restrict --employer N</c>: what is done about one person's data.</summary>
internal static class PrivacyOfWorker
{
    public static Command Export(TimeProvider clock)
    {
        var (employer, worker, fromInput, language) = (NamedEmployer.Option(), Worker(), FromInput(), Asked.Language());
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
                    async (named, found) =>
                    {
                        var words = Words.In(asked.In(language));
                        await using var connection = await named.Database.Connect(cancel);
                        var register = await EmployerRegister.Of(connection, named.Snapshot, cancel);
                        var head = EmployerNames.Head(named.Snapshot, register, words);
                        var subject = PersonAtEmployer.Of(named.Snapshot, head, found, named.Shown.Law, Asked.Today(clock));
                        await using var looks = new Looks(named.Database);
                        var person = new PersonFile(named.Database, new(named.Database), looks, PrivacyCommand.Settings(asked));
                        return await OutputFile.Write(
                            asked,
                            asked.GetRequiredValue(file),
                            words.Language,
                            target => person.WriteAsync(subject, words, target, cancel)
                        );
                    },
                    cancel
                )
        );
        return command;
    }

    public static Command Restrict(TimeProvider clock)
    {
        var (employer, worker, fromInput, language) = (NamedEmployer.Option(), Worker(), FromInput(), Asked.Language());
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
                    async (named, found) =>
                    {
                        var why = asked.GetRequiredValue(reason);
                        await Change.Make(
                            named.Database,
                            PrivacyCommand.Operator with
                            {
                                Why = why,
                            },
                            change =>
                                asked.GetValue(lift)
                                    ? RestrictWorker.Lift(change, named.Id, named.Snapshot.AliasesOf(found.WorkerId), cancel)
                                    : RestrictWorker.Do(
                                        change,
                                        named.Id,
                                        found.WorkerId,
                                        RestrictionGround.Accuracy,
                                        why,
                                        cancel
                                    ),
                            cancel
                        );
                        await asked.InvocationConfiguration.Output.WriteLineAsync(
                            PrivacyCommand.Word(asked, language, asked.GetValue(lift) ? "privacy.lifted" : "privacy.restricted")
                        );
                        return 0;
                    },
                    cancel
                )
        );
        return command;
    }

    /// <summary>
    /// Does the work with one worker, by the id that addresses carry, or by the national number from the standard input: on the command
    /// line it would stand in the history of commands and in the list of processes.
    /// </summary>
    private static Task<int> WithWorker(
        ParseResult asked,
        Option<string> employer,
        Option<Guid?> worker,
        Option<bool> fromInput,
        Option<Language?> language,
        TimeProvider clock,
        Func<NamedEmployer, WorkerSnapshot, Task<int>> work,
        CancellationToken cancel
    ) =>
        PrivacyCommand.With(
            asked,
            employer,
            language,
            clock,
            async named =>
            {
                if (asked.GetValue(worker) is { } id)
                {
                    return named.Snapshot.Worker(id) is { } byId ? await work(named, byId) : await Unknown();
                }
                var typed = asked.GetValue(fromInput) ? await Streams.InputOf(asked).ReadLineAsync(cancel) : null;
                if (!Ssin.TryParse((typed ?? "").Trim(), out var number, out _))
                {
                    await PrivacyCommand.Tell(asked, "show.ssinUnreadable");
                    return Root.Unreadable;
                }
                WorkerSnapshot? found;
                await using (var connection = await named.Database.Connect(cancel))
                {
                    found = await named.Snapshot.OfNumber(connection, number, null, cancel);
                }
                return found is null ? await Unknown() : await work(named, found);

                async Task<int> Unknown()
                {
                    await PrivacyCommand.Tell(asked, "privacy.unknownWorker");
                    return 1;
                }
            },
            cancel
        );

    private static Option<Guid?> Worker() =>
        new("--worker") { Description = "The worker's id, as the addresses of pages carry it.", HelpName = "id" };

    private static Option<bool> FromInput() =>
        new("--ssin-from-stdin") { Description = "Read the worker's national number from standard input instead." };
}
