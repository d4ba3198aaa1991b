using System.Collections.Immutable;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.Law;
using LearningAccount.Records;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>What saving would do: to whom, with what left before and after, and what looks odd.</summary>
public sealed class EffectView
{
    private const string BeyondCredit = "beyondCredit";

    /// <summary>Beyond the credit the account itself tells; the rest is remarked on the training.</summary>
    public const string BeyondText = "training.beyondCredit";

    private EffectView(ImmutableArray<EffectRow> rows, EffectSummary summary)
    {
        (Rows, Summary) = (rows, summary);
        Remarks =
        [
            .. rows.SelectMany(row => row.Remarks.Select(code => (Code: code, row.Name)))
                .GroupBy(remark => remark.Code, remark => remark.Name, StringComparer.Ordinal)
                .OrderByDescending(remark => remark.Count())
                .Select(remark => (remark.Key, remark.ToImmutableArray())),
        ];
    }

    /// <summary>Those with remarks first, then by name.</summary>
    public ImmutableArray<EffectRow> Rows { get; }
    public EffectSummary Summary { get; }

    /// <summary>Each remark with the names of those it is on.</summary>
    public ImmutableArray<(string Code, ImmutableArray<string> Names)> Remarks { get; }

    public static string Text(string code, Words words) =>
        code is BeyondText
            ? words["trainings.effect.beyondCredit"]
            : RecordTexts.Of(new(code, Severity.Warning, ""), words.Language);

    /// <param name="operation">Gives back the trainings as it leaves them.</param>
    /// <exception cref="RefusedException">The operation was refused.</exception>
    public static async Task<EffectView> Of(
        AccountEffect accounts,
        Guid employerId,
        DateOnly on,
        Func<Change, Task<IReadOnlyList<TrainingVersion>>> operation,
        CancellationToken cancel
    )
    {
        var effect = await accounts.Of(employerId, on, operation, cancel);
        var touched = effect.Result.Select(training => training.TrainingId).ToHashSet();
        var rows = effect
            .Workers.Select(worker => Row(worker, touched))
            .OrderByDescending(row => row.Remarks.Length)
            .ThenBy(row => row.Name, StringComparer.OrdinalIgnoreCase);
        return new([.. rows], effect.Summary);
    }

    private static EffectRow Row(WorkerEffect worker, HashSet<Guid> touched)
    {
        var snapshot = (worker.After ?? worker.Before)!;
        var remarks = snapshot
            .Trainings.Where(training => touched.Contains(training.TrainingId))
            .SelectMany(training => RemarkTraining.Of(training, snapshot.Employments, snapshot.Trainings))
            .Select(remark => remark.Code)
            .ToList();
        if (worker.NewAnomalies.Any(anomaly => anomaly.Code is BeyondCredit) || IsPlannedBeyond(worker))
        {
            remarks.Add(BeyondText);
        }
        return new(
            snapshot.WorkerId,
            WorkerNames.Listed(snapshot),
            worker.FiguresBefore,
            worker.FiguresAfter,
            [.. remarks.Distinct(StringComparer.Ordinal)]
        );
    }

    // What is planned uses nothing yet, but more may be planned than is left.
    private static bool IsPlannedBeyond(WorkerEffect worker) =>
        worker is { FiguresBefore: var before, FiguresAfter: { } after }
        && after.Planned > after.Left
        && after.Planned > (before?.Planned ?? 0);
}

/// <summary>A worker whose account the change concerns.</summary>
/// <param name="Remarks">Codes.</param>
public sealed record EffectRow(
    Guid WorkerId,
    string Name,
    AccountFigures? Before,
    AccountFigures? After,
    ImmutableArray<string> Remarks
);
