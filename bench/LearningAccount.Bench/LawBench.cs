using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Bench;

/// <summary>Exact figures over a population of 4,000,000 workers and five years, beside a plain loop over arrays.</summary>
internal static class LawBench
{
    private const int Workers = 4_000_000;
    private const int Years = 5;
    private const int Threads = 2;
    private const int General = 40_000;
    private static readonly DateOnly On = new(2028, 12, 31);

    public static async Task<Report> MeasureAsync()
    {
        var report = new Report("law");
        var law = new EmployerLaw(Employer(), Settings.Default, LawBook.Shipped);
        var population = new Population(LawBook.Shipped, On.Year - Years + 1, On);
        var plain = new PlainLoop(Workers, Years);
        var random = new Random(1);
        var some = new List<AccountFacts>(General);
        for (var worker = 0; worker < Workers; worker++)
        {
            var facts = Worker(random, law.Employer);
            if (!population.TryAdd(facts, law))
            {
                throw new InvalidOperationException("A worker of usual shape was refused.");
            }
            plain.Set(worker, facts);
            if (some.Count < General)
            {
                some.Add(facts);
            }
        }
        var figures = new YearOfWorker[Workers * Years];
        var floor = await Timing.SecondsAsync(7, () => plain.Run(Threads));
        var seconds = await Timing.SecondsAsync(7, () => population.Compute(figures, Threads));
        plain.AssertEqual(figures, population);
        report.Add(
            new("population of usual workers, two threads", "person-years/s", Rates(seconds, (double)Workers * Years))
            {
                Floor = new("plain loop over arrays", Rates(floor, (double)Workers * Years)),
                Goal = Goal.AtLeast(0.5),
            }
        );
        var general = await Timing.SecondsAsync(
            5,
            () =>
                Parallel.For(
                    0,
                    Threads,
                    new() { MaxDegreeOfParallelism = Threads },
                    thread =>
                    {
                        var own = new EmployerLaw(law.Employer, Settings.Default, LawBook.Shipped);
                        for (var worker = thread; worker < some.Count; worker += Threads)
                        {
                            AccountComputation.For(some[worker], own, On);
                        }
                    }
                )
        );
        report.Add(new("the general way, with reasons, two threads", "person-years/s", Rates(general, (double)General * Years)));
        return report;
    }

    private static double[] Rates(IReadOnlyList<double> seconds, double work) => [.. seconds.Select(one => work / one)];

    private static EmployerFacts Employer() =>
        new()
        {
            Declarations =
            [
                .. Enumerable.Range(0, 32).Select(step => new Declaration(Quarter.Of(2020, 4).AddQuarters(step), 250)),
            ],
        };

    private static AccountFacts Worker(Random random, EmployerFacts employer)
    {
        var start = new DateOnly(2024, 1, 1).AddDays(random.Next(1200));
        DateOnly? end = random.Next(5) == 0 ? start.AddDays(random.Next(1500)) : null;
        var last = end is null || end > On ? On : end.Value;
        var trainings = new Training[random.Next(7)];
        for (var place = 0; place < trainings.Length; place++)
        {
            var day = start.AddDays(random.Next(Math.Max(1, last.DayNumber - start.DayNumber)));
            trainings[place] = new()
            {
                Start = day,
                End = day,
                Hours = Fraction.Of(random.Next(1, 60), 4),
            };
        }
        return new()
        {
            Employer = employer,
            Employments =
            [
                new()
                {
                    Start = start,
                    End = end,
                    EndReason =
                        end is null ? null
                        : random.Next(2) == 0 ? EndReason.Resignation
                        : EndReason.Dismissal,
                    JointCommittee = JointCommittee.Parse(random.Next(2) == 0 ? "200" : "302"),
                    Regimes = [new() { From = start, Fraction = Fraction.Of(random.Next(1, 39), 38) }],
                },
            ],
            Trainings = [.. trainings],
        };
    }
}
