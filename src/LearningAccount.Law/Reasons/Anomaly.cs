using System.Collections.Immutable;

namespace LearningAccount.Law;

public enum Severity
{
    /// <summary>What was sent is kept; somebody should look.</summary>
    Warning,

    /// <summary>What was sent is refused, and it alone.</summary>
    Error,
}

/// <summary>Something wrong in what was sent. Its text stands in a catalogue under its code.</summary>
/// <param name="Code">A code of the catalogue, such as <c>beyondCredit</c>.</param>
/// <param name="At">The place in what was sent: <c>employments[0].regimes[1]</c>, <c>row 12, column start</c>.</param>
public sealed record Anomaly(string Code, Severity Severity, string At)
{
    /// <summary>What the places of its text are filled with. Never a national number.</summary>
    public ImmutableArray<(string Name, string Value)> Values { get; init; } = [];
}
