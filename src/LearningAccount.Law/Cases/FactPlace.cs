using System.Globalization;

namespace LearningAccount.Law.Cases;

/// <summary>The place of a fact among those an account was computed from, as an anomaly names it: <c>employments[0].endReason</c>.</summary>
/// <param name="List">What kind of facts it stands among: <c>employments</c>; the whole place where it stands among none.</param>
/// <param name="Index">From 0; null: it stands among none.</param>
/// <param name="Kind">The place without the index: <c>employments.endReason</c>.</param>
public sealed record FactPlace(string List, int? Index, string Kind)
{
    /// <exception cref="FormatException">The place is not written so.</exception>
    public static FactPlace Of(string at)
    {
        var (open, close) = (at.IndexOf('[', StringComparison.Ordinal), at.IndexOf(']', StringComparison.Ordinal));
        return open < 0 || close < open
            ? new(at, null, at)
            : new(
                at[..open],
                int.Parse(at.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture),
                at[..open] + at[(close + 1)..]
            );
    }
}
