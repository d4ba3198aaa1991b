using LearningAccount.Law.Facts;

namespace LearningAccount.Law;

/// <summary>
/// Many workers of usual shape in columns, for figures without text over a whole population: one employment with one work
/// regime, no suspension, no adjustment, trainings inside the contract, default settings. Workers of any other shape are
/// refused by <see cref="TryAdd"/> and go the general way, <see cref="AccountComputation"/>; both ways give the same.
/// </summary>
public sealed class Population
{
    private const int MostRegimePart = 100_000;
    private const int MostMinutes = 10_000_000;

    private readonly Dictionary<(EmployerLaw, JointCommittee?, WorkerCategory), int> rowOf = [];
    private readonly List<LawRow?> rows = [];
    private readonly List<PopulationWorker> workers = [];
    private readonly List<int> minutes = [];
    private readonly bool[] windowEnds;

    /// <param name="law">The law the windows follow.</param>
    /// <param name="firstYear">The first year to compute, 2023 or later; who was in service before it is refused.</param>
    /// <param name="on">The day of the figures.</param>
    public Population(LawBook law, int firstYear, DateOnly on)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstYear, CreditOfYears.FirstYear);
        if (on.Year < firstYear)
        {
            throw new ArgumentOutOfRangeException(nameof(on), "The day lies before the first year.");
        }
        FirstYear = firstYear;
        On = on;
        Years = on.Year - firstYear + 1;
        windowEnds = new bool[Years];
        var windows = new Windows(WindowMode.Fixed2024, law.FirstWindowFrom, law);
        for (var place = 0; place < Years; place++)
        {
            var end = new DateOnly(firstYear + place, 12, 31);
            windowEnds[place] = end <= on && end >= law.FirstWindowFrom && windows.Holding(end).LastDay == end;
        }
    }

    public int FirstYear { get; }
    public int Years { get; }
    public DateOnly On { get; }
    public int Count => workers.Count;

    /// <summary>Takes a worker in, or says that the worker must go the general way.</summary>
    public bool TryAdd(AccountFacts facts, EmployerLaw law)
    {
        if (
            facts.Employments.Length != 1
            || !facts.Adjustments.IsEmpty
            || facts.Settings != Settings.Default
            || !ReferenceEquals(law.For(facts), law)
        )
        {
            return false;
        }
        var employment = facts.Employments[0];
        var before = FirstYear > CreditOfYears.FirstYear && employment.Start.Year < FirstYear;
        if (before || employment.Start > On || !employment.Suspensions.IsEmpty || employment.Regimes.Length > 1)
        {
            return false;
        }
        var row = RowOf(law, employment);
        if (rows[row] is not { } held || RegimeOf(facts) is not { } regime)
        {
            return false;
        }
        var place = minutes.Count;
        minutes.AddRange(new int[Years]);
        if (!AddTrainings(facts, employment, held, place))
        {
            minutes.RemoveRange(place, Years);
            return false;
        }
        var (numerator, denominator) = regime;
        workers.Add(
            new()
            {
                Row = row,
                FirstMonth = Math.Max(0, MonthOf(employment.Start)),
                LastMonth = employment.End is { } end ? MonthOf(end) : int.MaxValue,
                Numerator = numerator,
                Denominator = denominator,
                LosesOnExit = employment.End <= On && ExitRules.Loses(employment.EndReason),
            }
        );
        return true;
    }

    /// <summary>Computes all workers, split over <paramref name="threads"/>; the figures of a worker stand together, year by year.</summary>
    /// <param name="figures"><see cref="Count"/> × <see cref="Years"/> of them.</param>
    public void Compute(Memory<YearOfWorker> figures, int threads)
    {
        if (figures.Length != workers.Count * Years)
        {
            throw new ArgumentException("There must be room for one figure a worker and year.", nameof(figures));
        }
        var kernel = new PopulationKernel([.. rows.Select(row => row ?? LawRowOfNobody)], Years, windowEnds);
        var share = (workers.Count + threads - 1) / threads;
        Parallel.For(
            0,
            threads,
            new() { MaxDegreeOfParallelism = threads },
            thread =>
            {
                var first = Math.Min(thread * share, workers.Count);
                var count = Math.Min(share, workers.Count - first);
                kernel.Compute(
                    System.Runtime.InteropServices.CollectionsMarshal.AsSpan(workers).Slice(first, count),
                    System.Runtime.InteropServices.CollectionsMarshal.AsSpan(minutes).Slice(first * Years, count * Years),
                    figures.Span.Slice(first * Years, count * Years)
                );
            }
        );
    }

    /// <summary>What the figures of a worker are counted in: one of so many parts of a day.</summary>
    public long PartsOfDay(int worker) => PopulationKernel.PartsOfDay(workers[worker], rows[workers[worker].Row]!);

    private static readonly LawRow LawRowOfNobody = new([], 1, 1);

    private int RowOf(EmployerLaw law, Employment employment)
    {
        var key = (law, employment.JointCommittee, employment.Category);
        if (!rowOf.TryGetValue(key, out var row))
        {
            row = rows.Count;
            rows.Add(LawRow.Of(law, employment, FirstYear, Years));
            rowOf.Add(key, row);
        }
        return row;
    }

    private static (int Numerator, int Denominator)? RegimeOf(AccountFacts facts)
    {
        var value = facts.Employments[0].Regimes is [var regime]
            ? regime.Fraction ?? regime.Hours!.Value / (regime.FullTimeHours ?? facts.Employer.FullTimeWeeklyHours)
            : Fraction.One;
        return
            Fraction.Min(value, Fraction.One).TryGetWords(out var numerator, out var denominator) && denominator <= MostRegimePart
            ? ((int)numerator, (int)denominator)
            : null;
    }

    private bool AddTrainings(AccountFacts facts, Employment employment, LawRow row, int place)
    {
        foreach (var training in facts.Trainings)
        {
            if (training.Status != TrainingStatus.Followed || !training.Counts || training.LeaveScheme is not null)
            {
                continue;
            }
            if (
                !training.PerYear.IsEmpty
                || training.End < employment.Start
                || training.End > (employment.End ?? DateOnly.MaxValue)
            )
            {
                return false;
            }
            if (training.End.Year < FirstYear || training.End > On)
            {
                continue;
            }
            var duration = training.Hours is { } hours ? hours * 60 : training.Days!.Value * row.MinutesPerDay;
            if (!duration.TryGetWords(out var whole, out var parts) || parts != 1 || whole > MostMinutes)
            {
                return false;
            }
            var year = place + training.End.Year - FirstYear;
            if (minutes[year] + whole > MostMinutes)
            {
                return false;
            }
            minutes[year] += (int)whole;
        }
        return true;
    }

    private int MonthOf(DateOnly day) => (day.Year - FirstYear) * 12 + day.Month - 1;
}

/// <summary>The figures of one year of one worker, in parts of a day (<see cref="Population.PartsOfDay"/>).</summary>
/// <param name="Outside">Days followed beyond the balance.</param>
/// <param name="Lost">Expired at a window's end, or forfeited at the exit.</param>
public readonly record struct YearOfWorker(long Credit, long Used, long Outside, long Lost, long Closing);
