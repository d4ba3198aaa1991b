namespace LearningAccount.App.Settings;

/// <summary>How much programs may ask of the REST API.</summary>
public sealed record ApiSettings
{
    /// <summary>By one program, in the long run; 50 by default, at most 100,000.</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>Seconds of that rate which may be used up at once; 10 by default.</summary>
    public int BurstSeconds { get; init; } = 10;
}
