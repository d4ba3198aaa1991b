using System.Globalization;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Duties;

/// <summary>A duty in its reader's words: what, why with its values, and where it is written. Never a name or a number of a worker.</summary>
public static class DutyWords
{
    private const string Yes = "yes";

    /// <summary>What is to be done, or known.</summary>
    public static string Title(DutyKind kind, Words words) => words[$"duty.{kind}.title"];

    public static string State(Duty duty, Words words) =>
        words[duty is { IsToKnow: true, State: not DutyState.Done } ? "duty.state.ToKnow" : $"duty.state.{duty.State}"];

    /// <summary>How many workers it is about; null where it is about none.</summary>
    public static string? Whom(Duty duty, Words words) => duty.Count == 0 ? null : words.Count("duty.workers", duty.Count);

    /// <summary>Why it is there, with what it was computed from.</summary>
    public static string Why(Duty duty, Words words) =>
        duty.Kind switch
        {
            DutyKind.TellAccount or DutyKind.TellNewcomers => Telling(duty, words),
            DutyKind.TellYearly => Telling(duty, words),
            DutyKind.EnterTrainings => words[$"duty.{duty.Kind}.why"],
            DutyKind.QuarterWithoutTraining or DutyKind.Declaration => words.Of(
                $"duty.{duty.Kind}.why",
                ("quarter", QuarterOf(duty["quarter"], words))
            ),
            DutyKind.OwnNumber => words.Of(
                duty["days"] is null ? "duty.OwnNumber.why" : "duty.OwnNumber.decided",
                ("year", duty["year"] ?? ""),
                ("size", Size(duty, words)),
                ("days", Days(duty["days"], words))
            ),
            DutyKind.AgreementDeposited => words.Of(
                "duty.AgreementDeposited.why",
                ("year", duty["year"] ?? ""),
                ("next", duty["next"] ?? ""),
                ("committees", duty["committees"] ?? "")
            ),
            DutyKind.PlanOpinion or DutyKind.PlanFixed => words.Of(
                $"duty.{duty.Kind}.why",
                ("year", duty["year"] ?? ""),
                ("size", Size(duty, words))
            ),
            DutyKind.PlanFiled => words.Of(
                "duty.PlanFiled.why",
                ("year", duty["year"] ?? ""),
                ("from", Day(duty["from"], words))
            ),
            DutyKind.PlanByHeads => words.Of(
                "duty.PlanByHeads.why",
                ("heads", Number(duty["heads"], words)),
                ("size", Size(duty, words))
            ),
            DutyKind.DaysExpire or DutyKind.ContractsEnd => words.Of(
                $"duty.{duty.Kind}.why",
                ("days", Days(duty["days"], words)),
                ("on", words.Date(duty.On))
            ),
            DutyKind.SizePeriod => NextSize(duty, words),
            _ => words[$"duty.{duty.Kind}.why"],
        };

    /// <summary>The article, or that the day is proposed.</summary>
    public static string Source(DutyKind kind, Words words) => words[$"duty.{kind}.source"];

    /// <summary>A kind of duty as the command line and files write it.</summary>
    public static string Code(DutyKind kind) => ColumnText.Of(kind);

    // Whoever can enter the portal is told there by itself; the others need a paper.
    private static string Telling(Duty duty, Words words)
    {
        var how =
            duty["paper"] is "0" ? words["duty.told.byPortal"]
            : duty["portal"] is "0" ? words["duty.told.byPaper"]
            : words.Of("duty.told.both", ("portal", Number(duty["portal"], words)), ("paper", Number(duty["paper"], words)));
        var month = int.Parse(duty["month"] ?? "1", CultureInfo.InvariantCulture);
        return words.Of($"duty.{duty.Kind}.why", ("month", words.Culture.DateTimeFormat.MonthNames[month - 1])) + " " + how;
    }

    private static string NextSize(Duty duty, Words words)
    {
        var quarters = (duty["quarters"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var rests = words.Of(
            duty["reference"] is Yes ? "duty.size.known" : "duty.size.before",
            ("n", words.Number(quarters.Length)),
            ("quarters", string.Join(", ", quarters.Select(quarter => QuarterOf(quarter, words)))),
            ("average", Exact(duty["average"], words))
        );
        var outcome = words.Of(
            duty["change"] is Yes ? "duty.size.changes" : "duty.size.stays",
            ("class", words[$"size.class.{duty["class"]}"]),
            ("now", words[$"size.class.{duty["now"]}"])
        );
        return $"{rests} {outcome}";
    }

    private static string Size(Duty duty, Words words) =>
        duty["average"] is { } average
            ? words.Of("duty.size.average", ("average", Exact(average, words)))
            : words["duty.size.said"];

    // Nobody may take 19.999 for 20: where rounding would hide something, the fraction itself stands there.
    private static string Exact(string? text, Words words) =>
        Fraction.TryParse(text ?? "", out var value)
            ? value == value.Round(2)
                ? words.Short(value)
                : $"{words.Short(value)} ({text})"
            : "";

    private static string Number(string? text, Words words) =>
        Fraction.TryParse(text ?? "", out var value) ? words.Short(value) : "";

    private static string Days(string? text, Words words) =>
        Fraction.TryParse(text ?? "", out var value) ? words.Days(value) : "";

    private static string QuarterOf(string? text, Words words) =>
        Quarter.TryParse(text, out var quarter) ? words.Quarter(quarter) : "";

    private static string Day(string? text, Words words) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? words.Date(day)
            : "";
}
