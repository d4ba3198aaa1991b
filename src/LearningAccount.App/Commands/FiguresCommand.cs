using System.CommandLine;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Documents;
using LearningAccount.App.Figures;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Reports;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>
/// <c>ila figures social-balance|leave|sector-fund|equality --employer N --from --to</c>: figures for other papers over a period,
/// each with what stands behind it.
/// </summary>
internal static class FiguresCommand
{
    private static readonly string[] Formats = ["text", "json", .. FigureFile.Tables, FigureFile.Pdf];

    public static Command Create(TimeProvider clock)
    {
        var command = new Command(
            "figures",
            "Figures for the social balance sheet and other reports, with the trainings behind them."
        );
        foreach (
            var (kind, description) in new[]
            {
                (ReportKind.SocialBalance, "Formal, informal and initial training of men and women: persons, hours, net cost."),
                (ReportKind.Leave, "Flemish training leave and paid educational leave: files, what is missing, until when."),
                (ReportKind.SectorFund, "Trainings by joint committee and by who paid."),
                (ReportKind.Equality, "Women and men by age, work regime and kind of training."),
            }
        )
        {
            command.Subcommands.Add(Part(kind, description, clock));
        }
        return command;
    }

    private static Command Part(ReportKind kind, string description, TimeProvider clock)
    {
        var employer = NamedEmployer.Option();
        var from = Asked.Day("--from", "The first day; default 1 January of this year.");
        var to = Asked.Day("--to", "The last day; default 31 December of the year of the first day.");
        var format = new Option<string>("--format")
        {
            Description = "text, json, csv, xlsx, or pdf with the trainings behind the figures.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output")
        {
            Description = "Write into this file; xlsx and pdf need one.",
            HelpName = "file",
        };
        var behind = new Option<bool>("--behind") { Description = "The trainings behind the figures, in csv or xlsx." };
        var (known, language) = (ShowCommand.Known(), Asked.Language());
        var command = new Command(FiguresAsked.CodeOf(kind), description)
        {
            employer,
            from,
            to,
            known,
            format,
            output,
            behind,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                var year = clock.Today().Year;
                var first = asked.GetValue(from) ?? new DateOnly(asked.GetValue(to)?.Year ?? year, 1, 1);
                var last = asked.GetValue(to) ?? new DateOnly(first.Year, 12, 31);
                var words = Words.In(asked.In(language));
                var path = asked.GetValue(output);
                var form = asked.GetRequiredValue(format);
                if (FiguresAsked.FaultOf(first, last, clock.Today()) is { } fault)
                {
                    await asked.InvocationConfiguration.Error.WriteLineAsync(words[fault]);
                    return Root.Unreadable;
                }
                if (form is "xlsx" or FigureFile.Pdf && path is null)
                {
                    await asked.InvocationConfiguration.Error.WriteLineAsync(words.Of("figures.needsOutput", ("format", form)));
                    return Root.Unreadable;
                }
                await using var named = await NamedEmployer.Open(
                    asked,
                    asked.GetRequiredValue(employer),
                    null,
                    asked.GetValue(known),
                    words.Language,
                    clock,
                    cancel
                );
                if (named is null)
                {
                    return 1;
                }
                var shown = named.Shown;
                var made = MadeFigures.Of(shown.Employer, shown.Law, new(kind, new(first, last)));
                var sender = await named.Sender(cancel);
                return await WriteAsync(asked, form, path, made, sender, shown, asked.GetValue(behind), words);
            }
        );
        return command;
    }

    private static async Task<int> WriteAsync(
        ParseResult asked,
        string format,
        string? path,
        MadeFigures made,
        Sender sender,
        Shown shown,
        bool behind,
        Words words
    )
    {
        using var answer = new MemoryStream();
        switch (format)
        {
            case "csv":
            case "xlsx":
                FigureFile.WriteTable(format, behind ? FigurePart.Behind : FigurePart.Figures, made, null, words, answer);
                break;
            case FigureFile.Pdf:
                FigureFile.WritePaper(made, null, sender, shown.On, words, answer);
                break;
            case "json":
                using (var json = new Utf8JsonWriter(answer, new() { Indented = true }))
                {
                    Json(json, made, shown);
                }
                break;
            default:
                answer.Write(Encoding.UTF8.GetBytes(Text(shown, made, words)));
                break;
        }
        if (path is null)
        {
            await asked.InvocationConfiguration.Output.WriteAsync(Encoding.UTF8.GetString(answer.ToArray()));
            return 0;
        }
        answer.Position = 0;
        return await OutputFile.Write(asked, path, words.Language, file => answer.CopyToAsync(file));
    }

    private static string Text(Shown shown, MadeFigures made, Words words)
    {
        var text = new StringBuilder(4_000);
        shown.AppendHead(text);
        text.AppendLine($"{FigureWords.Title(made.Asked.Kind, words)}, {FigureWords.Of(made.Asked.Period, words)}");
        text.AppendLine();
        string[] heads = ["section", "of", "rubric", "figure", "value", "unit", "missing", "incomplete"];
        var table = new TextTable([.. heads.Select(head => words[$"figures.column.{head}"])]).RightAligned(4, 6, 7);
        foreach (var line in FigureLine.All(made, words))
        {
            table.Add(
                line.Section,
                line.Whom ?? "",
                line.Code,
                line.Name,
                line.Value is { } value ? words.Short(value) : words["figures.hidden"],
                line.Unit,
                line.Missing == 0 ? "" : ShownWords.Whole(line.Missing),
                line.Incomplete == 0 ? "" : ShownWords.Whole(line.Incomplete)
            );
        }
        table.AppendTo(text);
        AppendLeave(text, made, words);
        text.AppendLine();
        text.AppendLine(words["figures.leftOut"]);
        foreach (var why in made.LeftOutByReason)
        {
            text.AppendLine($"  {words.Count("figures.trainings", why.Count())}: {FigureWords.Why(why.First().Because, words)}");
        }
        return text.ToString();
    }

    private static void AppendLeave(StringBuilder text, MadeFigures made, Words words)
    {
        if (made.LeaveFiles.IsEmpty)
        {
            return;
        }
        string[] heads = ["hours", "lacks", "askFrom", "askUntil"];
        var table = new TextTable([
            words["workers.name"],
            words["register.field.title"],
            words["register.field.dossierNumber"],
            .. heads.Select(head => words[$"figures.column.{head}"]),
        ]).RightAligned(3);
        foreach (var file in made.LeaveFiles)
        {
            table.Add(
                WorkerNames.Listed(file.Judged.Worker),
                file.Judged.Training.Title,
                file.Judged.Training.DossierNumber ?? "",
                words.Short(file.Hours),
                FigureWords.Missing(file, words),
                file.From is { } from ? ShownWords.Iso(from) : "",
                ShownWords.Iso(file.Until)
            );
        }
        text.AppendLine();
        table.AppendTo(text);
    }

    private static void Json(Utf8JsonWriter json, MadeFigures made, Shown shown)
    {
        json.WriteStartObject();
        shown.WriteHead(json);
        json.WriteString("report", FiguresAsked.CodeOf(made.Asked.Kind));
        json.WriteString("from", ShownWords.Iso(made.Asked.Period.From));
        json.WriteString("to", ShownWords.Iso(made.Asked.Period.LastDay));
        json.WriteStartArray("figures");
        foreach (var line in FigureLine.All(made, Words.In(shown.Language)))
        {
            json.WriteStartObject();
            json.WriteString("code", line.Code);
            json.WriteString("section", line.Section);
            json.WriteString("of", line.Whom);
            json.WriteString("name", line.Name);
            json.WriteString("value", line.Value?.ToString());
            json.WriteNumber("withoutCost", line.Missing);
            json.WriteNumber("costInPart", line.Incomplete);
            if (made.Find(line.Code) is { } figure)
            {
                Behind(json, figure, made);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("leftOut");
        foreach (var one in made.LeftOut)
        {
            One(json, one, made);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Behind(Utf8JsonWriter json, Figure figure, MadeFigures made)
    {
        json.WriteStartArray("behind");
        foreach (var share in figure.Shares)
        {
            One(json, share.Of, made);
            json.WriteString("adds", share.Quantity.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void One(Utf8JsonWriter json, JudgedTraining one, MadeFigures made)
    {
        json.WriteStartObject();
        json.WriteString("training", ColumnText.Of(one.Training.TrainingId));
        if (made.Equality is null)
        {
            json.WriteString("worker", ColumnText.Of(one.Worker.WorkerId));
        }
        json.WriteBoolean("counts", one.Counts);
        json.WriteString("because", one.Because.Code);
        json.WriteString("source", ColumnText.Of(one.Because.Source));
        json.WriteBoolean("isProposal", one.Because.IsProposal);
        json.WriteString("hours", one.Hours.ToString());
    }
}
