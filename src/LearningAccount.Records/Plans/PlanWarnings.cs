using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Plans;

/// <summary>
/// What is late, was skipped or is missing in a plan. It never keeps anybody from going on: the law sets days for these steps
/// but says nothing of a plan that was fixed otherwise (law of 3 October 2022, chapter 9; rulebook R7.10, R7.11).
/// </summary>
public static class PlanWarnings
{
    /// <summary>What the law wants of a year for which there is no plan.</summary>
    public static ImmutableArray<Anomaly> OfNone(PlanThreshold threshold, DateOnly today)
    {
        var found = new List<Anomaly>();
        if (threshold.IsDue && today > PlanDays.Fixed(threshold.Year))
        {
            found.Add(Of("plan.missing", "plan", threshold.Year, ("due", PlanDays.Fixed(threshold.Year))));
        }
        return [.. found.Concat(OfThreshold(threshold))];
    }

    /// <summary>The two readings of the threshold differ.</summary>
    public static IEnumerable<Anomaly> OfThreshold(PlanThreshold threshold)
    {
        if (threshold is { IsDisputed: true, Heads: { } heads })
        {
            yield return new("plan.headsOverThreshold", Severity.Warning, "size")
            {
                Values = [("heads", heads.ToFixedText(2)), ("average", threshold.Average?.ToFixedText(2) ?? "?")],
            };
        }
    }

    public static ImmutableArray<Anomaly> Of(PlanEdition edition, DateOnly today) =>
        [.. OfSteps(edition, today), .. OfContent(edition)];

    private static IEnumerable<Anomaly> OfSteps(PlanEdition edition, DateOnly today)
    {
        var (head, year) = (edition.Head, edition.Year);
        if (head is { SentOn: { } sent, MeetingOn: { } meeting } && sent.AddDays(PlanDays.BeforeMeeting) > meeting)
        {
            yield return Of("plan.draftLate", "sentOn", null, ("sent", sent), ("meeting", meeting));
        }
        if (head is { FixedOn: { } before, OpinionOn: null })
        {
            yield return Of(head.SentOn is null ? "plan.notSent" : "plan.noOpinion", "opinionOn", null, ("fixed", before));
        }
        if (head is { FixedOn: { } first, OpinionOn: { } later } && later > first)
        {
            yield return Of("plan.opinionAfter", "opinionOn", null, ("fixed", first), ("opinion", later));
        }
        // The days of March are those of the plan of the year, not of what is changed in it later.
        if (!edition.IsAmendment)
        {
            var opinion = PlanDays.Opinion(year);
            if (head.OpinionOn > opinion)
            {
                yield return Of("plan.opinionLate", "opinionOn", year, ("opinion", head.OpinionOn.Value), ("due", opinion));
            }
            else if (head is { OpinionOn: null, FixedOn: null } && today > opinion)
            {
                yield return Of("plan.opinionDue", "opinionOn", year, ("due", opinion));
            }
            var due = PlanDays.Fixed(year);
            if (head.FixedOn > due)
            {
                yield return Of("plan.fixedLate", "fixedOn", year, ("fixed", head.FixedOn.Value), ("due", due));
            }
            else if (head.FixedOn is null && today > due)
            {
                yield return Of("plan.fixedDue", "fixedOn", year, ("due", due));
            }
            if (head.InForceOn is { } from)
            {
                var filing = PlanDays.Filed(from);
                if (head.FiledOn > filing)
                {
                    yield return Of("plan.filedLate", "filedOn", null, ("filed", head.FiledOn.Value), ("due", filing));
                }
                else if (head.FiledOn is null && today > filing)
                {
                    yield return Of("plan.filedDue", "filedOn", null, ("due", filing));
                }
            }
        }
        if (head.ToOn < head.FromOn.AddYears(1).AddDays(-1))
        {
            yield return Of("plan.shorterThanYear", "toOn", null, ("from", head.FromOn), ("to", head.ToOn));
        }
    }

    // What a plan speaks of; some say it is a duty, some that it is advice (R7.11).
    private static IEnumerable<Anomaly> OfContent(PlanEdition edition)
    {
        var head = edition.Head;
        if (edition.Lines.IsEmpty)
        {
            yield return Of("plan.noTrainings", "lines", null);
            yield break;
        }
        (string Code, bool Speaks)[] points =
        [
            ("plan.noRiskGroups", head.RiskGroups is not null || edition.Lines.Any(IsOfRiskGroup)),
            ("plan.noGender", head.Gender is not null || edition.Lines.Any(line => line.Women is not null)),
            ("plan.noShortage", head.Shortage is not null || edition.Lines.Any(line => line.IsShortage)),
            ("plan.noEvaluation", head.Evaluation is not null),
        ];
        foreach (var (code, _) in points.Where(point => !point.Speaks))
        {
            yield return Of(code, "words", null);
        }
    }

    private static bool IsOfRiskGroup(TrainingPlanLineVersion line) =>
        (line.FromFifty ?? line.WithDisability ?? line.OfForeignOrigin) is not null;

    private static Anomaly Of(string code, string at, int? year, params ReadOnlySpan<(string Name, DateOnly Day)> days)
    {
        var values = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var (name, day) in days)
        {
            values.Add((name, ColumnText.Of(day)));
        }
        if (year is { } of)
        {
            values.Add(("year", of.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
        return new(code, Severity.Warning, at) { Values = values.ToImmutable() };
    }
}
