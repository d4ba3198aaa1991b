using LearningAccount.Law.Facts;

namespace LearningAccount.App.Example;

/// <summary>The many whose contracts are like anybody's: hired once, for some part of full time, a few of them gone again.</summary>
internal static class RegularWorkers
{
    private static readonly ExampleJob[] Jobs =
    [
        .. Enumerable.Repeat(ExampleJob.Office, 9),
        .. Enumerable.Repeat(ExampleJob.Building, 5),
        .. Enumerable.Repeat(ExampleJob.Transport, 5),
        ExampleJob.Canteen,
    ];

    /// <summary>Percent of full time.</summary>
    private static readonly int[] Parts = [100, 100, 100, 100, 100, 100, 80, 80, 75, 60, 50, 50, 90];

    private static readonly EndReason[] Reasons =
    [
        EndReason.Resignation,
        EndReason.Resignation,
        EndReason.Resignation,
        EndReason.Resignation,
        EndReason.Dismissal,
        EndReason.Dismissal,
        EndReason.MutualAgreement,
        EndReason.FixedTerm,
    ];

    public static IEnumerable<ExampleWorker> Make(int count, ExampleNames names, ExampleRandom random)
    {
        for (var i = 0; i < count; i++)
        {
            yield return Make(names.Next(1962, 2001), random);
        }
    }

    private static ExampleWorker Make(ExampleWorker worker, ExampleRandom random)
    {
        var job = random.Pick(Jobs);
        var earliest = new DateOnly(Math.Max(1995, worker.Ssin.BirthYear + 19), 1, 1);
        var start = random.Chance(72)
            ? random.Day(earliest, new(2023, 9, 30))
            : random.Day(ExampleCompany.First.FirstDay, new(2026, 8, 31));
        var end = random.Chance(18)
            ? random.Day(Later(start.AddDays(30), ExampleCompany.First.FirstDay), new(2027, 3, 31))
            : (DateOnly?)null;
        if (end > ExampleCompany.Last.LastDay)
        {
            end = null;
        }
        var hours = job.FullTime * random.Pick(Parts) / 100;
        var from = start;
        // A change of regime is a new occupation in the DmfA, on any day of the month.
        for (var changes = random.Chance(16) ? 1 + random.Below(2) : 0; changes > 0; changes--)
        {
            var earliestChange = Later(from.AddDays(60), ExampleCompany.First.FirstDay);
            var latestChange = end?.AddDays(-30) ?? ExampleCompany.Last.LastDay;
            if (earliestChange > latestChange)
            {
                break;
            }
            var change = random.Day(earliestChange, latestChange);
            worker.Occupations.Add(new(job, from, change.AddDays(-1), hours));
            (from, hours) = (change, job.FullTime * Other(random, hours * 100 / job.FullTime) / 100);
        }
        worker.Occupations.Add(new(job, from, end, hours));
        worker.Contracts.Add(new(job, start, end, hours) { EndReason = end is null ? null : random.Pick(Reasons) });
        return worker;
    }

    private static int Other(ExampleRandom random, int percent)
    {
        var other = random.Pick(Parts);
        return other != percent ? other
            : percent == 100 ? 80
            : 100;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
