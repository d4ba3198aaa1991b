using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Plans;

/// <summary>What bodies say of training plans, as it is kept.</summary>
internal static class SentPlan
{
    /// <summary>Its period and what it says as a whole; what is not sent is not said any more.</summary>
    public static TrainingPlanVersion Words(JsonElement sent, TrainingPlanVersion before) =>
        before with
        {
            FromOn = sent.DayOf("startDate")!.Value,
            ToOn = sent.DayOf("endDate")!.Value,
            Contribution = Said(sent, "contribution"),
            RiskGroups = Said(sent, "riskGroups"),
            Shortage = Said(sent, "shortage"),
            Gender = Said(sent, "gender"),
            Evaluation = Said(sent, "evaluation"),
            Remark = Said(sent, "remark"),
        };

    /// <param name="below">The place of the line, with a dot: <c>lines[3].</c>.</param>
    /// <exception cref="ProblemException">400: a part of the target group cannot be read.</exception>
    public static TrainingPlanLineVersion Line(JsonElement sent, Guid employer, Guid plan, Guid line, string below = "") =>
        new()
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            PlanId = plan,
            Edition = 0,
            LineId = line,
            Position = 0,
            Title = sent.TextOf("title")!.Trim(),
            Kind = sent.CodeOf<TrainingKind>("kind") ?? TrainingKind.Formal,
            GroupName = Said(sent, "groupName"),
            GroupParts = TargetGroup.Write(GroupOf(sent, below)),
            Quarter = Quarter.TryParse(sent.TextOf("yearQuarter"), out var quarter) ? quarter : null,
            Persons = sent.WholeOf("persons"),
            Women = sent.WholeOf("women"),
            Men = sent.WholeOf("men"),
            Hours = sent.ExactOf("hours"),
            Days = sent.ExactOf("days"),
            Provider = Said(sent, "provider"),
            Budget = sent.ExactOf("budget"),
            Aim = Said(sent, "aim"),
            FromFifty = sent.WholeOf("fromFifty"),
            WithDisability = sent.WholeOf("withDisability"),
            OfForeignOrigin = sent.WholeOf("ofForeignOrigin"),
            IsShortage = sent.BoolOf("isShortage") ?? false,
            Remark = Said(sent, "remark"),
        };

    /// <summary>Checked one by one, so that each fault has the place of its line.</summary>
    /// <exception cref="ProblemException">400, with every fault at its place.</exception>
    public static ImmutableArray<TrainingPlanLineVersion> Lines(JsonElement sent, Guid employer)
    {
        if (!sent.TryGetProperty("lines", out var list))
        {
            return [];
        }
        var lines = ImmutableArray.CreateBuilder<TrainingPlanLineVersion>();
        var issues = new List<InputIssue>();
        foreach (var one in list.EnumerateArray())
        {
            var below = string.Create(CultureInfo.InvariantCulture, $"lines[{lines.Count}].");
            var line = Line(one, employer, Guid.Empty, Guid.Empty, below);
            issues.AddRange(
                PlanChecks.Of(line).Where(found => found.Severity is Severity.Error).Select(found => InputIssue.Of(found, below))
            );
            lines.Add(line);
        }
        return issues.Count > 0
            ? throw new ProblemException(Problem.BadRequest([.. issues.Take(SchemaCheck.MostIssues)]))
            : lines.DrainToImmutable();
    }

    /// <summary>Where in a body stands what the checks of plans call otherwise.</summary>
    public static string PlaceOf(string at) =>
        at switch
        {
            "from" => "startDate",
            "to" => "endDate",
            "line" => "lineId",
            "sentOn" or "opinionOn" or "fixedOn" or "filedOn" => "on",
            "filedReference" => "reference",
            _ => at,
        };

    private static IEnumerable<TargetGroup> GroupOf(JsonElement sent, string below)
    {
        if (!sent.TryGetProperty("group", out var list))
        {
            yield break;
        }
        var place = 0;
        foreach (var part in list.EnumerateArray().Select(one => one.GetString()!))
        {
            // A line of what is kept is a part.
            yield return !part.Contains('\n', StringComparison.Ordinal) && TargetGroup.TryParse(part, out var group)
                ? group
                : throw SentFacts.Wrong(
                    string.Create(CultureInfo.InvariantCulture, $"{below}group[{place}]"),
                    "targetGroup",
                    part
                );
            place++;
        }
    }

    // Of blanks alone nothing is said.
    private static string? Said(JsonElement sent, string name) => sent.TextOf(name)?.Trim() is { Length: > 0 } text ? text : null;
}
