using LearningAccount.App.Portal.Home;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;

namespace LearningAccount.App.Portal.Employer;

/// <summary>
/// What the workers of an employer did with their days, on a day and on the same day a year before. It is added up worker by
/// worker and then read; every figure is a plain sum of the law's.
/// </summary>
public sealed class EmployerFigures(DateOnly on)
{
    private const int Months = 12;
    private readonly Fraction[] thisYear = new Fraction[Months];
    private readonly Fraction[] lastYear = new Fraction[Months];
    private readonly SortedDictionary<DateOnly, ExpiringOn> expiring = [];
    private readonly Dictionary<TrainingGroup, GroupDays> groups = [];
    private readonly List<PersonYear> people = [];
    private EqualityView? equality;

    public DateOnly On => on;

    /// <summary>The same day a year before.</summary>
    public DateOnly Before { get; } = on.AddYears(-1);
    public DayFigures Now { get; private set; } = new(0, 0, 0, 0, 0);
    public DayFigures Then { get; private set; } = new(0, 0, 0, 0, 0);

    /// <summary>Days used in each month of the year, up to the day.</summary>
    public IReadOnlyList<Fraction> UsedByMonth => thisYear;

    /// <summary>The same of the whole year before, with the credit of that year.</summary>
    public IReadOnlyList<Fraction> UsedByMonthBefore => lastYear;
    public Fraction CreditBefore { get; private set; }

    /// <summary>What expires when, if it is not used before; the soonest first.</summary>
    public IEnumerable<ExpiringOn> Expiring => expiring.Values;

    /// <summary>Days followed this year, and up to the same day of the year before, by kind.</summary>
    public IReadOnlyDictionary<TrainingGroup, GroupDays> Groups => groups;

    /// <summary>Everybody in service on the day.</summary>
    public IReadOnlyList<PersonYear> People => people;

    /// <summary>The same people by sex and age class, as far as it may be told; made when it is first asked for.</summary>
    public EqualityView Equality => equality ??= EqualityView.Of(people);

    /// <param name="before">The account of the same worker on <see cref="Before"/>.</param>
    public void Add(WorkerSnapshot worker, Account account, Account before, Fraction hoursPerDay)
    {
        var (works, worked) = (IsInService(worker, on), IsInService(worker, Before));
        var year = YearOf(account, on.Year);
        var followed = year is null ? 0 : year.Used + year.Outside;
        Now = Now.With(works, year, works ? account.Balance.Exact : 0);
        Then = Then.With(worked, YearOf(before, Before.Year), worked ? before.Balance.Exact : 0);
        CreditBefore += YearOf(account, Before.Year)?.Credit ?? 0;
        if (works)
        {
            people.Add(new(worker.Sex, AgeOn(worker.BornOn), followed));
            foreach (var next in account.Expiring)
            {
                var known = expiring.GetValueOrDefault(next.On, new(next.On, 0, 0));
                expiring[next.On] = known with { Workers = known.Workers + 1, Days = known.Days + next.Days };
            }
        }
        foreach (var entry in account.Entries.Where(entry => entry.Kind is EntryKind.Use or EntryKind.Outside))
        {
            AddUse(worker.Facts.Trainings[entry.Fact], entry);
        }
        foreach (var training in worker.Facts.Trainings.Where(training => training.Status == TrainingStatus.Followed))
        {
            if (GroupOf(training) is TrainingGroup.Leave or TrainingGroup.NotCounted)
            {
                AddToGroup(training, training.End, training.Days ?? training.Hours!.Value / hoursPerDay);
            }
        }
    }

    private void AddUse(Training training, AccountEntry entry)
    {
        if (entry.Kind == EntryKind.Use && entry.On.Year == on.Year)
        {
            thisYear[entry.On.Month - 1] += entry.Days;
        }
        else if (entry.Kind == EntryKind.Use && entry.On.Year == Before.Year)
        {
            lastYear[entry.On.Month - 1] += entry.Days;
        }
        if (GroupOf(training) is not TrainingGroup.Leave)
        {
            AddToGroup(training, entry.On, entry.Days);
        }
    }

    private void AddToGroup(Training training, DateOnly day, Fraction days)
    {
        var group = GroupOf(training);
        var known = groups.GetValueOrDefault(group);
        if (day.Year == on.Year && day <= on)
        {
            groups[group] = known with { Days = known.Days + days };
        }
        else if (day.Year == Before.Year && day <= Before)
        {
            groups[group] = known with { Before = known.Before + days };
        }
    }

    private static TrainingGroup GroupOf(Training training) =>
        training.LeaveScheme is not null ? TrainingGroup.Leave
        : !training.Counts ? TrainingGroup.NotCounted
        : training.Kind == TrainingKind.Informal ? TrainingGroup.Informal
        : TrainingGroup.Formal;

    private static AccountYear? YearOf(Account account, int year) => account.Years.FirstOrDefault(one => one.Year == year);

    private static bool IsInService(WorkerSnapshot worker, DateOnly day) =>
        worker.Employments.Employments.Any(employment => employment.Start <= day && !(employment.End < day));

    private int? AgeOn(DateOnly? born) =>
        born is { } day ? on.Year - day.Year - (day.AddYears(on.Year - day.Year) > on ? 1 : 0) : null;
}

/// <summary>The sums of one day.</summary>
/// <param name="Trained">Of those in service, who followed any training in the year so far.</param>
/// <param name="Credit">Of the year, of everybody who had one.</param>
/// <param name="Used">Of that year's days, up to the day.</param>
/// <param name="Left">Days left of who is in service.</param>
public readonly record struct DayFigures(int InService, int Trained, Fraction Credit, Fraction Used, Fraction Left)
{
    internal DayFigures With(bool works, AccountYear? year, Fraction left) =>
        new(
            InService + (works ? 1 : 0),
            Trained + (works && year is not null && (year.Used + year.Outside).Sign > 0 ? 1 : 0),
            Credit + (year?.Credit ?? 0),
            Used + (year?.Used ?? 0),
            Left + left
        );

    /// <summary>The part of the year's credit that was used; null where there is none.</summary>
    public Fraction? Share => Credit.Sign > 0 ? Used / Credit : null;
}

public readonly record struct ExpiringOn(DateOnly On, int Workers, Fraction Days);

public enum TrainingGroup
{
    Formal,
    Informal,

    /// <summary>Flemish training leave and paid educational leave.</summary>
    Leave,
    NotCounted,
}

public readonly record struct GroupDays(Fraction Days, Fraction Before);

/// <summary>What one worker in service followed this year.</summary>
/// <param name="Sex">Null: not known, or neither woman nor man.</param>
/// <param name="Age">In full years on the day; null: not known.</param>
public readonly record struct PersonYear(Sex? Sex, int? Age, Fraction Days);
