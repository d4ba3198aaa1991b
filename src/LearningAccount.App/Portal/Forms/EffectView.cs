using System.Collections.Immutable;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.Law;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Portal.Forms;

/// <summary>What a change would do to accounts, in words: of one worker every figure that changes, of many who changes most.</summary>
public sealed record EffectView
{
    private const int Most = 10;

    public required DateOnly On { get; init; }

    /// <summary>A sentence or two.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>The figures of the one worker it is about; else none.</summary>
    public required IReadOnlyList<FigureChange> Figures { get; init; }

    /// <summary>The workers whose accounts change most, where there are several.</summary>
    public required IReadOnlyList<WorkerChange> Workers { get; init; }

    /// <summary>Workers whose accounts change and who are not shown.</summary>
    public required int Others { get; init; }

    /// <summary>What would newly be wrong.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public static EffectView Of<T>(Effect<T> effect, Words words)
    {
        var summary = effect.Summary;
        var isOne = effect.Workers.Length == 1;
        var shown = isOne ? [] : summary.Largest(Most).ToList();
        return new()
        {
            On = effect.On,
            Sentences = [.. isOne ? OfOne(effect.Workers[0], words) : OfMany(summary, words)],
            Figures = isOne && effect.Workers[0].IsChanged ? FiguresOf(effect.Workers[0], words) : [],
            Workers = [.. shown.Select(worker => Line(worker, words))],
            Others = isOne ? 0 : summary.Changed - shown.Count,
            Warnings =
            [
                .. effect
                    .Workers.SelectMany(worker => worker.NewAnomalies)
                    .GroupBy(anomaly => ReasonTexts.Anomaly(anomaly, words.Language), StringComparer.Ordinal)
                    .Select(same =>
                        same.Count() == 1
                            ? same.Key
                            : words.Of("effect.times", ("n", words.Number(same.Count())), ("text", same.Key))
                    )
                    .Take(Most),
            ],
        };
    }

    private static IEnumerable<string> OfOne(WorkerEffect worker, Words words)
    {
        if (!worker.IsChanged)
        {
            yield return words["effect.none"];
            yield break;
        }
        yield return worker switch
        {
            { FiguresBefore: null } => words.Of("effect.newAccount", ("left", words.Days(worker.FiguresAfter!.Left))),
            { FiguresAfter: null } => words["effect.noAccount"],
            { Difference.Sign: > 0 } => words.Of("effect.gains", ("days", words.Days(worker.Difference))),
            { Difference.Sign: < 0 } => words.Of("effect.loses", ("days", words.Days(-worker.Difference))),
            _ => words["effect.sameLeft"],
        };
    }

    private static IEnumerable<string> OfMany(EffectSummary summary, Words words)
    {
        if (summary.Changed == 0)
        {
            yield return words["effect.none"];
            yield break;
        }
        if (summary.Gaining > 0)
        {
            yield return words.Count("effect.gaining", summary.Gaining, ("days", words.Days(summary.Gained)));
        }
        if (summary.Losing > 0)
        {
            yield return words.Count("effect.losing", summary.Losing, ("days", words.Days(summary.Lost)));
        }
        if (summary.Changed > summary.Gaining + summary.Losing)
        {
            yield return words.Count("effect.otherwise", summary.Changed - summary.Gaining - summary.Losing);
        }
        if (summary.Workers > summary.Changed)
        {
            yield return words.Count("effect.same", summary.Workers - summary.Changed);
        }
    }

    private static IReadOnlyList<FigureChange> FiguresOf(WorkerEffect worker, Words words)
    {
        var (before, after) = (worker.AccountBefore(), worker.AccountAfter());
        var figures = new List<FigureChange>();
        Add(words["effect.left"], before?.Balance.Exact, after?.Balance.Exact, isShown: true);
        foreach (var year in Years(before, after))
        {
            var (was, will) = (YearOf(before, year), YearOf(after, year));
            var name = year.ToString(Words.Invariant);
            Add(words.Of("effect.credit", ("year", name)), was?.Credit, will?.Credit);
            Add(words.Of("effect.extra", ("year", name)), was?.Extra, will?.Extra);
            Add(words.Of("effect.adjusted", ("year", name)), was?.Adjusted, will?.Adjusted);
            Add(words.Of("effect.used", ("year", name)), was?.Used, will?.Used);
            Add(words.Of("effect.outside", ("year", name)), was?.Outside, will?.Outside);
            Add(words.Of("effect.expired", ("year", name)), was?.Expired, will?.Expired);
            Add(words.Of("effect.forfeited", ("year", name)), was?.Forfeited, will?.Forfeited);
        }
        Add(words["effect.planned"], before?.Planned, after?.Planned);
        Add(words["effect.outstanding"], before?.Exit?.Outstanding, after?.Exit?.Outstanding);
        return figures;

        void Add(string name, Fraction? was, Fraction? will, bool isShown = false)
        {
            if (isShown || (was ?? 0) != (will ?? 0))
            {
                figures.Add(new(name, Shown(was, words), Shown(will, words)));
            }
        }
    }

    private static IEnumerable<int> Years(Account? before, Account? after) =>
        ((ImmutableArray<AccountYear>?[])[before?.Years, after?.Years])
            .OfType<ImmutableArray<AccountYear>>()
            .SelectMany(years => years)
            .Select(year => year.Year)
            .Distinct()
            .Order();

    private static AccountYear? YearOf(Account? account, int year) => account?.Years.FirstOrDefault(one => one.Year == year);

    private static WorkerChange Line(WorkerEffect worker, Words words) =>
        new(
            worker.WorkerId,
            WorkerNames.Listed((worker.After ?? worker.Before)!),
            Shown(worker.FiguresBefore?.Left, words),
            Shown(worker.FiguresAfter?.Left, words),
            words.Signed(worker.Difference)
        );

    private static string Shown(Fraction? days, Words words) => days is { } known ? words.Number(known) : "–";
}

/// <summary>One figure before and after, in days.</summary>
public sealed record FigureChange(string Name, string Before, string After);

/// <summary>The days left of one worker before and after.</summary>
public sealed record WorkerChange(Guid WorkerId, string Name, string Before, string After, string Difference);
