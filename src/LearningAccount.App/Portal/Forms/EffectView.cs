using System.Collections.Immutable;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Portal.Forms;

/// <summary>What a change would do to accounts, in words: of one worker every figure that changes, of many who changes most.</summary>
public sealed record EffectView
{
    /// <summary>As many rows are told at once; the others stand behind them.</summary>
    public const int MostAtOnce = 12;
    private const int Most = 200;
    private const int MostWarnings = 20;
    private const string BeyondCredit = "beyondCredit";

    public required DateOnly On { get; init; }

    /// <summary>A sentence or two.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>The figures of the one worker it is about; else none.</summary>
    public required IReadOnlyList<FigureChange> Figures { get; init; }

    /// <summary>Where there are several workers: those on whom something is remarked, then those whose accounts change most.</summary>
    public required IReadOnlyList<WorkerChange> Workers { get; init; }

    /// <summary>Workers whose accounts change and who are not shown.</summary>
    public required int Others { get; init; }

    /// <summary>What would newly be wrong, or looks odd.</summary>
    public required IReadOnlyList<EffectWarning> Warnings { get; init; }

    /// <summary>Some of the workers would have days planned.</summary>
    public bool HasPlanned => Workers.Any(worker => worker.Planned.Length > 0);

    public static EffectView Of<T>(Effect<T> effect, Words words, Func<WorkerEffect, IEnumerable<EffectRemark>>? remarksOn = null)
    {
        var summary = effect.Summary;
        var remarks = effect.Workers.ToDictionary(
            worker => worker,
            worker => (IReadOnlyList<EffectRemark>)[.. remarksOn?.Invoke(worker).Distinct() ?? []]
        );
        var isOne = effect.Workers.Length == 1;
        var told = effect.Workers.Where(worker => !isOne && (worker.IsChanged || remarks[worker].Count > 0)).ToList();
        var shown = told.OrderByDescending(worker => remarks[worker].Count)
            .ThenByDescending(worker => worker.Difference.Abs())
            .ThenBy(NameOf, NameOrder.Comparer)
            .Take(Most)
            .ToList();
        return new()
        {
            On = effect.On,
            Sentences = [.. isOne ? OfOne(effect.Workers[0], words) : OfMany(summary, words)],
            Figures = isOne && effect.Workers[0].IsChanged ? FiguresOf(effect.Workers[0], words) : [],
            Workers = [.. shown.Select(worker => Line(worker, remarks[worker], words))],
            Others = told.Count - shown.Count,
            Warnings =
            [
                .. effect
                    .Workers.SelectMany(worker =>
                        Told(worker, remarks[worker], words).Distinct(StringComparer.Ordinal).Select(text => (text, worker))
                    )
                    .GroupBy(one => one.text, one => NameOf(one.worker), StringComparer.Ordinal)
                    .OrderByDescending(same => same.Count())
                    .Take(MostWarnings)
                    .Select(same => new EffectWarning(same.Key, isOne ? [] : [.. same.Order(NameOrder.Comparer)])),
            ],
        };
    }

    // Going beyond the credit is remarked in words of its own where remarks are made.
    private static IEnumerable<string> Told(WorkerEffect worker, IReadOnlyList<EffectRemark> remarks, Words words) =>
        remarks
            .Select(remark => remark.Text)
            .Concat(
                worker
                    .NewAnomalies.Where(anomaly => remarks.Count == 0 || anomaly.Code is not BeyondCredit)
                    .Select(anomaly => ReasonTexts.Anomaly(anomaly, words.Language))
            );

    private static string NameOf(WorkerEffect worker) => WorkerNames.Listed((worker.After ?? worker.Before)!);

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

    private static WorkerChange Line(WorkerEffect worker, IReadOnlyList<EffectRemark> remarks, Words words) =>
        new(
            worker.WorkerId,
            NameOf(worker),
            Shown(worker.FiguresBefore?.Left, words),
            Shown(worker.FiguresAfter?.Left, words),
            words.Signed(worker.Difference),
            worker.FiguresAfter is { Planned.IsZero: false } after ? words.Number(after.Planned) : "",
            [.. remarks.Select(remark => remark.Tag)]
        );

    private static string Shown(Fraction? days, Words words) => days is { } known ? words.Number(known) : "–";
}

/// <summary>One figure before and after, in days.</summary>
public sealed record FigureChange(string Name, string Before, string After);

/// <summary>The days left of one worker before and after, what would be planned, and what is remarked in a word or two.</summary>
public sealed record WorkerChange(
    Guid WorkerId,
    string Name,
    string Before,
    string After,
    string Difference,
    string Planned,
    IReadOnlyList<string> Tags
);

/// <summary>What looks odd about a worker after a change.</summary>
/// <param name="Tag">In a word or two, beside the name.</param>
/// <param name="Text">In a sentence.</param>
public sealed record EffectRemark(string Tag, string Text);

/// <summary>What to look at before saving.</summary>
/// <param name="Names">Of whom, where there are several workers.</param>
public sealed record EffectWarning(string Text, IReadOnlyList<string> Names);
