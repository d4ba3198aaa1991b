using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Reconciliation;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using static LearningAccount.Tests.Records.Reconciliation.CounterWorld;

namespace LearningAccount.Tests.Records.Reconciliation;

/// <summary>What came in is what is equal, what differs and what was left out, to the last row and day.</summary>
public sealed class TotalsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task All_that_came_in_is_somewhere(int seed)
    {
        var random = new Random(seed);
        var world = World.With().OfSize(SizeClass.Full);
        for (var worker = 0; worker < 12; worker++)
        {
            world.AndWorker().Employed($"202{random.Next(3, 7)}-0{random.Next(1, 10)}-01", regime: $"{random.Next(1, 5)}/4");
        }
        var rows = Enumerable.Range(0, 300).Select(place => Any(world, random, place)).ToArray();
        var made = await Of(world, rows);

        var totals = CounterTotal.Of(made, Fraction.Of(38, 5));
        foreach (var total in totals)
        {
            Assert.Equal(total.In, total.Equal + total.Different + total.LeftOut);
        }
        var together = CounterTotal.Together(totals);
        Assert.Equal(rows.Length, together.In.Rows);
        Assert.Equal(Sum(rows, row => row.Credit), together.In.Credit);
        Assert.Equal(Sum(rows, row => row.Used), together.In.Used);
        Assert.Equal(Sum(rows, row => row.Remaining), together.In.Left);
        Assert.Equal(Sum(rows, row => row.CarriedOver), together.In.CarriedOver);
        Assert.True(together.Equal.Rows > 0 && together.Different.Rows > 0 && together.LeftOut.Rows > 0);
        // Each row that was left out says why; all others are in one line each.
        Assert.All(made.Rows, place => Assert.True(place.Line is null == place.Why is not null));
        Assert.Equal(made.Lines.Sum(line => line.Rows.Length), made.Rows.Count(place => place.Line is not null));
    }

    private static ImportedCounterVersion Any(World world, Random random, int place)
    {
        var worker = random.Next(world.WorkerIds.Count);
        string[] figures = [";0;;", ";0;;", "2.5;;;", $"{random.Next(9)};1;;{random.Next(3)}", "0;0;0;0"];
        var row = Counter(
            world,
            random.Next(2023, 2027),
            figures[random.Next(figures.Length)],
            worker,
            (RightType)random.Next(5),
            random.Next(4) == 0 ? CounterUnit.Hours : CounterUnit.Days,
            $"2026-01-{random.Next(10, 29)}",
            row: place + 2
        );
        return random.Next(6) switch
        {
            0 => row with
            {
                Outcome = CounterOutcome.Error,
                Code = "cell.ssin",
                WorkerId = null,
                Year = random.Next(2) == 0 ? null : row.Year,
            },
            1 => row with { Outcome = CounterOutcome.Duplicate },
            _ => row,
        };
    }

    private static Fraction Sum(IEnumerable<ImportedCounterVersion> rows, Func<ImportedCounterVersion, Fraction?> figure) =>
        rows.Aggregate(
            Fraction.Zero,
            (sum, row) =>
                sum + (figure(row) ?? Fraction.Zero) / (row.Unit is CounterUnit.Hours ? Fraction.Of(38, 5) : Fraction.One)
        );
}
