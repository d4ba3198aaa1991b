using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.Tests.Law.Population;

public sealed class PopulationTests
{
    private static readonly DateOnly On = new(2028, 12, 31);

    [Fact]
    public void The_fast_way_and_the_general_way_agree_on_random_workers() => Compare(20_000, 7);

    [Fact]
    [Trait("Speed", "Slow")]
    public void The_fast_way_and_the_general_way_agree_on_a_million_random_workers() => Compare(1_000_000, 20261121);

    [Fact]
    public void A_worker_of_unusual_shape_is_left_to_the_general_way()
    {
        var law = new EmployerLaw(Employer(24, 38), Settings.Default, LawBook.Shipped);
        var usual = new AccountFacts { Employer = law.Employer, Employments = [new() { Start = new(2024, 1, 1) }] };
        var leave = new Suspension(new(2024, 2, 1), null, SuspensionKind.Parental, Fraction.Of(1, 2));
        AccountFacts[] unusual =
        [
            usual with
            {
                Employments = [],
            },
            usual with
            {
                Employments = [usual.Employments[0], usual.Employments[0]],
            },
            usual with
            {
                Employments = [usual.Employments[0] with { Suspensions = [leave] }],
            },
            usual with
            {
                Adjustments = [new(new(2024, 5, 1), 1, null)],
            },
            usual with
            {
                Settings = new() { Carry2023 = false },
            },
            usual with
            {
                Trainings =
                [
                    new()
                    {
                        Start = new(2023, 5, 1),
                        End = new(2023, 5, 1),
                        Hours = 8,
                    },
                ],
            },
        ];
        var population = new LearningAccount.Law.Population(LawBook.Shipped, 2023, On);
        Assert.True(population.TryAdd(usual, law));
        Assert.All(unusual, facts => Assert.False(population.TryAdd(facts, law)));
        Assert.Equal(1, population.Count);
    }

    private static void Compare(int workers, int seed)
    {
        var laws = new[] { (24, 38), (15, 38), (8, 38), (30, 36), (22, 40) }
            .Select(size => new EmployerLaw(Employer(size.Item1, size.Item2), Settings.Default, LawBook.Shipped))
            .ToArray();
        var random = new Random(seed);
        const int block = 20_000;
        var taken = 0;
        for (var done = 0; done < workers; done += block)
        {
            var population = new LearningAccount.Law.Population(LawBook.Shipped, 2023, On);
            var all = new List<(AccountFacts Facts, EmployerLaw Law)>(block);
            while (all.Count < Math.Min(block, workers - done))
            {
                var law = laws[random.Next(laws.Length)];
                var facts = RandomWorker(random, law.Employer);
                if (population.TryAdd(facts, law))
                {
                    all.Add((facts, law));
                }
            }
            var figures = new YearOfWorker[population.Count * population.Years];
            population.Compute(figures, 2);
            for (var worker = 0; worker < all.Count; worker++)
            {
                AssertEqual(population, figures, worker, all[worker].Facts, all[worker].Law);
            }
            taken += all.Count;
        }
        Assert.Equal(workers, taken);
    }

    private static void AssertEqual(
        LearningAccount.Law.Population population,
        YearOfWorker[] figures,
        int worker,
        AccountFacts facts,
        EmployerLaw law
    )
    {
        var account = AccountComputation.For(facts, law, On);
        var parts = population.PartsOfDay(worker);
        var byYear = account.Years.ToDictionary(year => year.Year);
        for (var place = 0; place < population.Years; place++)
        {
            var fast = figures[worker * population.Years + place];
            if (!byYear.TryGetValue(population.FirstYear + place, out var year))
            {
                Assert.Equal(default, fast);
                continue;
            }
            Assert.Equal(year.Credit, Fraction.Of(fast.Credit, parts));
            Assert.Equal(year.Used, Fraction.Of(fast.Used, parts));
            Assert.Equal(year.Outside, Fraction.Of(fast.Outside, parts));
            Assert.Equal(year.Expired + year.Forfeited, Fraction.Of(fast.Lost, parts));
            Assert.Equal(year.Closing, Fraction.Of(fast.Closing, parts));
        }
    }

    private static EmployerFacts Employer(int fte, int hours) =>
        new()
        {
            FullTimeWeeklyHours = hours,
            Declarations =
            [
                .. Enumerable
                    .Range(0, 32)
                    .Select(step => new Declaration(Quarter.Of(2020, 4).AddQuarters(step), fte + Fraction.Of(step % 5, 2))),
            ],
        };

    private static AccountFacts RandomWorker(Random random, EmployerFacts employer)
    {
        string?[] committees = [null, "200", "124", "114", "140.01.02", "149.01", "302", "209", "112"];
        var start = new DateOnly(2021, 1, 1).AddDays(random.Next(2900));
        DateOnly? end = random.Next(3) == 0 ? start.AddDays(random.Next(2000)) : null;
        var committee = committees[random.Next(committees.Length)];
        return new()
        {
            Employer = employer,
            Employments =
            [
                new()
                {
                    Start = start,
                    End = end,
                    EndReason = end is null ? null : Enum.GetValues<EndReason>()[random.Next(10)],
                    JointCommittee = committee is null ? null : JointCommittee.Parse(committee),
                    Category = random.Next(4) == 0 ? WorkerCategory.BlueCollar : WorkerCategory.Worker,
                    Regimes =
                        random.Next(3) == 0
                            ? []
                            :
                            [
                                new()
                                {
                                    From = start,
                                    Hours = Fraction.Of(random.Next(1, 4200), 100),
                                    FullTimeHours = 38,
                                },
                            ],
                },
            ],
            Trainings = Trainings(random, start, end),
        };
    }

    private static ImmutableArray<Training> Trainings(Random random, DateOnly start, DateOnly? end)
    {
        var last = end ?? new DateOnly(2029, 6, 30);
        var trainings = ImmutableArray.CreateBuilder<Training>();
        for (var count = random.Next(8); count > 0; count--)
        {
            var day = start.AddDays(random.Next(last.DayNumber - start.DayNumber + 1));
            trainings.Add(
                new()
                {
                    Start = day,
                    End = day,
                    Hours = Fraction.Of(random.Next(1, 3000), 60),
                    Status = random.Next(6) == 0 ? TrainingStatus.Planned : TrainingStatus.Followed,
                    LeaveScheme = random.Next(9) == 0 ? LeaveScheme.VOV : null,
                }
            );
        }
        return trainings.DrainToImmutable();
    }
}
