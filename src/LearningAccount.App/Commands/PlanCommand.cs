using System.CommandLine;
using System.Text;
using LearningAccount.App.Documents;
using LearningAccount.App.Plans;
using LearningAccount.App.Wording;
using LearningAccount.Records.Plans;

namespace LearningAccount.App.Commands;

/// <summary>
/// <c>ila plan --employer N --year Y</c>: the training plan of an employer, as text or as a file; with
/// <c>--for-administration</c> the copy without personal data.
/// </summary>
internal static class PlanCommand
{
    private const string AsText = "text";

    public static Command Create(TimeProvider clock)
    {
        var employer = NamedEmployer.Option();
        var year = new Option<int?>("--year") { Description = "A year the plan covers. [default: this year]", HelpName = "yyyy" };
        var format = new Option<string>("--format") { Description = "What to write it as.", DefaultValueFactory = _ => AsText };
        format.AcceptOnlyFromAmong([AsText, .. PlanFile.Formats]);
        var copy = new Option<bool>("--for-administration")
        {
            Description = "The copy without personal data and without figures of small groups.",
        };
        var target = new Option<string?>("--out") { Description = "Write it into this file.", HelpName = "file" };
        var language = Asked.Language();
        var command = new Command("plan", "Write the training plan of an employer.")
        {
            employer,
            year,
            format,
            copy,
            target,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                var today = Asked.Today(clock);
                var number = asked.GetRequiredValue(employer);
                await using var named = await NamedEmployer.Open(asked, number, today, null, asked.In(language), clock, cancel);
                if (named is null)
                {
                    return 1;
                }
                var shown = named.Shown;
                var of = asked.GetValue(year) ?? today.Year;
                if (await FindAsync(named, of, today, cancel) is not { } plan)
                {
                    await asked.InvocationConfiguration.Error.WriteLineAsync(
                        shown.Word("plan.noneOfYear", ("year", of.ToString(Words.Invariant)))
                    );
                    return 1;
                }
                return await WriteAsync(
                    asked,
                    shown,
                    plan,
                    await named.Sender(cancel),
                    asked.GetValue(format)!,
                    asked.GetValue(copy),
                    asked.GetValue(target)
                );
            }
        );
        return command;
    }

    private static async Task<ShownPlan?> FindAsync(NamedEmployer named, int year, DateOnly today, CancellationToken cancel)
    {
        await using var connection = await named.Database.Connect(cancel);
        var (employer, law) = (named.Snapshot, named.Shown.Law);
        // What holds goes before what is still being changed.
        return await ReadPlans.OfYear(connection, named.Id, year, cancel) is { } plan
            ? new(plan, plan.Fixed ?? plan.Latest, employer, employer, law, today)
            : null;
    }

    private static async Task<int> WriteAsync(
        ParseResult asked,
        Shown shown,
        ShownPlan plan,
        Sender sender,
        string format,
        bool isCopy,
        string? target
    )
    {
        var words = Words.In(shown.Language);
        var output = asked.InvocationConfiguration.Output;
        if (format is AsText && target is null)
        {
            await output.WriteAsync(PlainPaper.Of(plan.Paper(isCopy, sender, words)));
            return 0;
        }
        var path = target ?? PlanFile.Name(plan, isCopy, format, words);
        var written = await OutputFile.Write(
            asked,
            path,
            shown.Language,
            async file =>
            {
                if (format is AsText)
                {
                    await file.WriteAsync(Encoding.UTF8.GetBytes(PlainPaper.Of(plan.Paper(isCopy, sender, words))));
                }
                else
                {
                    PlanFile.Write(format, plan, isCopy, sender, words, file);
                }
            }
        );
        if (written == 0)
        {
            await output.WriteLineAsync(path);
        }
        return written;
    }
}
