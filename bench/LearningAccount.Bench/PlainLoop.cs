using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Bench;

/// <summary>The floor: the arithmetic of five years written by hand for one law, over plain arrays.</summary>
internal sealed class PlainLoop(int workers, int years)
{
    private const int MinutesPerDay = 456;

    // JC 200 and the law's own, 2024 to 2028, for an employer of 20 or more.
    private static readonly int[] Days = [3, 3, 4, 4, 5, 5, 5, 5, 5, 5];
    private readonly byte[] committee = new byte[workers];
    private readonly int[] first = new int[workers];
    private readonly int[] last = new int[workers];
    private readonly int[] numerator = new int[workers];
    private readonly int[] denominator = new int[workers];
    private readonly bool[] loses = new bool[workers];
    private readonly int[] minutes = new int[workers * years];
    private readonly YearOfWorker[] figures = new YearOfWorker[workers * years];

    public void Set(int worker, AccountFacts facts)
    {
        var employment = facts.Employments[0];
        committee[worker] = (byte)(employment.JointCommittee!.Value.Main == 200 ? 0 : 1);
        first[worker] = Month(employment.Start);
        last[worker] = employment.End is { } end ? Month(end) : int.MaxValue;
        loses[worker] = employment is { EndReason: EndReason.Resignation, End: { } left } && left <= new DateOnly(2028, 12, 31);
        employment.Regimes[0].Fraction!.Value.TryGetWords(out var top, out var bottom);
        numerator[worker] = (int)top;
        denominator[worker] = (int)bottom;
        foreach (var training in facts.Trainings)
        {
            (training.Hours!.Value * 60).TryGetWords(out var duration, out _);
            minutes[worker * years + training.End.Year - 2024] += (int)duration;
        }
    }

    public void Run(int threads)
    {
        var share = (workers + threads - 1) / threads;
        Parallel.For(
            0,
            threads,
            new() { MaxDegreeOfParallelism = threads },
            thread => RunPart(thread * share, Math.Min(workers, (thread + 1) * share))
        );
    }

    public void AssertEqual(YearOfWorker[] others, Population population)
    {
        for (var place = 0; place < figures.Length; place++)
        {
            var worker = place / years;
            if (
                Fraction.Of(figures[place].Closing, 12L * denominator[worker] * MinutesPerDay)
                != Fraction.Of(others[place].Closing, population.PartsOfDay(worker))
            )
            {
                throw new InvalidOperationException($"The plain loop gives something else for worker {worker}.");
            }
        }
    }

    private void RunPart(int from, int to)
    {
        // Arrays as locals: the compiler then reads their bounds once.
        var (days, committees, starts, ends) = (Days, committee, first, last);
        var (tops, bottoms, resigned, taken, written) = (numerator, denominator, loses, minutes, figures);
        unchecked
        {
            for (var worker = from; worker < to; worker++)
            {
                var perMonth = (long)tops[worker] * MinutesPerDay;
                var perMinute = 12L * bottoms[worker];
                var (start, end) = (starts[worker], ends[worker]);
                var yearOfLoss =
                    resigned[worker] ? end / 12
                    : end > 59 ? 4
                    : -1;
                var row = committees[worker] * years;
                var place = worker * years;
                var balance = 0L;
                for (var year = 0; year < years; year++)
                {
                    var months = Math.Min(end, year * 12 + 11) - Math.Max(start, year * 12) + 1;
                    var credit = days[row + year] * perMonth * Math.Max(0, months);
                    balance += credit;
                    var asked = taken[place] * perMinute;
                    var used = Math.Min(asked, balance);
                    balance -= used;
                    var lost = year == yearOfLoss ? balance : 0;
                    balance -= lost;
                    written[place] = new(credit, used, asked - used, lost, balance);
                    place++;
                }
            }
        }
    }

    private static int Month(DateOnly day) => (day.Year - 2024) * 12 + day.Month - 1;
}
