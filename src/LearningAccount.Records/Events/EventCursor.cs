using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace LearningAccount.Records.Events;

/// <summary>
/// How far somebody has read. Its text tells nothing to who gets it; with it, the feed goes on after exactly that event, however
/// much was written since.
/// </summary>
/// <param name="OfEmployer">Of the feed of one employer: then <paramref name="Line"/> is its own line, else the position among all.</param>
/// <param name="Line">The line that was read last, 0: none.</param>
/// <param name="Last">The last of its events that was read; null: all of them.</param>
public sealed record EventCursor(bool OfEmployer, long Line, EventPlace? Last)
{
    private const int LongestText = 200;

    /// <summary>The first line that may have something to tell still.</summary>
    internal long From => Last is null ? Line + 1 : Line;

    public static EventCursor Start(bool ofEmployer) => new(ofEmployer, 0, null);

    /// <summary>Null: it is no such text.</summary>
    public static EventCursor? Of(string text)
    {
        if (text.Length > LongestText || !Base64Url.IsValid(text))
        {
            return null;
        }
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ');
        if (
            parts is not [("a" or "e") and var feed, var line, .. var last]
            || !long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
        {
            return null;
        }
        return last switch
        {
            [] => new(feed is "e", number, null),
            [var group, var subject]
                when int.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                    && Guid.TryParseExact(subject, "N", out var id) => new(feed is "e", number, new(place, id)),
            _ => null,
        };
    }

    public override string ToString()
    {
        var last = Last is { } place ? string.Create(CultureInfo.InvariantCulture, $" {place.Group} {place.Subject:N}") : "";
        var text = string.Create(CultureInfo.InvariantCulture, $"{(OfEmployer ? "e" : "a")} {Line}{last}");
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }
}

/// <summary>The place of an event among those of its line: by what it is of, then by its subject.</summary>
public readonly record struct EventPlace(int Group, Guid Subject) : IComparable<EventPlace>
{
    public int CompareTo(EventPlace other) => (Group, Subject).CompareTo((other.Group, other.Subject));

    public static bool operator <(EventPlace one, EventPlace other) => one.CompareTo(other) < 0;

    public static bool operator >(EventPlace one, EventPlace other) => one.CompareTo(other) > 0;

    public static bool operator <=(EventPlace one, EventPlace other) => one.CompareTo(other) <= 0;

    public static bool operator >=(EventPlace one, EventPlace other) => one.CompareTo(other) >= 0;
}
