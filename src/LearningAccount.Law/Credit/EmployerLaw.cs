using System.Collections.Concurrent;
using System.Collections.Immutable;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;

namespace LearningAccount.Law;

/// <summary>
/// The law as it is for one employer: its size classes, the agreements that hold for it, its own numbers. Made once and
/// used for all its workers, by several threads at once where they ask for accounts of the same employer.
/// </summary>
public sealed class EmployerLaw
{
    private readonly ConcurrentDictionary<Key, FullTimeDays[]> known = new(1, 5);
    private readonly ImmutableArray<SchemeRow> ownRows;
    private readonly List<Anomaly> anomalies = [];

    private readonly record struct Key(JointCommittee? Committee, SchemeWorker Worker, int Year);

    public EmployerLaw(EmployerFacts employer, Settings settings, LawBook law)
    {
        Employer = employer;
        Settings = settings;
        Law = law;
        Sizes = new(employer, settings, law);
        HoursPerDay = employer.FullTimeWeeklyHours / law.DaysPerWeek;
        HoursPerDayInput = new("hoursPerDay", HoursPerDay.ToDecimalText());
        HoursPerDayFactor = Formulas.Factor(HoursPerDay);
        ownRows = SchemeRows.Usable(employer, Sizes, HoursPerDay, law, anomalies);
    }

    public EmployerFacts Employer { get; }
    public Settings Settings { get; }
    public LawBook Law { get; }

    /// <summary>A training day: a fifth of the full-time week (R3.7).</summary>
    public Fraction HoursPerDay { get; }

    /// <summary>The same, as it stands in formulas.</summary>
    internal string HoursPerDayFactor { get; }
    internal SizeClasses Sizes { get; }

    /// <summary>Reasons that are the same for all workers, written once: by the finding or the days they explain.</summary>
    internal ConcurrentDictionary<object, Reason> SharedReasons { get; } = new(1, 11, ReferenceEqualityComparer.Instance);

    /// <summary>Inputs that are the same for all workers, made once: by the dated value or the year they tell of.</summary>
    internal ConcurrentDictionary<object, Input> SharedInputs { get; } = new(1, 5, ReferenceEqualityComparer.Instance);
    internal ConcurrentDictionary<int, Input> ClassInputs { get; } = new(1, 5);
    internal ConcurrentDictionary<int, ImmutableArray<(string Name, string Value)>> YearValues { get; } = new(1, 5);
    internal Input HoursPerDayInput { get; }

    /// <summary>
    /// This law, which all workers share; or the one of a worker for whom the employer has other numbers of its own, or other
    /// extra days.
    /// </summary>
    internal EmployerLaw For(AccountFacts facts) =>
        facts.Employer.OptOuts == Employer.OptOuts && facts.Employer.ExtraDays == Employer.ExtraDays
            ? this
            : new(facts.Employer, Settings, Law);

    /// <summary>What is wrong with the employer's own schemes.</summary>
    internal IReadOnlyList<Anomaly> SchemeAnomalies => anomalies;

    /// <summary>The days the employer grants on top of A in a year (R3.6), or null.</summary>
    internal ExtraDays? ExtraOf(int year)
    {
        foreach (var extra in Employer.ExtraDays)
        {
            if (extra.Year == year)
            {
                return extra;
            }
        }
        return null;
    }

    /// <summary>A for an employment in each month of a year.</summary>
    internal FullTimeDays[] DaysOf(Employment employment, int year)
    {
        var key = new Key(employment.JointCommittee, SchemeWorkerOf(employment), year);
        if (!known.TryGetValue(key, out var months))
        {
            months = new FullTimeDays[12];
            for (var month = 1; month <= 12; month++)
            {
                var days = Find(key, month);
                // Months share one object where nothing differs, so that their credit is one group.
                months[month - 1] = month > 1 && months[month - 2] == days ? months[month - 2] : days;
            }
            // Another thread may have found the same meanwhile; all go on with one object, which the credit is grouped by.
            months = known.GetOrAdd(key, months);
        }
        return months;
    }

    // Workers other than blue-collar and white-collar ones follow the committee: 1xx, 2xx, 3xx (R11.1).
    private static SchemeWorker SchemeWorkerOf(Employment employment) =>
        employment.Category switch
        {
            WorkerCategory.BlueCollar => SchemeWorker.BlueCollar,
            WorkerCategory.Employee => SchemeWorker.Employee,
            _ => (employment.JointCommittee?.Main / 100) switch
            {
                1 => SchemeWorker.BlueCollar,
                2 => SchemeWorker.Employee,
                _ => SchemeWorker.All,
            },
        };

    private FullTimeDays Find(Key key, int month)
    {
        var sizeClass = Sizes.Of(key.Year);
        var legal = Law.LegalDays(sizeClass, key.Year);
        var days = new FullTimeDays
        {
            Value = legal.Value,
            Computed = legal.Value,
            Basis = DaysBasis.Law,
            Law = legal,
        };
        if (!Employer.InScope)
        {
            days = days with { Value = 0, Computed = 0, Basis = DaysBasis.OutOfScope };
        }
        else if (key.Committee is { } committee)
        {
            days = ByScheme(days, committee, key.Worker, sizeClass, new(key.Year, month, 1));
        }
        foreach (var own in Employer.OptOuts)
        {
            if (own.Year == key.Year)
            {
                days = days with { OptOut = own, Value = Fraction.Max(days.Computed, own.Days) };
            }
        }
        return days;
    }

    private FullTimeDays ByScheme(
        FullTimeDays legal,
        JointCommittee committee,
        SchemeWorker worker,
        SizeClass sizeClass,
        DateOnly month
    )
    {
        var (row, source) = BestRow(committee, worker, sizeClass, month);
        if (row is null)
        {
            return legal with { Proposal = Law.ProposalFor(committee, sizeClass, month) };
        }
        var value = SchemeRows.ValueOf(row, HoursPerDay);
        // Under 20 a row below the law's number gives way to it.
        if (sizeClass != SizeClass.Full && value < legal.Computed)
        {
            return legal with { Basis = DaysBasis.LawOverScheme, Row = row, RowSource = source };
        }
        return legal with
        {
            Value = value,
            Computed = value,
            Basis = DaysBasis.Scheme,
            Row = row,
            RowSource = source,
            Expiry = row.WindowYears is { } years ? OwnWindowEnd(row.From.Year, years, month.Year) : null,
        };
    }

    // 31 December of each n-th year counted from the year the row begins in.
    private static DateOnly OwnWindowEnd(int firstYear, int years, int year) =>
        new(firstYear + ((year - firstYear) / years + 1) * years - 1, 12, 31);

    // The employer's own rows go before the shipped table.
    private (SchemeRow? Row, string? Source) BestRow(
        JointCommittee committee,
        SchemeWorker worker,
        SizeClass sizeClass,
        DateOnly month
    )
    {
        SchemeRow? best = null;
        Rank bestRank = default;
        string? source = null;
        for (var place = 0; place < ownRows.Length; place++)
        {
            Consider(ownRows[place], place, ownRows[place].Registration);
        }
        if (best is not null)
        {
            return (best, source);
        }
        var shipped = Law.SchemesOf(committee);
        for (var place = 0; place < shipped.Length; place++)
        {
            Consider(shipped[place].Row, place, shipped[place].Source);
        }
        return (best, source);

        void Consider(SchemeRow row, int place, string? from)
        {
            if (
                Ranked(row, place, committee, worker, sizeClass, month) is { } rank
                && (best is null || rank.CompareTo(bestRank) > 0)
            )
            {
                (best, bestRank, source) = (row, rank, from);
            }
        }
    }

    /// <summary>Which of several rows goes before: nearest committee, named worker, named class, latest from, last in the file.</summary>
    private readonly record struct Rank(int Nearness, bool NamesWorker, bool NamesClass, DateOnly From, int Place)
        : IComparable<Rank>
    {
        public int CompareTo(Rank other) =>
            (Nearness, NamesWorker, NamesClass, From, Place).CompareTo(
                (other.Nearness, other.NamesWorker, other.NamesClass, other.From, other.Place)
            );
    }

    private Rank? Ranked(
        SchemeRow row,
        int place,
        JointCommittee committee,
        SchemeWorker worker,
        SizeClass sizeClass,
        DateOnly month
    )
    {
        if (
            row.Kind != SchemeKind.Individual
            || row.From > month
            || row.To < month
            || row.BindingFrom is null
            || row.BindingFrom > month
        )
        {
            return null;
        }
        var nearness =
            row.JointCommittee == committee ? 2
            : row.JointCommittee == committee.Parent ? 1
            : row.JointCommittee == committee.Parent?.Parent ? 0
            : -1;
        var fits =
            nearness >= 0
            && (row.Worker == SchemeWorker.All || row.Worker == worker)
            && (row.Class is null || row.Class == sizeClass)
            && !(sizeClass == SizeClass.Full && SchemeRows.ValueOf(row, HoursPerDay) < Law.SchemeFloor);
        return fits ? new Rank(nearness, row.Worker != SchemeWorker.All, row.Class is not null, row.From, place) : null;
    }
}
