using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Plans;

/// <summary>A part of a plan that is not as it was.</summary>
/// <param name="Name">The title of a training; null: the plan as a whole.</param>
/// <param name="Kind"><c>history.new</c>, <c>history.ended</c> or <c>history.changed</c>.</param>
/// <param name="Fields">What changed of it, before and after; none where it is new or gone.</param>
public sealed record PlanDifference(
    string? Name,
    string Kind,
    IReadOnlyList<(string Field, string? Before, string? After)> Fields
);

/// <summary>What differs between two states of a plan, in the reader's words.</summary>
public static class PlanDifferences
{
    private static readonly (string Code, Func<TrainingPlanVersion, Words, string?> Of)[] OfHead =
    [
        ("plan.field.period", (head, words) => PlanWords.Period(head, words)),
        ("plan.field.body", (head, words) => head.Body is { } body ? words[$"plan.body.{body}"] : null),
        ("plan.field.sentOn", (head, words) => Day(head.SentOn, words)),
        ("plan.field.meetingOn", (head, words) => Day(head.MeetingOn, words)),
        ("plan.field.opinionOn", (head, words) => Day(head.OpinionOn, words)),
        ("plan.words.opinion", (head, _) => head.Opinion),
        ("plan.field.fixedOn", (head, words) => Day(head.FixedOn, words)),
        ("plan.field.inForceOn", (head, words) => Day(head.InForceOn, words)),
        ("plan.field.filedOn", (head, words) => Day(head.FiledOn, words)),
        ("plan.field.filedReference", (head, _) => head.FiledReference),
        ("plan.words.contribution", (head, _) => head.Contribution),
        ("plan.words.riskGroups", (head, _) => head.RiskGroups),
        ("plan.words.shortage", (head, _) => head.Shortage),
        ("plan.words.gender", (head, _) => head.Gender),
        ("plan.words.evaluation", (head, _) => head.Evaluation),
        ("plan.words.remark", (head, _) => head.Remark),
    ];

    private static readonly (string Code, Func<TrainingPlanLineVersion, Words, string?> Of)[] OfLine =
    [
        ("plan.field.title", (line, _) => line.Title),
        ("plan.field.kind", (line, words) => words[$"training.kind.{line.Kind}"]),
        ("plan.field.group", (line, words) => PlanWords.Group(line, words)),
        ("plan.field.parts", (line, words) => line.GroupName is null ? null : PlanWords.Parts(line, words)),
        ("plan.field.when", (line, words) => PlanWords.When(line, words)),
        ("plan.field.persons", (line, words) => Count(line.Persons, words)),
        ("plan.field.women", (line, words) => Count(line.Women, words)),
        ("plan.field.men", (line, words) => Count(line.Men, words)),
        ("plan.field.each", (line, words) => PlanWords.Length(line, words)),
        ("plan.field.provider", (line, _) => line.Provider),
        ("plan.field.budget", (line, words) => line.Budget is { } euro ? words.Euro(euro) : null),
        ("plan.field.aim", (line, _) => line.Aim),
        ("plan.field.fromFifty", (line, words) => Count(line.FromFifty, words)),
        ("plan.field.withDisability", (line, words) => Count(line.WithDisability, words)),
        ("plan.field.ofForeignOrigin", (line, words) => Count(line.OfForeignOrigin, words)),
        ("plan.field.shortage", (line, words) => line.IsShortage ? words["plan.yes"] : null),
        ("plan.field.remark", (line, _) => line.Remark),
    ];

    public static IReadOnlyList<PlanDifference> Of(PlanEdition before, PlanEdition after, Words words)
    {
        var found = new List<PlanDifference>();
        var head = Changed(OfHead, before.Head, after.Head, words);
        if (head.Count > 0)
        {
            found.Add(new(null, "history.changed", head));
        }
        foreach (var line in after.Lines)
        {
            if (before.Line(line.LineId) is not { } was)
            {
                found.Add(new(line.Title, "history.new", []));
            }
            else if (Changed(OfLine, was, line, words) is { Count: > 0 } fields)
            {
                found.Add(new(line.Title, "history.changed", fields));
            }
        }
        found.AddRange(
            before
                .Lines.Where(line => after.Line(line.LineId) is null)
                .Select(line => new PlanDifference(line.Title, "history.ended", []))
        );
        return found;
    }

    private static List<(string, string?, string?)> Changed<T>(
        (string Code, Func<T, Words, string?> Of)[] fields,
        T before,
        T after,
        Words words
    ) =>
        [
            .. fields
                .Select(field => (words[field.Code], field.Of(before, words), field.Of(after, words)))
                .Where(field => !string.Equals(field.Item2, field.Item3, StringComparison.Ordinal)),
        ];

    private static string? Day(DateOnly? day, Words words) => day is { } told ? words.Date(told) : null;

    private static string? Count(int? number, Words words) => number is { } told ? words.Number(told) : null;
}
