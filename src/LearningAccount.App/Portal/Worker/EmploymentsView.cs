using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

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
            [.. Sources(employment, words)],
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
            RegimeSource(part, words),
            PeriodWords.Committee(part.JointCommittee, words),
            part.JointCommittee is null ? words["employment.rule.none"] : Source(part.CommitteeOrigin, "none", words),
            part.Category,
            Source(part.CategoryOrigin, "none", words)
        );

    /// <summary>Where the first and the last day come from.</summary>
    private static IEnumerable<string> Sources(RegisteredEmployment employment, Words words)
    {
        yield return words.Of("employment.startFrom", ("source", PeriodWords.Source(employment.StartOrigin, words)));
        if (employment.End is not null)
        {
            yield return words.Of("employment.endFrom", ("source", Source(employment.EndOrigin, "end", words)));
        }
    }

    // A list without working time means full time; Dimona never tells any.
    private static string RegimeSource(EmploymentPart part, Words words) =>
        part switch
        {
            { Regime.Origin.Kind: "dimona" } => words["employment.rule.noRegime"],
            { Source: ContractVersion { Fraction: null, Hours: null } said } when IsOf(said, part.Regime.Origin) => words[
                "employment.rule.fullTime"
            ],
            _ => PeriodWords.Source(part.Regime.Origin ?? new(part.Source.Origin, part.Source.OriginReference ?? ""), words),
        };

    private static bool IsOf(ContractVersion said, Origin? origin) =>
        origin is not null
        && string.Equals(said.Origin, origin.Kind, StringComparison.Ordinal)
        && string.Equals(said.OriginReference ?? "", origin.Reference, StringComparison.Ordinal);

    private static string Source(Origin? origin, string rule, Words words) =>
        origin is { } known ? PeriodWords.Source(known, words) : words[$"employment.rule.{rule}"];

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
    IReadOnlyList<string> Sources,
    bool StartUncertain,
    string? Ending,
    IReadOnlyList<PartLine> Parts,
    IReadOnlyList<LeaveLine> Suspensions
);

/// <summary>A stretch of an employment, each point of it with where it comes from.</summary>
public sealed record PartLine(
    string Period,
    string Regime,
    string RegimeSource,
    string Committee,
    string CommitteeSource,
    WorkerCategory Category,
    string CategorySource
);

public sealed record LeaveLine(string Period, string What, string Source);
