using System.CommandLine;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Duties;
using LearningAccount.App.Exports;
using LearningAccount.App.Wording;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila duties --employer N</c>: what an employer has to do by when, as text, JSON, a calendar or a table.</summary>
internal static class DutiesCommand
{
    private static readonly string[] Formats = ["text", "json", "ics", "csv"];

    public static Command Create(TimeProvider clock)
    {
        var employer = NamedEmployer.Option();
        var format = new Option<string>("--format")
        {
            Description = "How the answer is written: text, json, ics (a calendar) or csv.",
            HelpName = "text|json|ics|csv",
            DefaultValueFactory = _ => Formats[0],
        };
        format.AcceptOnlyFromAmong(Formats);
        var (on, known, language) = (ShowCommand.On(), ShowCommand.Known(), Asked.Language());
        var command = new Command("duties", "Show what an employer has to do by when, with reasons and sources.")
        {
            employer,
            on,
            known,
            format,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                await using var named = await NamedEmployer.Open(
                    asked,
                    asked.GetRequiredValue(employer),
                    asked.GetValue(on),
                    asked.GetValue(known),
                    asked.In(language),
                    clock,
                    cancel
                );
                if (named is null)
                {
                    return 1;
                }
                var shown = named.Shown;
                await using var connection = await named.Database.Connect(cancel);
                var facts = await DutyFacts.Of(connection, shown.Employer, cancel);
                var law = shown.Employer.LawUnder(shown.Law);
                IReadOnlyList<Duty> duties = facts.On(
                    shown.Employer,
                    law,
                    WorkerOutlook.Of(shown.Employer, law, shown.On),
                    shown.On
                );
                await WriteAsync(asked, asked.GetValue(format)!, shown, duties);
                return 0;
            }
        );
        return command;
    }

    private static async Task WriteAsync(ParseResult asked, string format, Shown shown, IReadOnlyList<Duty> duties)
    {
        var output = asked.InvocationConfiguration.Output;
        var words = Words.In(shown.Language);
        switch (format)
        {
            case "json":
                ShowCommand.Write(asked, writer => Json(shown, duties, writer));
                break;
            case "ics":
                var name = words.Of("duty.feed.name", ("employer", shown.Employer.Profile?.Name ?? ""));
                var entries = duties.Select(duty => new CalendarEntry(shown.Employer.Employer.EmployerId, null, duty, null));
                await output.WriteAsync(CalendarText.Of(name, entries, shown.On, words));
                break;
            case "csv":
                using (var file = new MemoryStream())
                {
                    using (var table = new CsvTableWriter(file, shown.Language))
                    {
                        CalendarFile.Write(table, duties, words);
                    }
                    await output.WriteAsync(Encoding.UTF8.GetString(file.ToArray()));
                }
                break;
            default:
                await output.WriteAsync(Text(shown, duties));
                break;
        }
    }

    private static string Text(Shown shown, IReadOnlyList<Duty> duties)
    {
        var words = Words.In(shown.Language);
        var text = new StringBuilder(4_000);
        shown.AppendHead(text);
        foreach (var duty in duties)
        {
            var whom = DutyWords.Whom(duty, words) is { } workers ? $", {workers}" : "";
            text.AppendLine($"{shown.Day(duty.On)} [{DutyWords.State(duty, words)}] {DutyWords.Title(duty.Kind, words)}{whom}");
            text.AppendLine($"  {DutyWords.Why(duty, words)}");
            text.AppendLine($"  {DutyWords.Source(duty.Kind, words)}");
        }
        return text.ToString();
    }

    private static void Json(Shown shown, IReadOnlyList<Duty> duties, Utf8JsonWriter json)
    {
        var words = Words.In(shown.Language);
        json.WriteStartObject();
        shown.WriteHead(json);
        json.WriteStartArray("duties");
        foreach (var duty in duties)
        {
            json.WriteStartObject();
            json.WriteString("kind", DutyWords.Code(duty.Kind));
            json.WriteString("subject", duty.Subject);
            json.WriteString("on", ShownWords.Iso(duty.On));
            json.WriteString("state", ColumnText.Of(duty.State));
            json.WriteBoolean("toKnow", duty.IsToKnow);
            json.WriteBoolean("dayIsProposed", DutyTerms.IsDayProposed(duty.Kind));
            json.WriteString("title", DutyWords.Title(duty.Kind, words));
            json.WriteString("why", DutyWords.Why(duty, words));
            json.WriteString("source", DutyWords.Source(duty.Kind, words));
            json.WriteStartObject("values");
            foreach (var (name, value) in duty.Values)
            {
                json.WriteString(name, value);
            }
            json.WriteEndObject();
            json.WriteStartArray("workers");
            foreach (var behind in duty.Workers)
            {
                json.WriteStartObject();
                json.WritePerson(shown.Employer.Worker(behind.WorkerId), reference: null, number: null);
                json.WriteString("on", ShownWords.Iso(behind.On ?? duty.On));
                json.WriteString("days", behind.Days?.ToString());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (duty.Said is { } said)
            {
                json.WriteString("doneOn", ShownWords.Iso(said.DoneOn));
                json.WriteString("note", said.Note);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
