using System.Diagnostics;

namespace LearningAccount.Bench;

internal static class Timing
{
    /// <summary>Seconds of each of <paramref name="count"/> runs, after one that only warms up.</summary>
    public static async Task<IReadOnlyList<double>> SecondsAsync(int count, Func<Task> run)
    {
        await run();
        var seconds = new double[count];
        for (var i = 0; i < count; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var start = Stopwatch.GetTimestamp();
            await run();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        return seconds;
    }

    /// <summary>Seconds of one run.</summary>
    public static async Task<double> OnceAsync(Func<Task> run)
    {
        var start = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public static Task<IReadOnlyList<double>> SecondsAsync(int count, Action run) =>
        SecondsAsync(
            count,
            () =>
            {
                run();
                return Task.CompletedTask;
            }
        );
}
