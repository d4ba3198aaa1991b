using System.Collections.Immutable;
using LearningAccount.App.Portal.Home;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Portal.Employer;

/// <summary>What one worker adds to the figures of an employer on a day.</summary>
public sealed record WorkerFigures
{
    public required DayFigures Now { get; init; }

    /// <summary>Of the same day a year before.</summary>
    public required DayFigures Then { get; init; }

    /// <summary>Of the whole year before.</summary>
    public required Fraction CreditBefore { get; init; }

    /// <summary>Null: not in service on the day.</summary>
    public required PersonYear? Person { get; init; }

    /// <summary>Nothing of who is not in service.</summary>
    public required ImmutableArray<ExpiringDays> Expiring { get; init; }

    /// <summary>Days of the credit used this year up to the day, and in the whole year before.</summary>
    public required ImmutableArray<(DateOnly On, Fraction Days)> Used { get; init; }

    /// <summary>Days followed this year, and up to the same day of the year before, by kind.</summary>
    public required ImmutableArray<(DaysGroup Group, GroupDays Days)> Groups { get; init; }

    /// <summary>The same day a year before.</summary>
    public static DateOnly Before(DateOnly on) => on.AddYears(-1);

    /// <param name="before">The account of the same worker on <see cref="Before"/> its day.</param>
    public static WorkerFigures Of(WorkerSnapshot worker, Account account, Account before, Fraction hoursPerDay)
    {
        var works = IsInService(worker, account.On);
        var now = Day(works, account);
        var followed = YearOf(account) is { } year ? year.Used + year.Outside : 0;
        return new()
        {
            Now = now,
            Then = Day(IsInService(worker, before.On), before),
            CreditBefore = account.Years.FirstOrDefault(one => one.Year == before.On.Year)?.Credit ?? 0,
            Person = works ? new(worker.Sex, AgeOn(worker.BornOn, account.On), followed) : null,
            Expiring = works ? account.Expiring : [],
            Used =
            [
                .. account
                    .Entries.Where(entry => entry.Kind == EntryKind.Use && IsOfYears(entry.On, account.On))
                    .Select(entry => (entry.On, entry.Days)),
            ],
            Groups =
            [
                .. Followed(worker, account, hoursPerDay)
                    .Select(one => (one.Group, Days: DaysOf(one.On, one.Days, account.On)))
                    .Where(one => one.Days != default),
            ],
        };
    }

    private static DayFigures Day(bool works, Account account)
    {
        var year = YearOf(account);
        var trained = works && year is not null && (year.Used + year.Outside).Sign > 0;
        return new(works ? 1 : 0, trained ? 1 : 0, year?.Credit ?? 0, year?.Used ?? 0, works ? account.Balance.Exact : 0);
    }

    // What counts as the account took it, day by day; the rest as it was said.
    private static IEnumerable<(DaysGroup Group, DateOnly On, Fraction Days)> Followed(
        WorkerSnapshot worker,
        Account account,
        Fraction hoursPerDay
    )
    {
        foreach (var entry in account.Entries.Where(entry => entry.Kind is EntryKind.Use or EntryKind.Outside))
        {
            if (GroupOf(worker.Facts.Trainings[entry.Fact]) is var group and not DaysGroup.Leave)
            {
                yield return (group, entry.On, entry.Days);
            }
        }
        foreach (var training in worker.Facts.Trainings.Where(training => training.Status == TrainingStatus.Followed))
        {
            if (GroupOf(training) is var group and (DaysGroup.Leave or DaysGroup.NotCounted))
            {
                yield return (group, training.End, training.Days ?? training.Hours!.Value / hoursPerDay);
            }
        }
    }

    private static GroupDays DaysOf(DateOnly day, Fraction days, DateOnly on) =>
        day.Year == on.Year && day <= on ? new(days, 0)
        : day.Year == Before(on).Year && day <= Before(on) ? new(0, days)
        : default;

    private static bool IsOfYears(DateOnly day, DateOnly on) => day.Year == on.Year || day.Year == Before(on).Year;

    private static DaysGroup GroupOf(Training training) =>
        training.LeaveScheme is not null ? DaysGroup.Leave
        : !training.Counts ? DaysGroup.NotCounted
        : training.Kind == TrainingKind.Informal ? DaysGroup.Informal
        : DaysGroup.Formal;

    private static AccountYear? YearOf(Account account) => account.Years.FirstOrDefault(one => one.Year == account.On.Year);

    private static bool IsInService(WorkerSnapshot worker, DateOnly day) =>
        worker.Employments.Employments.Any(employment => employment.Start <= day && !(employment.End < day));

    private static int? AgeOn(DateOnly? born, DateOnly on) =>
        born is { } day ? on.Year - day.Year - (day.AddYears(on.Year - day.Year) > on ? 1 : 0) : null;
}
