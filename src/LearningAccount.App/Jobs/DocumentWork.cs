using LearningAccount.App.Documents;
using LearningAccount.Records.Documents;

namespace LearningAccount.App.Jobs;

/// <summary>
/// Issues the documents that were asked for of many workers, one run after the other, and goes on with those that were broken off.
/// </summary>
internal sealed partial class DocumentWork(DocumentRuns runs, IssueRun issue, TimeProvider clock, ILogger<DocumentWork> log)
    : BackgroundService
{
    /// <summary>What fails as often fails for good, and somebody has to look.</summary>
    private const int MostTries = 5;
    private readonly Dictionary<Guid, int> tries = [];

    /// <summary>Between two looks for what is asked for.</summary>
    internal TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await runs.Take(stoppingToken) is { } run)
                {
                    await IssueAsync(run, stoppingToken);
                }
            }
            catch (Exception failed) when (failed is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, failed);
            }
        }
    }

    private async Task IssueAsync(DocumentRun run, CancellationToken stop)
    {
        try
        {
            await issue.Do(run, null, stop);
            tries.Remove(run.RunId);
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            Failed(log, failed);
            var times = tries[run.RunId] = tries.GetValueOrDefault(run.RunId) + 1;
            // Else its lease runs out, and it is taken up again where it was.
            if (times >= MostTries)
            {
                tries.Remove(run.RunId);
                await runs.End(run.EmployerId, run.RunId, "failed", "document.runFailed", stop);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Documents could not be issued. It is tried again.")]
    private static partial void Failed(ILogger log, Exception failed);
}
