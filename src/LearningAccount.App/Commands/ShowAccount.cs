using System.CommandLine;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Commands;

/// <summary>
/// <c>ila show account</c>: one worker's account in full, with its reasons. The number is read from standard input, so that it
/// stands in no history of commands and in no list of processes.
/// </summary>
internal static class ShowAccount
{
    public static Command Create(TimeProvider clock)
    {
        var fromInput = new Option<bool>("--ssin-from-stdin")
        {
            Description = "Read the worker's national number from standard input.",
            Required = true,
        };
        var (employer, on, known) = (ShowCommand.Employer(), ShowCommand.On(), ShowCommand.Known());
        var (json, language) = (Asked.Json(), Asked.Language());
        var command = new Command("account", "The account of one worker, every figure with its reason.")
        {
            employer,
            fromInput,
            on,
            known,
            json,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                var line = await Streams.InputOf(asked).ReadLineAsync(cancel) ?? "";
                if (!Ssin.TryParse(line.Trim(), out var ssin, out _))
                {
                    await Say(asked, "show.ssinUnreadable");
                    return Root.Unreadable;
                }
                var shown = await ShowCommand.Read(
                    asked,
                    asked.GetRequiredValue(employer),
                    asked.GetValue(on),
                    asked.GetValue(known),
                    asked.In(language),
                    clock,
                    cancel
                );
                if (shown is null)
                {
                    return 1;
                }
                if (await Find(asked, shown, ssin, clock, cancel) is not { } worker)
                {
                    await Say(asked, "show.unknownWorker");
                    return 1;
                }
                var account = EmployerSnapshot.AccountOf(worker, shown.Law, shown.On);
                if (asked.GetValue(json))
                {
                    ShowCommand.Write(asked, writer => AccountJson.Write(writer, name: null, account, shown.Language));
                }
                else
                {
                    var called = shown.Called(worker, null, null);
                    await asked.InvocationConfiguration.Output.WriteAsync(AccountText.Of(called, account, shown.Language));
                }
                return 0;
            }
        );
        return command;

        Task Say(ParseResult asked, string code) =>
            asked.InvocationConfiguration.Error.WriteLineAsync(CommandTexts.Catalogue.Text(code, asked.In(language)));
    }

    private static async Task<WorkerSnapshot?> Find(
        ParseResult asked,
        Shown shown,
        Ssin ssin,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        await using var database = (await KnownLaw.OpenExisting(asked, clock, cancel))!;
        await using var connection = await database.Connect(cancel);
        return await shown.Employer.OfNumber(connection, ssin, shown.Known, cancel);
    }
}
