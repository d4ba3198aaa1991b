using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Anomalies;
using LearningAccount.Records.Notices;

namespace LearningAccount.Records.Duties;

/// <summary>
/// What of a worker and its account on a day gives rise to duties. An account with its reasons is large, and those of all workers
/// are asked at once.
/// </summary>
public sealed record WorkerOutlook
{
    public required Guid WorkerId { get; init; }

    /// <summary>The first day of the employment that runs, or of the next one.</summary>
    public required DateOnly ServiceFrom { get; init; }

    /// <summary>Its last day, where one is known.</summary>
    public required DateOnly? ServiceTo { get; init; }

    /// <summary>There is a right to tell of.</summary>
    public required bool IsKept { get; init; }

    /// <summary>The first day of the first year with a right.</summary>
    public required DateOnly RightFrom { get; init; }

    /// <summary>Nothing where the contract ends before.</summary>
    public required ImmutableArray<ExpiringDays> Expiring { get; init; }

    /// <summary>Days that may still be taken before the contract ends; null where it does not end, or there are none.</summary>
    public required Fraction? LeftAtEnd { get; init; }

    /// <summary>The last day of each certificate the worker stands on.</summary>
    public required ImmutableArray<DateOnly> Certificates { get; init; }

    /// <summary>The last day of each planned training that has ended.</summary>
    public required ImmutableArray<DateOnly> NotEntered { get; init; }

    public required ImmutableArray<JointCommittee> Committees { get; init; }

    /// <summary>Of everybody who is in service on a day, or known to come.</summary>
    public static ImmutableArray<WorkerOutlook> Of(EmployerSnapshot snapshot, EmployerLaw law, DateOnly on) =>
        [
            .. snapshot
                .Workers.Select(worker => Of(worker, AccountComputation.For(worker.Facts, law, on), law))
                .OfType<WorkerOutlook>(),
        ];

    /// <param name="account">Of the day asked for.</param>
    /// <returns>Null: the worker is gone.</returns>
    public static WorkerOutlook? Of(WorkerSnapshot worker, Account account, EmployerLaw law)
    {
        var on = account.On;
        var all = worker.Employments.Employments;
        var service = all.LastOrDefault(one => one.Start <= on && !(one.End < on)) ?? all.FirstOrDefault(one => one.Start > on);
        if (service is null)
        {
            return null;
        }
        if (service.Start > on)
        {
            account = AccountComputation.For(worker.Facts, law, service.Start);
        }
        var leaves = account.Exit is { } exit && exit.On >= account.On ? exit : null;
        return new()
        {
            WorkerId = worker.WorkerId,
            ServiceFrom = service.Start,
            ServiceTo = leaves?.On ?? service.End,
            IsKept = TellableAccount.Of(account).IsKept,
            RightFrom = new(
                account
                    .Years.Where(year => (year.Credit + year.Extra).Sign > 0)
                    .Select(year => year.Year)
                    .FirstOrDefault(service.Start.Year),
                1,
                1
            ),
            Expiring = [.. account.Expiring.Where(next => leaves is null || next.On < leaves.On)],
            LeftAtEnd = leaves is { MayTakeBeforeEnd: true, Outstanding.Sign: > 0 } ? leaves.Outstanding : null,
            Certificates = [.. TrainingChecks.CertificatesOf(worker).Select(training => training.CertificateValidUntil!.Value)],
            NotEntered =
            [
                .. worker
                    .Trainings.Where(training => training.Status is TrainingStatus.Planned && training.EndOn < on)
                    .Select(training => training.EndOn),
            ],
            Committees =
            [
                .. service
                    .Parts.Where(part => !(part.To < on))
                    .Select(part => part.JointCommittee)
                    .OfType<JointCommittee>()
                    .Distinct(),
            ],
        };
    }
}
