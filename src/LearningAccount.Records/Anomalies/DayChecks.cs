using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Anomalies;

/// <summary>Checks of the days of an account: what is about to be lost, and what the law made a remark on.</summary>
internal static class DayChecks
{
    /// <summary>Days that expire within so many months ask for attention.</summary>
    private const int SoonMonths = 6;

    /// <summary>The reason of an end that lies longer back than this changes nothing any more.</summary>
    private const int EndMatteringMonths = 12;

    /// <summary>The contract is about to end with days that may still be taken (R6.1).</summary>
    public static IEnumerable<Finding> LeavesWithDays(WorkerCase worker)
    {
        if (!worker.IsGone && worker.Account.Exit is { Outstanding.Sign: > 0, MayTakeBeforeEnd: true } exit)
        {
            yield return Of("end", ("on", ColumnText.Of(exit.On)), ("days", exit.Outstanding.ToString()));
        }
    }

    public static IEnumerable<Finding> ExpiresSoon(WorkerCase worker)
    {
        if (!worker.IsGone && !worker.Account.Expiring.IsEmpty && worker.Account.Expiring[0] is var next)
        {
            if (next.On <= worker.On.AddMonths(SoonMonths))
            {
                yield return Of(ColumnText.Of(next.On), ("on", ColumnText.Of(next.On)), ("days", next.Days.ToString()));
            }
        }
    }

    // Remarks on trainings name them by their place in the facts, which is their place in the snapshot.
    public static IEnumerable<Finding> OutsideContract(WorkerCase worker) =>
        worker
            .Account.Anomalies.Where(remark => remark.Code is "trainingOutsideEmployment")
            .Select(remark => worker.Worker.Trainings[PlaceAt(remark.At)])
            .Distinct()
            .Select(TrainingChecks.Of);

    /// <summary>Days used in a year beyond what was left, told once a year however many trainings did it.</summary>
    public static IEnumerable<Finding> BeyondCredit(WorkerCase worker)
    {
        var beyond = worker
            .Account.Anomalies.Where(remark => remark.Code is "beyondCredit")
            .Select(remark => PlaceAt(remark.At))
            .ToHashSet();
        return worker.IsGone
            ? []
            : worker
                .Account.Entries.Where(entry => entry.Kind == EntryKind.Outside && beyond.Contains(entry.Fact))
                .GroupBy(entry => entry.On.Year)
                .Select(year =>
                    Of(
                        $"{year.Key}",
                        ("year", $"{year.Key}"),
                        ("days", year.Aggregate(Fraction.Zero, (sum, entry) => sum + entry.Days).ToString()),
                        ("on", ColumnText.Of(year.Max(entry => entry.On)))
                    )
                );
    }

    /// <summary>A contract that ended lately, with days whose fate hangs on the reason (R6.1).</summary>
    public static IEnumerable<Finding> EndReasonMissing(WorkerCase worker)
    {
        if (
            worker.Account.Exit is { EndReason: null, Outstanding.Sign: > 0 } exit
            && exit.On <= worker.On
            && exit.On.AddMonths(EndMatteringMonths) >= worker.On
        )
        {
            yield return Of("end", ("on", ColumnText.Of(exit.On)), ("days", exit.Outstanding.ToString()));
        }
    }

    public static IEnumerable<Finding> CorrectionWithoutReason(WorkerCase worker) =>
        worker
            .Worker.Adjustments.Where(said => string.IsNullOrWhiteSpace(said.Reason) && !worker.IsGone)
            .Select(said =>
                Of(ColumnText.Of(said.AdjustmentId), ("on", ColumnText.Of(said.OnDay)), ("days", said.Days.ToString()))
            );

    /// <summary>Sources contradict each other or leave something open.</summary>
    public static IEnumerable<Finding> EmploymentDoubtful(WorkerCase worker) =>
        worker.IsGone ? [] : worker.Worker.Employments.Anomalies.Select(Of);

    /// <summary>Own days of this worker in a year, and nobody said why.</summary>
    public static IEnumerable<Finding> OwnDaysWithoutReason(WorkerCase worker)
    {
        if (worker.IsGone)
        {
            return [];
        }
        var own = worker.Worker.OptOuts.Select(said => (said.Year, said.Days, said.Reason));
        var extra = worker.Worker.ExtraDays.Select(said => (said.Year, said.Days, said.Reason));
        return own.Concat(extra)
            .Where(said => string.IsNullOrWhiteSpace(said.Reason))
            .DistinctBy(said => said.Year)
            .Select(said => Of($"{said.Year}", ("year", $"{said.Year}"), ("days", said.Days.ToString())));
    }

    /// <summary>Other remarks on the account of the worker, not those that concern the employer as a whole.</summary>
    public static IEnumerable<Finding> AccountDoubtful(WorkerCase worker) =>
        worker.IsGone
            ? []
            : worker
                .Account.Anomalies.Where(remark =>
                    remark.Code is not ("trainingOutsideEmployment" or "beyondCredit" or "endReasonMissing")
                    && (!EmployerChecks.IsOfEmployer(remark) || IsOfOwnNumber(worker, remark))
                )
                .Select(Of);

    private static bool IsOfOwnNumber(WorkerCase worker, Anomaly remark) =>
        remark.Code is "optOutBelowLaw" && !worker.Worker.OptOuts.IsEmpty;

    /// <summary>A remark as a finding: its place says what it is about.</summary>
    internal static Finding Of(Anomaly remark) => Of($"{remark.Code} {remark.At}") with { Remark = remark };

    internal static Finding Of(string subject, params ReadOnlySpan<(string, string)> values) =>
        new()
        {
            Code = "",
            Subject = subject,
            Values = [.. values],
        };

    private static int PlaceAt(string at)
    {
        var open = at.IndexOf('[', StringComparison.Ordinal);
        var place = at.AsSpan(open + 1, at.IndexOf(']', StringComparison.Ordinal) - open - 1);
        return int.Parse(place, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
