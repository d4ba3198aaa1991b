using LearningAccount.App.Imports;

namespace LearningAccount.App.Jobs;

/// <summary>
/// Brings in the files that programs sent, one after the other, and goes on with those that were broken off.
/// </summary>
internal sealed partial class ImportTaskWork(
    ImportTasks tasks,
    RunImportTask run,
    TimeProvider clock,
    ILogger<ImportTaskWork> log
) : BackgroundService
{
    /// <summary>What fails as often fails for good, and somebody has to look.</summary>
    private const int MostTries = 5;
    private static readonly TimeSpan HeldEvery = ImportTasks.Lease / 4;
    private static readonly TimeSpan SweptEvery = TimeSpan.FromHours(1);
    private DateTimeOffset swept = DateTimeOffset.MinValue;

    /// <summary>Between two looks for what was sent.</summary>
    internal TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await tasks.Take(stoppingToken) is { } task)
                {
                    await BringAsync(task, stoppingToken);
                }
                if (clock.GetUtcNow() - swept > SweptEvery)
                {
                    await tasks.Sweep(stoppingToken);
                    swept = clock.GetUtcNow();
                }
            }
            catch (Exception failed) when (failed is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, failed);
            }
        }
    }

    private async Task BringAsync(ImportTask task, CancellationToken stop)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var holding = HoldAsync(task, done.Token);
        try
        {
            await run.Do(task, stop);
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            Failed(log, failed);
            // Else its lease runs out, and it is taken up again.
            if (task.Tries >= MostTries)
            {
                await tasks.End(task, "import.failed", null, stop);
            }
        }
        finally
        {
            await done.CancelAsync();
            await holding;
        }
    }

    private async Task HoldAsync(ImportTask task, CancellationToken done)
    {
        try
        {
            using var timer = new PeriodicTimer(HeldEvery, clock);
            while (await timer.WaitForNextTickAsync(done))
            {
                await tasks.Hold(task, done);
            }
        }
        catch (OperationCanceledException)
        {
            // It ended.
        }
    }

    [LoggerMessage(LogLevel.Error, "A file that was sent could not be brought in. It is tried again.")]
    private static partial void Failed(ILogger log, Exception failed);
}
