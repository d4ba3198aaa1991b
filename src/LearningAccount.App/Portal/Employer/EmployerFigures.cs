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
    private readonly Dictionary<DaysGroup, GroupDays> groups = [];
    private readonly List<PersonYear> people = [];
    private EqualityView? equality;

    public DateOnly On => on;

    /// <summary>The same day a year before.</summary>
    public DateOnly Before => WorkerFigures.Before(on);
    public DayFigures Now { get; private set; }
    public DayFigures Then { get; private set; }

    /// <summary>Days used in each month of the year, up to the day.</summary>
    public IReadOnlyList<Fraction> UsedByMonth => thisYear;

    /// <summary>The same of the whole year before, with the credit of that year.</summary>
    public IReadOnlyList<Fraction> UsedByMonthBefore => lastYear;
    public Fraction CreditBefore { get; private set; }

    /// <summary>What expires when, if it is not used before; the soonest first.</summary>
    public IEnumerable<ExpiringOn> Expiring => expiring.Values;

    /// <summary>Days followed this year, and up to the same day of the year before, by kind.</summary>
    public IReadOnlyDictionary<DaysGroup, GroupDays> Groups => groups;

    /// <summary>Everybody in service on the day.</summary>
    public IReadOnlyList<PersonYear> People => people;

    /// <summary>The same people by sex and age class, as far as it may be told; made when it is first asked for.</summary>
    public EqualityView Equality => equality ??= EqualityView.Of(people);

    public void Add(WorkerFigures worker)
    {
        Now += worker.Now;
        Then += worker.Then;
        CreditBefore += worker.CreditBefore;
        if (worker.Person is { } person)
        {
            people.Add(person);
        }
        foreach (var next in worker.Expiring)
        {
            var known = expiring.GetValueOrDefault(next.On, new(next.On, 0, 0));
            expiring[next.On] = known with { Workers = known.Workers + 1, Days = known.Days + next.Days };
        }
        foreach (var (day, days) in worker.Used)
        {
            (day.Year == on.Year ? thisYear : lastYear)[day.Month - 1] += days;
        }
        foreach (var (group, days) in worker.Groups)
        {
            var known = groups.GetValueOrDefault(group);
            groups[group] = new(known.Days + days.Days, known.Before + days.Before);
        }
    }
}

/// <summary>The sums of one day.</summary>
/// <param name="Trained">Of those in service, who followed any training in the year so far.</param>
/// <param name="Credit">Of the year, of everybody who had one.</param>
/// <param name="Used">Of that year's days, up to the day.</param>
/// <param name="Left">Days left of who is in service.</param>
public readonly record struct DayFigures(int InService, int Trained, Fraction Credit, Fraction Used, Fraction Left)
{
    public static DayFigures operator +(DayFigures a, DayFigures b) =>
        new(a.InService + b.InService, a.Trained + b.Trained, a.Credit + b.Credit, a.Used + b.Used, a.Left + b.Left);

    /// <summary>The part of the year's credit that was used; null where there is none.</summary>
    public Fraction? Share => Credit.Sign > 0 ? Used / Credit : null;
}

public readonly record struct ExpiringOn(DateOnly On, int Workers, Fraction Days);

public enum DaysGroup
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
