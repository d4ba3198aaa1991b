using LearningAccount.App.Documents;
using LearningAccount.Records.Documents;

namespace LearningAccount.App.Jobs;

/// <summary>
/// Issues the documents that were asked for of many workers, one run after the other, and goes on with those that were broken off.
/// </summary>
internal sealed partial class DocumentWork(DocumentRuns runs, IssueRun issue, TimeProvider clock, ILogger<DocumentWork> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await runs.Take(stoppingToken) is { } run)
                {
                    await issue.Do(run, null, stoppingToken);
                }
            }
            catch (Exception failed) when (failed is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Its lease runs out, and it is taken up again where it was.
                Failed(log, failed);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Documents could not be issued. It is tried again.")]
    private static partial void Failed(ILogger log, Exception failed);
}
