using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Figures;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Reports;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Reports;

/// <summary>Writes reports, and the trainings behind their figures, as the contract has them.</summary>
internal static class ReportJson
{
    /// <param name="parts">The sites and departments the figures are of; null: the whole employer.</param>
    public static void Write(Utf8JsonWriter json, ApiCall call, MadeFigures made, IReadOnlyList<string>? parts)
    {
        var words = Words.In(call.Language);
        json.WriteString("report", CodeText.Of(made.Asked.Kind));
        json.WriteString("title", FigureWords.Title(made.Asked.Kind, words));
        Period(json, made.Asked.Period);
        json.Exact("hoursPerDay", made.HoursPerDay);
        if (parts is not null)
        {
            json.WriteStartArray("parts");
            foreach (var part in parts)
            {
                json.WriteStringValue(part);
            }
            json.WriteEndArray();
        }
        json.WriteStartArray("figures");
        foreach (var line in FigureLine.All(made, words))
        {
            json.WriteStartObject();
            Line(json, call, made.Asked, line);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("leftOut");
        foreach (var why in made.LeftOutByReason)
        {
            json.WriteStartObject();
            json.WriteNumber("trainings", why.Count());
            Why(json, "reason", why.First().Because, words);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("rules");
        foreach (var rule in FigureWords.Rules(made, words))
        {
            json.WriteStringValue(rule);
        }
        json.WriteEndArray();
    }

    /// <summary>A training behind figures. Of groups of people it is not told whose it is.</summary>
    /// <param name="adds">To the figure that was asked for; null: to none.</param>
    public static void Training(Utf8JsonWriter json, ApiCall call, MadeFigures made, JudgedTraining one, Fraction? adds)
    {
        var (words, training) = (Words.In(call.Language), one.Training);
        if (made.Equality is null)
        {
            Of(json, call, one);
            json.Text("dossierNumber", training.DossierNumber);
            json.Exact("cost", one.Costs.Course);
            json.Exact("wageCost", one.Costs.Wages);
            json.Exact("fundContributions", one.Costs.Contributions);
            json.Exact("subsidy", one.Costs.Grants);
        }
        json.WriteString("title", training.Title);
        json.WriteString("kind", ColumnText.Of(training.Kind));
        json.WriteString("status", ColumnText.Of(training.Status));
        json.Day("startDate", training.StartOn);
        json.Day("endDate", training.EndOn);
        json.WriteBoolean("counts", one.Counts);
        Why(json, "reason", one.Because, words);
        json.Exact("hours", one.Hours);
        json.Exact("adds", adds);
    }

    public static void LeaveFile(Utf8JsonWriter json, ApiCall call, LeaveFile file)
    {
        var (words, training) = (Words.In(call.Language), file.Judged.Training);
        Of(json, call, file.Judged);
        json.Code("leaveScheme", training.LeaveScheme);
        json.WriteString("title", training.Title);
        json.WriteString("status", ColumnText.Of(training.Status));
        json.Day("startDate", training.StartOn);
        json.Day("endDate", training.EndOn);
        json.Text("dossierNumber", training.DossierNumber);
        json.Exact("hours", file.Hours);
        json.Day("askFrom", file.From);
        json.Day("askUntil", file.Until);
        Why(json, "deadline", file.Deadline, words);
        json.WriteStartArray("missing");
        foreach (var code in file.Missing)
        {
            json.WriteStartObject();
            json.WriteString("code", code);
            json.WriteString("text", words[$"figures.missing.{code}"]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Of(Utf8JsonWriter json, ApiCall call, JudgedTraining one)
    {
        json.WriteString("href", call.EmployerLink($"/trainings/{one.Training.TrainingId:D}"));
        json.WriteString("trainingId", one.Training.TrainingId);
        json.WriteString("workerId", one.Worker.WorkerId);
    }

    private static void Line(Utf8JsonWriter json, ApiCall call, FiguresAsked asked, FigureLine line)
    {
        json.WriteString("code", line.Code);
        json.WriteString("section", line.Section);
        json.Text("of", line.Of);
        json.Text("jointCommittee", line.Committee?.ToString());
        json.WriteString("name", line.Codes.Name);
        json.WriteString("title", line.Name);
        json.WriteString("unit", JsonNamingPolicy.CamelCase.ConvertName(line.Codes.Unit));
        json.Exact("value", line.IsNotKnown ? null : line.Value);
        json.WriteBoolean("hidden", line.IsHidden);
        if (line.Missing > 0)
        {
            json.WriteNumber("missingTrainings", line.Missing);
            json.Exact("missingHours", line.MissingHours);
        }
        json.Whole("incompleteTrainings", line.Incomplete == 0 ? null : line.Incomplete);
        if (line.Behind is { } figure)
        {
            json.Link("trainings", TrainingsOf(call, asked, figure));
        }
    }

    private static string TrainingsOf(ApiCall call, FiguresAsked asked, Figure figure)
    {
        var known = call.Day(Seen.KnownOn) is { } day ? $"&knownOn={ColumnText.Of(day)}" : "";
        return call.EmployerLink(
            $"/reports/{CodeText.Of(asked.Kind)}/trainings?figure={Uri.EscapeDataString(figure.Code)}"
                + $"&from={ColumnText.Of(asked.Period.From)}&to={ColumnText.Of(asked.Period.LastDay)}{known}"
        );
    }

    private static void Why(Utf8JsonWriter json, string name, Because because, Words words)
    {
        json.WriteStartObject(name);
        json.WriteString("code", because.Code);
        json.WriteString("text", FigureWords.Why(because, words));
        json.WriteString("source", FigureWords.Source(because.Source, words));
        json.Text("sourceAddress", FigureWords.Address(because.Source));
        json.WriteBoolean("proposal", because.IsProposal);
        json.WriteEndObject();
    }

    private static void Period(Utf8JsonWriter json, Period period)
    {
        json.WriteStartObject("period");
        json.Day("startDate", period.From);
        json.Day("endDate", period.LastDay);
        json.WriteEndObject();
    }
}
