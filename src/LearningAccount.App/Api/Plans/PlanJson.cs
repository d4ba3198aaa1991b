using System.Collections.Immutable;
using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Plans;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Plans;

/// <summary>Writes training plans as the contract has them.</summary>
internal static class PlanJson
{
    /// <summary>What a plan is in one of its editions, without its trainings.</summary>
    public static void Head(Utf8JsonWriter json, Plan plan, PlanEdition edition, Words words)
    {
        var head = edition.Head;
        json.WriteString("trainingPlanId", plan.PlanId);
        json.WriteNumber("edition", head.Edition);
        json.WriteNumber("latestEdition", plan.Latest.Head.Edition);
        json.Whole("editionInForce", plan.Fixed?.Head.Edition);
        json.WriteString("title", PlanWords.Title(head, words));
        json.WriteString("state", CodeText.Of(edition.Step));
        json.Day("startDate", head.FromOn);
        json.Day("endDate", head.ToOn);
        json.Code("sentTo", head.Body);
        json.Day("sentOn", head.SentOn);
        json.Day("meetingOn", head.MeetingOn);
        json.Day("opinionOn", head.OpinionOn);
        json.Text("opinion", head.Opinion);
        json.Day("fixedOn", head.FixedOn);
        json.Day("inForceOn", head.InForceOn);
        json.Day("filedOn", head.FiledOn);
        json.Text("filedReference", head.FiledReference);
        json.WriteNumber("lineCount", edition.Lines.Length);
    }

    public static void Words(Utf8JsonWriter json, TrainingPlanVersion head)
    {
        json.Text("contribution", head.Contribution);
        json.Text("riskGroups", head.RiskGroups);
        json.Text("shortage", head.Shortage);
        json.Text("gender", head.Gender);
        json.Text("evaluation", head.Evaluation);
        json.Text("remark", head.Remark);
    }

    public static void Line(Utf8JsonWriter json, TrainingPlanLineVersion line)
    {
        json.WriteString("lineId", line.LineId);
        json.WriteString("title", line.Title);
        json.Code<TrainingKind>("kind", line.Kind);
        json.Text("groupName", line.GroupName);
        json.WriteStartArray("group");
        foreach (var part in TargetGroup.Read(line.GroupParts))
        {
            json.WriteStringValue(part.ToString());
        }
        json.WriteEndArray();
        json.Text("yearQuarter", line.Quarter?.ToString());
        json.Whole("persons", line.Persons);
        json.Whole("women", line.Women);
        json.Whole("men", line.Men);
        json.Exact("hours", line.Hours);
        json.Exact("days", line.Days);
        json.Text("provider", line.Provider);
        json.Exact("budget", line.Budget);
        json.Text("aim", line.Aim);
        json.Whole("fromFifty", line.FromFifty);
        json.Whole("withDisability", line.WithDisability);
        json.Whole("ofForeignOrigin", line.OfForeignOrigin);
        json.WriteBoolean("isShortage", line.IsShortage);
        json.Text("remark", line.Remark);
    }

    public static void Warnings(Utf8JsonWriter json, ImmutableArray<Anomaly> warnings, ApiCall call)
    {
        json.WriteStartArray("warnings");
        foreach (var warning in warnings)
        {
            json.WriteStartObject();
            json.WriteString("code", warning.Code);
            json.WriteString("text", RecordTexts.Of(warning, call.Language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Threshold(Utf8JsonWriter json, PlanThreshold threshold)
    {
        json.WriteStartObject("threshold");
        json.WriteNumber("year", threshold.Year);
        json.WriteBoolean("due", threshold.IsDue);
        json.Code<SizeClass>("sizeClass", threshold.Class);
        json.Exact("average", threshold.Average);
        json.Exact("heads", threshold.Heads);
        json.WriteBoolean("disputed", threshold.IsDisputed);
        json.WriteEndObject();
    }

    public static void Comparison(Utf8JsonWriter json, PlanComparison done)
    {
        json.Day("on", done.On);
        Amount(json, "planned", done.Planned);
        Amount(json, "done", done.Done);
        json.Exact("creditDays", done.Credit);
        json.Exact("usedDays", done.Used);
        json.WriteStartArray("lines");
        foreach (var line in done.Lines)
        {
            json.WriteStartObject();
            json.WriteString("lineId", line.Line.LineId);
            json.WriteString("title", line.Line.Title);
            Amount(json, "planned", line.Planned);
            Amount(json, "done", line.Done);
            json.WriteStartArray("titles");
            foreach (var title in line.Titles)
            {
                json.WriteStringValue(title);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("notPlanned");
        foreach (var one in done.NotPlanned)
        {
            json.WriteStartObject();
            json.WriteString("title", one.Title);
            Amount(json, "done", one.Done);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Amount(Utf8JsonWriter json, string name, PlanAmount amount)
    {
        json.WriteStartObject(name);
        json.WriteNumber("persons", amount.Persons);
        json.WriteNumber("women", amount.Women);
        json.WriteNumber("men", amount.Men);
        json.Exact("hours", amount.Hours);
        json.Exact("days", amount.Days);
        json.WriteEndObject();
    }
}
