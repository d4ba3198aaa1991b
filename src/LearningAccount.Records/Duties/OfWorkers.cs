using System.Collections.Immutable;
using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Duties;

/// <summary>Duties that follow from single workers. All that are late for one reason are one duty; the others are one a day.</summary>
internal static class OfWorkers
{
    private const string Late = "late";

    public static IEnumerable<Duty> Of(DutyCase asked) =>
        [.. Telling(asked), .. ByDay(asked, DutyKind.EnterTrainings, NotEntered(asked)), .. Losing(asked)];

    private static IEnumerable<Duty> Telling(DutyCase asked)
    {
        var last = asked
            .Told.All.Where(told => told.On <= asked.On)
            .GroupBy(told => told.WorkerId)
            .ToDictionary(told => told.Key, told => told.Max(one => one.On));
        var (account, newcomers, yearly) = (new List<DutyWorker>(), new List<DutyWorker>(), new List<DutyWorker>());
        foreach (var worker in asked.Workers.Where(worker => worker.IsKept))
        {
            var (list, due) =
                last.TryGetValue(worker.WorkerId, out var told)
                    ? (yearly, NoticeRules.NextYearly(told, asked.Employer.Settings.YearlyNoticeMonth))
                : First(worker, asked) is var (isNew, from)
                    ? (isNew ? newcomers : account, from.AddMonths(DutyTerms.MonthsAsSoonAsPossible))
                : default;
            // Who leaves before the balance has to be told again is told in another way, at the end.
            if (list != yearly || !(worker.ServiceTo < due))
            {
                list.Add(new(worker.WorkerId, On: due));
            }
        }
        return
        [
            .. ByDay(asked, DutyKind.TellAccount, account),
            .. ByDay(asked, DutyKind.TellNewcomers, newcomers),
            .. ByDay(asked, DutyKind.TellYearly, yearly),
        ];
    }

    // The account is set up where the employer comes here, or where the right begins; whoever comes later is a newcomer.
    private static (bool IsNew, DateOnly From) First(WorkerOutlook worker, DutyCase asked)
    {
        var setUp = worker.RightFrom > asked.KeptSince ? worker.RightFrom : asked.KeptSince;
        return worker.ServiceFrom > setUp ? (true, worker.ServiceFrom) : (false, setUp);
    }

    // One task a month, due with the first of them, rather than one a day. Before the employer came here nothing could be entered.
    private static IEnumerable<DutyWorker> NotEntered(DutyCase asked) =>
        from worker in asked.Workers
        where !worker.NotEntered.IsEmpty
        let usual = worker.NotEntered.Min().AddMonths(DutyTerms.MonthsAsSoonAsPossible)
        let due = usual < asked.KeptSince ? asked.KeptSince.AddMonths(DutyTerms.MonthsAsSoonAsPossible) : usual
        group (worker.WorkerId, On: due) by due < asked.On ? default : new DateOnly(due.Year, due.Month, 1) into month
        let first = month.Min(one => one.On)
        from one in month
        select new DutyWorker(one.WorkerId, On: first);

    private static IEnumerable<Duty> Losing(DutyCase asked)
    {
        var expiring =
            from worker in asked.Workers
            from next in worker.Expiring
            where next.Days.Sign > 0
            select new DutyWorker(worker.WorkerId, next.Days, next.On);
        var leaving =
            from worker in asked.Workers
            where worker.LeftAtEnd is not null && worker.ServiceTo >= asked.On
            select new DutyWorker(worker.WorkerId, worker.LeftAtEnd, worker.ServiceTo);
        var lapsing =
            from worker in asked.Workers
            from until in worker.Certificates
            where !(worker.ServiceTo < until)
            select new DutyWorker(worker.WorkerId, On: until);
        return
        [
            .. ByDay(asked, DutyKind.DaysExpire, expiring),
            .. ByDay(asked, DutyKind.ContractsEnd, leaving),
            .. ByDay(asked, DutyKind.CertificatesLapse, lapsing),
        ];
    }

    private static IEnumerable<Duty> ByDay(DutyCase asked, DutyKind kind, IEnumerable<DutyWorker> workers) =>
        workers
            .Where(worker => worker.On <= asked.Until && (worker.On >= asked.On || !DutyTerms.IsToKnow(kind)))
            .GroupBy(worker => worker.On < asked.On ? Late : ColumnText.Of(worker.On!.Value), StringComparer.Ordinal)
            .Select(same => Made(asked, kind, same.Key, [.. same.DistinctBy(worker => worker.WorkerId)]));

    private static Duty Made(DutyCase asked, DutyKind kind, string subject, ImmutableArray<DutyWorker> workers)
    {
        var day = workers.Min(worker => worker.On!.Value);
        var readers = workers.Count(worker => asked.Told.CanRead(worker.WorkerId, asked.On));
        var values = ImmutableArray.CreateBuilder<(string, string)>();
        values.Add(("workers", Text(workers.Length)));
        if (kind is DutyKind.TellAccount or DutyKind.TellNewcomers or DutyKind.TellYearly)
        {
            values.Add(("portal", Text(readers)));
            values.Add(("paper", Text(workers.Length - readers)));
            values.Add(("month", Text(asked.Employer.Settings.YearlyNoticeMonth)));
        }
        if (kind is DutyKind.DaysExpire or DutyKind.ContractsEnd)
        {
            values.Add(("days", workers.Aggregate(Fraction.Zero, (sum, worker) => sum + (worker.Days ?? 0)).ToString()));
        }
        return new()
        {
            Kind = kind,
            Subject = subject,
            On = day,
            State = DutyTerms.StateOf(kind, day, asked.On, isDone: false),
            Workers = workers,
            Count = workers.Length,
            Values = values.DrainToImmutable(),
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
