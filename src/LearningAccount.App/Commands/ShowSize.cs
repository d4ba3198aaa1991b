using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila show size</c>: each quarter's exact full-time equivalents, who made them up, and the class they give.</summary>
internal static class ShowSize
{
    public static string Text(Shown shown)
    {
        var text = new StringBuilder(4_000);
        shown.AppendHead(text);
        foreach (var quarter in Quarters(shown))
        {
            AppendQuarter(text, shown, quarter);
        }
        if (Quarters(shown).IsEmpty)
        {
            text.AppendLine(shown.Word("show.noQuarters")).AppendLine();
        }
        foreach (var (period, reason) in Classes(shown))
        {
            var days = period.To is { } to
                ? shown.Word("show.period", ("from", shown.Day(period.From)), ("to", shown.Day(to)))
                : shown.Word("show.periodOpen", ("from", shown.Day(period.From)));
            text.AppendLine($"{days}: {shown.Class(period.Class)}");
            text.AppendLine($"  {ReasonTexts.Of(reason, shown.Language)}");
            if (ReasonTexts.Formula(reason, shown.Language) is { Length: > 0 } formula)
            {
                text.AppendLine($"  {formula}");
            }
        }
        return text.ToString();
    }

    public static void Json(Shown shown, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        shown.WriteHead(json);
        json.WriteStartArray("quarters");
        foreach (var quarter in Quarters(shown))
        {
            WriteQuarter(json, shown, quarter);
        }
        json.WriteEndArray();
        json.WriteStartArray("classes");
        foreach (var (period, reason) in Classes(shown))
        {
            json.WriteStartObject();
            json.WriteString("from", ShownWords.Iso(period.From));
            json.WriteString("to", period.To is { } to ? ShownWords.Iso(to) : null);
            json.WriteString("average", period.Average?.ToString());
            WriteWhole(json, "declaredQuarters", period.DeclaredQuarters);
            json.WriteString("class", ColumnText.Of(period.Class));
            json.WriteStartObject("reason");
            json.WriteString("text", ReasonTexts.Of(reason, shown.Language));
            json.WriteString("formula", reason.Formula);
            json.WriteString("law", ReasonTexts.Law(reason, shown.Language));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The quarters that had ended by the day.</summary>
    private static ImmutableArray<DeclaredQuarter> Quarters(Shown shown) =>
        [.. shown.Employer.Quarters.Where(quarter => quarter.Quarter.LastDay <= shown.On)];

    private static ImmutableArray<(SizePeriod Period, Reason Reason)> Classes(Shown shown) =>
        SizePeriods.UpTo(new(shown.Employer.Facts, shown.Employer.Settings, shown.Law), shown.On);

    private static void AppendQuarter(StringBuilder text, Shown shown, DeclaredQuarter quarter)
    {
        text.AppendLine(
            shown.Word(
                quarter.Said is null ? "show.quarter" : "show.quarterSaid",
                ("quarter", $"{quarter.Quarter}"),
                ("fte", Formats.Exact(quarter.Fte, shown.Language)),
                ("heads", ShownWords.Whole(quarter.Counted.Length + quarter.ErasedHeads)),
                ("leftOut", ShownWords.Whole(quarter.LeftOut.Length))
            )
        );
        var counted = new TextTable(shown.Heads("worker", "fte", "reason")).RightAligned(1);
        foreach (var person in quarter.Counted)
        {
            var worker = shown.Employer.Worker(person.WorkerId);
            counted.Add($"  {shown.Called(worker, person.OwnReference, null)}", Formats.Exact(person.Fte, shown.Language), "");
        }
        foreach (var person in quarter.LeftOut)
        {
            var worker = person.WorkerId is { } id ? shown.Employer.Worker(id) : null;
            counted.Add(
                $"  {shown.Called(worker, person.OwnReference, person.MaskedNumber)}",
                Formats.Exact(person.Fte, shown.Language),
                shown.Word($"show.leftOut.{person.Outcome}")
            );
        }
        counted.AppendTo(text);
        text.AppendLine();
    }

    private static void WriteQuarter(Utf8JsonWriter json, Shown shown, DeclaredQuarter quarter)
    {
        json.WriteStartObject();
        json.WriteString("quarter", $"{quarter.Quarter}");
        json.WriteString("fte", quarter.Fte.ToString());
        WriteWhole(json, "heads", quarter.Heads);
        json.WriteString("source", quarter.Said is null ? "dmfa" : quarter.Said.Origin);
        json.WriteStartArray("counted");
        foreach (var person in quarter.Counted)
        {
            json.WriteStartObject();
            json.WritePerson(shown.Employer.Worker(person.WorkerId), person.OwnReference, number: null);
            json.WriteString("fte", person.Fte.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("leftOut");
        foreach (var person in quarter.LeftOut)
        {
            json.WriteStartObject();
            var worker = person.WorkerId is { } id ? shown.Employer.Worker(id) : null;
            json.WritePerson(worker, person.OwnReference, person.MaskedNumber);
            json.WriteString("fte", person.Fte.ToString());
            json.WriteString("reason", person.Outcome);
            json.WriteString("text", shown.Word($"show.leftOut.{person.Outcome}"));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteWhole(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } whole)
        {
            json.WriteNumber(name, whole);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
