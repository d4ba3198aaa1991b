using System.Text;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary><c>ila show employments</c>: who works or worked there, since when, for how much of full time, and who says so.</summary>
internal static class ShowEmployments
{
    public static string Text(Shown shown)
    {
        var text = new StringBuilder(8_000);
        shown.AppendHead(text);
        var table = new TextTable(shown.Heads("worker", "from", "to", "regime", "committee", "category", "source"));
        foreach (var (worker, employment) in Employments(shown))
        {
            table.Add(
                shown.Called(worker, null, null),
                ShownWords.Iso(employment.Start) + (employment.StartUncertain ? " ?" : ""),
                employment.End is { } end ? ShownWords.Iso(end) : "",
                "",
                "",
                "",
                employment.End is null ? "" : shown.Ending(employment.EndReason)
            );
            foreach (var part in Parts(shown, employment))
            {
                table.Add(
                    "",
                    ShownWords.Iso(part.From),
                    part.To is { } to ? ShownWords.Iso(to) : "",
                    RegimeText(shown, part),
                    $"{part.JointCommittee}",
                    shown.Word($"show.category.{ColumnText.Of(part.Category)}"),
                    Source(shown, part)
                );
            }
        }
        table.AppendTo(text);
        shown.AppendRemarks(
            text,
            shown.Employer.Workers.SelectMany(worker => worker.Employments.Anomalies.Select(anomaly => (worker, anomaly)))
        );
        return text.ToString();
    }

    public static void Json(Shown shown, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var worker in shown.Employer.Workers)
        {
            json.WriteStartObject();
            json.WritePerson(worker, reference: null, number: null);
            json.WriteStartArray("employments");
            foreach (var employment in worker.Employments.Employments.Where(one => one.Start <= shown.On))
            {
                WriteEmployment(json, shown, employment);
            }
            json.WriteEndArray();
            shown.WriteAnomalies(json, worker.Employments.Anomalies);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static IEnumerable<(WorkerSnapshot Worker, RegisteredEmployment Employment)> Employments(Shown shown) =>
        shown.Employer.Workers.SelectMany(worker =>
            worker
                .Employments.Employments.Where(employment => employment.Start <= shown.On)
                .Select(employment => (worker, employment))
        );

    private static IEnumerable<EmploymentPart> Parts(Shown shown, RegisteredEmployment employment) =>
        employment.Parts.Where(part => part.From <= shown.On);

    private static void WriteEmployment(Utf8JsonWriter json, Shown shown, RegisteredEmployment employment)
    {
        json.WriteStartObject();
        json.WriteString("id", ColumnText.Of(employment.Id));
        json.WriteString("start", ShownWords.Iso(employment.Start));
        json.WriteBoolean("startUncertain", employment.StartUncertain);
        WriteOrigin(json, "startOrigin", employment.StartOrigin);
        json.WriteString("end", employment.End is { } end ? ShownWords.Iso(end) : null);
        WriteOrigin(json, "endOrigin", employment.EndOrigin);
        json.WriteString("endReason", employment.EndReason is { } reason ? ColumnText.Of(reason) : null);
        json.WriteStartArray("parts");
        foreach (var part in Parts(shown, employment))
        {
            json.WriteStartObject();
            json.WriteString("from", ShownWords.Iso(part.From));
            json.WriteString("to", part.To is { } to ? ShownWords.Iso(to) : null);
            json.WriteString("fraction", FractionOf(shown, part.Regime).ToString());
            json.WriteString("hours", part.Regime.Hours?.ToDecimalText());
            json.WriteString("fullTimeHours", part.Regime.FullTimeHours?.ToDecimalText());
            json.WriteString("jointCommittee", part.JointCommittee?.ToString());
            json.WriteString("category", ColumnText.Of(part.Category));
            json.WriteStartArray("suspensions");
            foreach (var suspension in part.Suspensions)
            {
                json.WriteStartObject();
                json.WriteString("from", ShownWords.Iso(suspension.From));
                json.WriteString("to", suspension.To is { } last ? ShownWords.Iso(last) : null);
                json.WriteString("kind", ColumnText.Of(suspension.Kind));
                json.WriteString("fraction", suspension.Fraction?.ToString());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            WriteOrigin(json, "regimeOrigin", part.Regime.Origin);
            WriteOrigin(json, "committeeOrigin", part.CommitteeOrigin);
            WriteOrigin(json, "categoryOrigin", part.CategoryOrigin);
            json.WriteString("origin", part.Source.Origin);
            json.WriteString("originReference", part.Source.OriginReference);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOrigin(Utf8JsonWriter json, string name, Origin? origin) =>
        json.WriteString(name, origin is null ? null : $"{origin.Kind} {origin.Reference}".TrimEnd());

    private static Fraction FractionOf(Shown shown, WorkRegime regime) =>
        regime.Fraction
        ?? Fraction.Min(1, (regime.Hours ?? 0) / (regime.FullTimeHours ?? shown.Employer.Facts.FullTimeWeeklyHours));

    private static string RegimeText(Shown shown, EmploymentPart part)
    {
        var regime = part.Regime is { Hours: { } hours, FullTimeHours: { } full }
            ? $"{Formats.Number(hours, shown.Language)}/{Formats.Number(full, shown.Language)}"
            : Formats.Exact(FractionOf(shown, part.Regime), shown.Language);
        return part.Suspensions.IsEmpty
            ? regime
            : shown.Word(
                "show.stillWorked",
                ("regime", regime),
                ("fraction", Formats.Exact(part.Suspensions[0].Fraction ?? 0, shown.Language))
            );
    }

    private static string Source(Shown shown, EmploymentPart part) =>
        $"{shown.Word($"show.origin.{part.Source.Origin}")} {part.Source.OriginReference}".TrimEnd();
}
