namespace LearningAccount.Law;

/// <summary>One worker of usual shape. Months are counted from January of the first year.</summary>
internal struct PopulationWorker
{
    public int Row;
    public int FirstMonth;
    public int LastMonth;
    public int Numerator;
    public int Denominator;
    public bool LosesOnExit;
}

/// <summary>
/// A × B × C, use, expiry and exit over many workers in whole numbers. A worker's unit is so fine that credit and use are
/// both whole: A / denominator, regime / denominator, months / 12, minutes / minutes of a day.
/// </summary>
internal sealed class PopulationKernel(LawRow[] rows, int years, bool[] windowEnds)
{
    public static long PartsOfDay(in PopulationWorker worker, LawRow row) =>
        12 * row.Denominator * worker.Denominator * row.MinutesPerDay;

    public void Compute(ReadOnlySpan<PopulationWorker> workers, ReadOnlySpan<int> minutes, Span<YearOfWorker> figures)
    {
        for (var place = 0; place < workers.Length; place++)
        {
            ref readonly var worker = ref workers[place];
            var row = rows[worker.Row];
            One(
                worker,
                row.FullTimeDays.AsSpan(0, years),
                // The bounds on entry keep every product below 2^63.
                (long)worker.Numerator * row.MinutesPerDay,
                12 * row.Denominator * worker.Denominator,
                minutes.Slice(place * years, years),
                figures.Slice(place * years, years)
            );
        }
    }

    private void One(
        in PopulationWorker worker,
        ReadOnlySpan<long> fullTimeDays,
        long perMonth,
        long perMinute,
        ReadOnlySpan<int> minutes,
        Span<YearOfWorker> figures
    )
    {
        unchecked
        {
            var (first, last) = (worker.FirstMonth, worker.LastMonth);
            var exitsAt = worker.LosesOnExit ? last : -1;
            var balance = 0L;
            var january = 0;
            for (var year = 0; year < figures.Length; year++, january += 12)
            {
                var months = Math.Max(0, Math.Min(last, january + 11) - Math.Max(first, january) + 1);
                var credit = fullTimeDays[year] * perMonth * months;
                var asked = minutes[year] * perMinute;
                balance += credit;
                var used = Math.Min(asked, balance);
                balance -= used;
                // Nothing expires in an account on the day of its exit or later.
                var loses = (windowEnds[year] && last > january + 11) || exitsAt - january is >= 0 and < 12;
                var lost = loses ? balance : 0;
                balance -= lost;
                figures[year] = new(credit, used, asked - used, lost, balance);
            }
        }
    }
}
