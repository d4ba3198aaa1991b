using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Portal.Worker;

/// <summary>The employments of a worker in words: each with its stretches, and where each comes from. The newest first.</summary>
public sealed record EmploymentsView(IReadOnlyList<EmploymentLines> Employments, IReadOnlyList<string> Remarks)
{
    public static EmploymentsView Of(ResolvedEmployments resolved, Words words, Func<Anomaly, string> remark) =>
        new(
            [
                .. resolved
                    .Employments.OrderByDescending(employment => employment.Start)
                    .Select(employment => Lines(employment, words)),
            ],
            [.. resolved.Anomalies.Select(remark).Distinct(StringComparer.Ordinal)]
        );

    private static EmploymentLines Lines(RegisteredEmployment employment, Words words) =>
        new(
            PeriodWords.Of(employment.Start, employment.End, words),
            employment.StartUncertain,
            employment.EndReason is { } reason
                ? ReasonTexts.Catalogue.Text($"word.endReason.{CodeOf(reason)}", words.Language)
                : null,
            [.. employment.Parts.OrderByDescending(part => part.From).Select(part => Line(part, words))],
            [
                .. employment
                    .Parts.SelectMany(part => part.Suspensions)
                    .Distinct()
                    .OrderByDescending(leave => leave.From)
                    .Select(leave => Line(leave, words)),
            ]
        );

    private static PartLine Line(EmploymentPart part, Words words) =>
        new(
            PeriodWords.Of(part.From, part.To, words),
            PeriodWords.Regime(part.Regime, words),
            PeriodWords.Committee(part.JointCommittee, words),
            part.Category,
            PeriodWords.Source(part.Regime.Origin ?? new(part.Source.Origin, part.Source.OriginReference ?? ""), words)
        );

    private static LeaveLine Line(Suspension leave, Words words) =>
        new(
            PeriodWords.Of(leave.From, leave.To, words),
            leave.Fraction is { IsZero: false } worked
                ? words.Of(
                    "employment.partialLeave",
                    ("kind", words[$"employment.leave.{leave.Kind}"]),
                    ("part", PeriodWords.PartOfFullTime(worked, words))
                )
                : words[$"employment.leave.{leave.Kind}"],
            leave.Origin is { } origin ? PeriodWords.Source(origin, words) : ""
        );

    private static string CodeOf(EndReason reason)
    {
        var name = reason.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}

public sealed record EmploymentLines(
    string Period,
    bool StartUncertain,
    string? Ending,
    IReadOnlyList<PartLine> Parts,
    IReadOnlyList<LeaveLine> Suspensions
);

public sealed record PartLine(string Period, string Regime, string Committee, WorkerCategory Category, string Source);

public sealed record LeaveLine(string Period, string What, string Source);

/// <summary>Periods, regimes, committees and sources in words.</summary>
public static class PeriodWords
{
    public static string Of(DateOnly from, DateOnly? to, Words words) =>
        to is { } end
            ? words.Of("employment.fromTo", ("from", words.ShortDate(from)), ("to", words.ShortDate(end)))
            : words.Of("employment.since", ("from", words.ShortDate(from)));

    /// <summary>Hours a week where they are known, and the part of full time.</summary>
    public static string Regime(WorkRegime regime, Words words)
    {
        if (regime is { Hours: { } hours, FullTimeHours: { } full })
        {
            return words.Of(
                "employment.hours",
                ("hours", words.Short(hours)),
                ("full", words.Short(full)),
                ("percent", Percent(hours / full, words))
            );
        }
        return regime.Fraction is { } fraction && fraction < 1 ? PartOfFullTime(fraction, words) : words["employment.fullTime"];
    }

    public static string PartOfFullTime(Fraction fraction, Words words) =>
        words.Of("employment.part", ("percent", Percent(fraction, words)));

    public static string Committee(JointCommittee? committee, Words words) =>
        committee is { } known ? known.ToString() : words["employment.noCommittee"];

    public static string Source(Origin origin, Words words) =>
        ReasonTexts.Origin(new("regime", "", origin), words.Language) ?? "";

    private static string Percent(Fraction fraction, Words words) => words.Short(Fraction.Min(1, fraction) * 100);
}
