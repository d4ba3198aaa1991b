using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Commands;

/// <summary>The values of a law book, all of them or those of one day, for people and for programs.</summary>
internal sealed class LawListing(LawBook law, DateOnly? on)
{
    private readonly List<DatedValue> values = [.. law.Values.Where(value => Holds(value.From, value.To, on))];
    private readonly List<SectorValue> schemes = [.. law.Schemes.Where(value => Holds(value, on))];
    private readonly List<SectorValue> proposals = [.. law.Proposals.Where(value => Holds(value, on))];

    public string Text(Language language)
    {
        var text = new StringBuilder(16_000);
        text.AppendLine(Word("law.edition", language, ("day", Formats.Date(law.Edition, language))));
        Head(text, "law.values", language);
        var table = new TextTable(
            Heads(language, "parameter", "value", "from", "to", "knownFrom", "confidence", "source")
        ).RightAligned(1);
        foreach (var value in values)
        {
            table.Add(
                Word($"law.{value.Name}", language),
                Formats.Number(value.Value, language),
                Iso(value.From),
                Iso(value.To),
                Iso(value.KnownFrom),
                value.Confidence,
                value.Source
            );
        }
        table.AppendTo(text);
        AppendSector(text, "law.schemes", schemes, language);
        AppendSector(text, "law.proposals", proposals, language);
        text.AppendLine();
        text.Append(Word("law.legend", language));
        return text.ToString();
    }

    public string Json()
    {
        using var output = new MemoryStream();
        WriteJson(output);
        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
    }

    private void WriteJson(MemoryStream output)
    {
        using var json = new Utf8JsonWriter(
            output,
            new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
        json.WriteStartObject();
        json.WriteString("edition", Iso(law.Edition));
        json.WriteString("on", on is null ? null : Iso(on));
        json.WriteStartArray("law");
        foreach (var value in values)
        {
            json.WriteStartObject();
            json.WriteString("name", value.Name);
            json.WriteString("value", value.Value.ToString());
            json.WriteString("from", Iso(value.From));
            json.WriteString("to", value.To is null ? null : Iso(value.To));
            json.WriteString("knownFrom", Iso(value.KnownFrom));
            json.WriteString("confidence", value.Confidence);
            json.WriteString("source", value.Source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteSector(json, "schemes", schemes);
        WriteSector(json, "proposals", proposals);
        json.WriteEndObject();
    }

    private static void AppendSector(StringBuilder text, string head, List<SectorValue> rows, Language language)
    {
        Head(text, head, language);
        if (rows.Count == 0)
        {
            text.AppendLine(Word("law.nothing", language));
            return;
        }
        var table = new TextTable(
            Heads(language, "committee", "class", "workers", "days", "from", "to", "knownFrom", "confidence", "source")
        ).RightAligned(3);
        foreach (var value in rows)
        {
            table.Add(
                value.Row.JointCommittee.ToString(),
                Word($"law.class.{Code(value.Row.Class?.ToString() ?? "all")}", language),
                Word($"law.worker.{Code(value.Row.Worker.ToString())}", language),
                Days(value, language),
                Iso(value.Row.From),
                Iso(value.Row.To),
                Iso(value.KnownFrom),
                value.Confidence,
                Source(value, language)
            );
        }
        table.AppendTo(text);
    }

    private static string Days(SectorValue value, Language language)
    {
        if (value.IsNumberUnknown)
        {
            return Word("law.unknown", language);
        }
        var number = value.Row.Days is { } days
            ? Formats.Number(days, language)
            : Word("law.hours", language, ("hours", Formats.Number(value.Row.Hours!.Value, language)));
        return value.Row.Kind == SchemeKind.Individual
            ? number
            : Word(
                value.PerYears == 1 ? "law.average.one" : "law.average.many",
                language,
                ("number", number),
                ("years", Whole(value.PerYears))
            );
    }

    private static string Source(SectorValue value, Language language)
    {
        var notes = new[]
        {
            value.Row.Registration,
            value.Row.WindowYears is { } years ? Word("law.ownWindow", language, ("years", Whole(years))) : null,
            value.IsAdded ? Word("law.addedHere", language) : null,
            value.Source,
        };
        return string.Join("; ", notes.Where(note => note is not null));
    }

    private static void WriteSector(Utf8JsonWriter json, string name, List<SectorValue> rows)
    {
        json.WriteStartArray(name);
        foreach (var value in rows)
        {
            var row = value.Row;
            json.WriteStartObject();
            json.WriteString("jointCommittee", row.JointCommittee.ToString());
            json.WriteString("class", Code(row.Class?.ToString() ?? "all"));
            json.WriteString("worker", Code(row.Worker.ToString()));
            json.WriteString("kind", Code(row.Kind.ToString()));
            json.WriteString("from", Iso(row.From));
            json.WriteString("to", row.To is null ? null : Iso(row.To));
            json.WriteString("days", row.Days?.ToString());
            json.WriteString("hours", row.Hours?.ToString());
            WriteWhole(json, "windowYears", row.WindowYears);
            WriteWhole(json, "perYears", row.Kind == SchemeKind.Collective ? value.PerYears : null);
            json.WriteString("registration", row.Registration);
            json.WriteString("signedOn", value.SignedOn is null ? null : Iso(value.SignedOn));
            json.WriteString("depositedOn", row.DepositedOn is null ? null : Iso(row.DepositedOn));
            json.WriteString("bindingFrom", row.BindingFrom is null ? null : Iso(row.BindingFrom));
            json.WriteString("knownFrom", Iso(value.KnownFrom));
            json.WriteString("confidence", value.Confidence);
            json.WriteString("source", value.Source);
            json.WriteBoolean("added", value.IsAdded);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteWhole(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } whole)
        {
            json.WriteNumber(name, whole);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Head(StringBuilder text, string code, Language language)
    {
        text.AppendLine();
        text.AppendLine(Word(code, language));
    }

    private static string[] Heads(Language language, params string[] names) =>
        [.. names.Select(name => Word($"law.head.{name}", language))];

    private static string Word(string code, Language language, params ReadOnlySpan<(string Name, string Value)> values) =>
        CommandTexts.Catalogue.Text(code, language, values);

    private static string Code(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Whole(int number) => number.ToString(NumberFormatInfo.InvariantInfo);

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static bool Holds(SectorValue value, DateOnly? on) => Holds(value.Row.From, value.Row.To, on);

    private static bool Holds(DateOnly from, DateOnly? to, DateOnly? on) =>
        on is null || (from <= on && (to is null || on <= to));
}
