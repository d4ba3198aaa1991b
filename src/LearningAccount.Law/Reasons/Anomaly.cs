using System.Collections.Immutable;
using System.Globalization;
using LearningAccount.Law.Texts;

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

    /// <summary>The same as people read it: days as they are written in the language.</summary>
    public (string Name, string Value)[] ValuesIn(Language language) =>
        [
            .. Values.Select(told =>
                DateOnly.TryParseExact(told.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    ? (told.Name, Formats.Date(day, language))
                    : told
            ),
        ];
}
