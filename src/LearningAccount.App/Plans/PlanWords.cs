using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Plans;

/// <summary>Training plans in the reader's words.</summary>
public static class PlanWords
{
    /// <summary>The years, else the days: <c>2026</c>, <c>2026–2027</c>.</summary>
    public static string Period(TrainingPlanVersion plan, Words words)
    {
        var (from, to) = (plan.FromOn, plan.ToOn);
        if (from is { Month: 1, Day: 1 } && to is { Month: 12, Day: 31 })
        {
            return from.Year == to.Year
                ? from.Year.ToString(Words.Invariant)
                : string.Create(Words.Invariant, $"{from.Year}–{to.Year}");
        }
        return words.Of("plan.period", ("from", words.ShortDate(from)), ("to", words.ShortDate(to)));
    }

    public static string Title(TrainingPlanVersion plan, Words words) =>
        words.Of("plan.titleOf", ("period", Period(plan, words)));

    /// <summary>How far it is, with the day: <c>Fixed on 28 March 2026</c>.</summary>
    public static string Step(PlanEdition edition, Words words)
    {
        var head = edition.Head;
        return words.Of(
            $"plan.step.{edition.Step}",
            (
                "on",
                (
                    edition.Step switch
                    {
                        PlanStep.Filed => head.FiledOn,
                        PlanStep.Fixed => head.FixedOn,
                        PlanStep.Advised => head.OpinionOn,
                        PlanStep.Sent => head.SentOn,
                        _ => null,
                    }
                )
                    is { } day
                    ? words.Date(day)
                    : ""
            )
        );
    }

    public static string Edition(PlanEdition edition, Words words) =>
        words.Of("plan.edition", ("n", edition.Head.Edition.ToString(Words.Invariant)));

    /// <summary>For whom a training is meant.</summary>
    public static string Group(TrainingPlanLineVersion line, Words words) =>
        line.GroupName ?? (Parts(line, words) is { Length: > 0 } parts ? parts : words["plan.group.none"]);

    /// <summary>Who belongs to the group, where that is told besides its name.</summary>
    public static string Parts(TrainingPlanLineVersion line, Words words) =>
        string.Join(", ", TargetGroup.Read(line.GroupParts).Select(part => Part(part, words)));

    public static string Part(TargetGroup part, Words words) =>
        part.Part switch
        {
            GroupPart.Department => words.Of("grant.department", ("name", part.Value!)),
            GroupPart.Site => words.Of("grant.site", ("name", part.Value!)),
            GroupPart.Committee => words.Of(
                "plan.group.Committee",
                ("number", JointCommittee.TryParse(part.Value!, out var committee) ? committee.ToString() : part.Value!)
            ),
            _ => words[$"plan.group.{part.Part}"],
        };

    public static string When(TrainingPlanLineVersion line, Words words) =>
        line.Quarter is { } quarter ? words.Quarter(quarter) : words["plan.anyTime"];

    /// <summary>How long it is for each: <c>2 days</c>, <c>6 h</c>.</summary>
    public static string Length(TrainingPlanLineVersion line, Words words) =>
        line.Days is { } days ? words.Days(days)
        : line.Hours is { } hours ? words.Of("plan.hours", ("hours", words.Short(hours)))
        : "–";

    public static string Count(PlanCount count, Words words) =>
        count.IsHidden ? words["plan.hidden"]
        : count.Value is { } value ? words.Number(value)
        : "–";

    /// <summary>A sum of days, of which nothing is told where it would tell of small groups.</summary>
    public static string Days(Fraction? days, Words words, bool isHidden = false) =>
        days is { } told ? words.Short(told)
        : isHidden ? words["plan.hidden"]
        : "–";

    /// <summary>How much of the credit: <c>42%</c>; null where there is no credit.</summary>
    public static string? Share(Fraction days, Fraction credit, Words words) =>
        credit.Sign > 0 ? words.Percent(days / credit) : null;

    public static string Warning(Anomaly anomaly, Words words) => RecordTexts.Of(anomaly, words.Language);

    /// <summary>Why a plan is due for a year, or is not.</summary>
    public static string Threshold(PlanThreshold threshold, Words words)
    {
        var due = threshold.IsDue ? "due" : "notDue";
        var basis =
            threshold.Unit is Law.Facts.FallbackUnit.Heads && threshold.Heads is not null ? "Heads"
            : threshold.IsSaid ? "Said"
            : threshold.Average is null ? "Unknown"
            : "Average";
        return words.Of(
            $"plan.{due}{basis}",
            ("year", threshold.Year.ToString(Words.Invariant)),
            ("average", threshold.Average is { } average ? words.Number(average) : ""),
            ("heads", threshold.Heads is { } heads ? words.Number(heads) : ""),
            ("class", words[$"size.class.{threshold.Class}"])
        );
    }
}
