using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Registry;

/// <summary>A point of an employment on which sources may disagree.</summary>
internal enum Point
{
    Start,
    End,
    Regime,
    Committee,
    Category,

    /// <summary>That there is an employment at all.</summary>
    Existence,
}

/// <summary>
/// Two sources that give a point of an employment another value, with the one that was followed. It is told until somebody says
/// the point by hand. Values are written as facts are; <c>said.…</c> is a word of the catalogue.
/// </summary>
/// <param name="On">A day on which it matters.</param>
internal sealed record Disagreement(Point Point, DateOnly On, Anomaly Anomaly)
{
    /// <summary>The word for an employment without an end.</summary>
    public const string Open = "said.open";

    public static Disagreement Of(
        Point point,
        DateOnly on,
        string taken,
        FactVersion takenBy,
        string other,
        FactVersion otherBy
    ) =>
        new(
            point,
            on,
            new($"sourcesDisagree.{ColumnText.Of(point)}", Severity.Warning, NameOf(otherBy))
            {
                Values = [("taken", taken), ("takenBy", NameOf(takenBy)), ("other", other), ("otherBy", NameOf(otherBy))],
            }
        );

    /// <summary>Somebody is known to one kind of source alone, though the other one reaches those days.</summary>
    public static Disagreement Only(string code, FactVersion by, DateOnly from, Quarter? last) =>
        new(
            Point.Existence,
            from,
            new(code, Severity.Warning, NameOf(by))
            {
                Values =
                [
                    ("by", NameOf(by)),
                    ("from", ColumnText.Of(from)),
                    .. last is { } quarter ? [("last", $"{quarter}")] : Array.Empty<(string, string)>(),
                ],
            }
        );

    public static string Day(DateOnly? day) => day is { } known ? ColumnText.Of(known) : Open;

    /// <summary>Kind and place of a source, as <see cref="RecordTexts"/> puts it into words: <c>staffList staff.csv:12</c>.</summary>
    public static string NameOf(FactVersion source) => $"{source.Origin} {source.OriginReference}".TrimEnd();
}
