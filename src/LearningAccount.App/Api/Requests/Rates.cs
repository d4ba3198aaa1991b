using System.Threading.RateLimiting;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Settings;

namespace LearningAccount.App.Api.Requests;

/// <summary>How often somebody may ask: a bucket for each client, filled again every second. What is left over is told as a problem.</summary>
internal sealed class Rates(InstallationSettings settings) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<Guid> limiter = PartitionedRateLimiter.Create<Guid, Guid>(client =>
        RateLimitPartition.GetTokenBucketLimiter(
            client,
            _ =>
                new()
                {
                    TokenLimit = settings.Api.RequestsPerSecond * settings.Api.BurstSeconds,
                    TokensPerPeriod = settings.Api.RequestsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    QueueLimit = 0,
                }
        )
    );

    /// <exception cref="ProblemException">429: the client has asked too often, and may ask again after a second.</exception>
    public void Take(Guid client)
    {
        using var lease = limiter.AttemptAcquire(client);
        if (!lease.IsAcquired)
        {
            throw new ProblemException(Problem.TooManyRequests(settings.Api.RequestsPerSecond, 1));
        }
    }

    public ValueTask DisposeAsync() => limiter.DisposeAsync();
}
