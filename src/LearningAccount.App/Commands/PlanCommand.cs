using System.CommandLine;
using System.Text;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Plans;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Accounts;
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
        format.AcceptOnlyFromAmong([AsText, .. PlanFiles.Formats]);
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
                if (await FindAsync(named, of, today, cancel) is not { } room)
                {
                    await asked.InvocationConfiguration.Error.WriteLineAsync(
                        shown.Word("plan.noneOfYear", ("year", of.ToString(Words.Invariant)))
                    );
                    return 1;
                }
                return await WriteAsync(
                    asked,
                    shown,
                    room,
                    asked.GetValue(format)!,
                    asked.GetValue(copy),
                    asked.GetValue(target)
                );
            }
        );
        return command;
    }

    private static async Task<PlanRoom?> FindAsync(NamedEmployer named, int year, DateOnly today, CancellationToken cancel)
    {
        var shown = named.Shown;
        await using var connection = await named.Database.Connect(cancel);
        if (await ReadPlans.OfYear(connection, named.Id, year, cancel) is not { } plan)
        {
            return null;
        }
        var register = await EmployerRegister.Of(connection, shown.Employer, cancel);
        var head = EmployerNames.Head(shown.Employer, register, Words.In(shown.Language));
        // What holds goes before what is still being changed.
        return new(
            new(head, new PageDates(today, today, today), shown.Law, shown.Employer) { Register = register },
            shown.Employer,
            plan,
            plan.Fixed ?? plan.Latest,
            today
        );
    }

    private static async Task<int> WriteAsync(
        ParseResult asked,
        Shown shown,
        PlanRoom room,
        string format,
        bool isCopy,
        string? target
    )
    {
        var words = Words.In(shown.Language);
        var output = asked.InvocationConfiguration.Output;
        if (format is AsText && target is null)
        {
            await output.WriteAsync(PlainPaper.Of(room.Paper(isCopy, words)));
            return 0;
        }
        var path = target ?? PlanFiles.Name(room, isCopy, format, words);
        var written = await OutputFile.Write(
            asked,
            path,
            shown.Language,
            async file =>
            {
                if (format is AsText)
                {
                    await file.WriteAsync(Encoding.UTF8.GetBytes(PlainPaper.Of(room.Paper(isCopy, words))));
                }
                else
                {
                    PlanFiles.Write(format, room, isCopy, words, file);
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
