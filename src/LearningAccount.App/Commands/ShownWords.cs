using System.Globalization;
using System.Text;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Reasons;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>How the parts of <c>ila show</c> name people, days and codes.</summary>
internal static class ShownWords
{
    /// <summary>A remark that most of a large employer's workers share is not read by name; the JSON holds all.</summary>
    private const int NamesShown = 20;

    public static string Word(this Shown shown, string code, params ReadOnlySpan<(string Name, string Value)> values) =>
        CommandTexts.Catalogue.Text(code, shown.Language, values);

    public static string[] Heads(this Shown shown, params string[] names) =>
        [.. names.Select(name => shown.Word($"show.head.{name}"))];

    /// <summary>Which employer, on which day, as known when.</summary>
    public static void AppendHead(this Shown shown, StringBuilder text)
    {
        var employer = shown.Employer.Employer;
        var number = employer.EnterpriseNumber?.ToString() ?? $"{employer.NssoNumber}";
        var name = shown.Employer.Profile?.Name;
        text.AppendLine(name is null ? number : $"{name} ({number})");
        text.AppendLine(
            shown.Known is { } known
                ? shown.Word("show.onKnown", ("on", shown.Day(shown.On)), ("known", shown.Day(known)))
                : shown.Word("show.on", ("on", shown.Day(shown.On)))
        );
        text.AppendLine();
    }

    public static void WriteHead(this Shown shown, Utf8JsonWriter json)
    {
        var employer = shown.Employer.Employer;
        json.WriteStartObject("employer");
        json.WriteString("enterpriseNumber", employer.EnterpriseNumber?.Digits);
        json.WriteString("nssoNumber", employer.NssoNumber?.Digits);
        json.WriteString("name", shown.Employer.Profile?.Name);
        json.WriteEndObject();
        json.WriteString("on", Iso(shown.On));
        json.WriteString("known", shown.Known is { } known ? Iso(known) : null);
        json.WriteString("law", Iso(shown.Law.Edition));
    }

    public static void WritePerson(this Utf8JsonWriter json, WorkerSnapshot? worker, string? reference, string? number)
    {
        if (worker is { } known)
        {
            json.WriteString("worker", ColumnText.Of(known.WorkerId));
        }
        else
        {
            json.WriteNull("worker");
        }
        json.WriteString("name", NameOf(worker));
        json.WriteString("ownReference", reference ?? worker?.OwnReference);
        json.WriteString("number", worker?.MaskedNumber ?? number);
    }

    public static void WriteAnomalies(this Shown shown, Utf8JsonWriter json, IEnumerable<Anomaly> anomalies)
    {
        json.WriteStartArray("anomalies");
        foreach (var anomaly in anomalies)
        {
            json.WriteStartObject();
            json.WriteString("code", anomaly.Code);
            json.WriteString("severity", ColumnText.Of(anomaly.Severity));
            json.WriteString("at", anomaly.At);
            json.WriteString("text", shown.Remark(anomaly));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>A remark on the facts has its text with the records, one on the account with the law.</summary>
    public static string Remark(this Shown shown, Anomaly anomaly) =>
        Records.RecordTexts.Catalogue.Has(anomaly.Code)
            ? Records.RecordTexts.Of(anomaly, shown.Language)
            : ReasonTexts.Anomaly(anomaly, shown.Language);

    /// <summary>Each remark once, with the workers it is about.</summary>
    public static void AppendRemarks(
        this Shown shown,
        StringBuilder text,
        IEnumerable<(WorkerSnapshot Worker, Anomaly Anomaly)> remarks
    )
    {
        foreach (var same in remarks.GroupBy(remark => shown.Remark(remark.Anomaly), StringComparer.Ordinal))
        {
            text.AppendLine();
            text.AppendLine(same.Key);
            var names = same.Select(remark => shown.Called(remark.Worker, null, null)).Distinct(StringComparer.Ordinal).ToList();
            var more = names.Count <= NamesShown ? "" : $", … ({names.Count.ToString(CultureInfo.InvariantCulture)})";
            text.AppendLine($"  {string.Join(", ", names.Take(NamesShown))}{more}");
        }
    }

    public static string? NameOf(WorkerSnapshot? worker) =>
        worker?.Identity is { } identity && (identity.FamilyName ?? identity.GivenNames) is not null
            ? $"{identity.FamilyName} {identity.GivenNames}".Trim()
            : null;

    /// <summary>A name, else the own reference, else as much of the number as may be shown.</summary>
    public static string Called(this Shown shown, WorkerSnapshot? worker, string? reference, string? number) =>
        NameOf(worker) ?? reference ?? worker?.OwnReference ?? worker?.MaskedNumber ?? number ?? shown.Word("show.nobody");

    public static string Day(this Shown shown, DateOnly day) => Formats.Date(day, shown.Language);

    public static string Days(this Shown shown, Fraction days) => Formats.Fixed(days, shown.Language);

    public static string Class(this Shown shown, LearningAccount.Law.Facts.SizeClass sizeClass) =>
        ReasonTexts.Catalogue.Text($"word.class.{ColumnText.Of(sizeClass)}", shown.Language);

    public static string Ending(this Shown shown, LearningAccount.Law.Facts.EndReason? reason) =>
        ReasonTexts.Catalogue.Text($"word.endReason.{(reason is { } given ? ColumnText.Of(given) : "none")}", shown.Language);

    public static string Iso(DateOnly day) => ColumnText.Of(day);

    public static string Whole(long number) => number.ToString(NumberFormatInfo.InvariantInfo);
}
