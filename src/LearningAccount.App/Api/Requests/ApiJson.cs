using System.Globalization;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.App.Api.Requests;

/// <summary>
/// Writes members of an answer: what is not known is left out, never null (REST guide, json-null); exact figures are texts, days are
/// <c>yyyy-MM-dd</c>, codes are written as the contract lists them.
/// </summary>
internal static class ApiJson
{
    private const string DayFormat = "yyyy-MM-dd";

    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void Exact(this Utf8JsonWriter json, string name, Fraction? value)
    {
        if (value is { } figure)
        {
            json.WriteString(name, figure.ToString());
        }
    }

    public static void Day(this Utf8JsonWriter json, string name, DateOnly? value)
    {
        if (value is { } day)
        {
            json.WriteString(name, day.ToString(DayFormat, CultureInfo.InvariantCulture));
        }
    }

    public static void Instant(this Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } instant)
        {
            json.WriteString(
                name,
                instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture)
            );
        }
    }

    public static void Whole(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void Bool(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } said)
        {
            json.WriteBoolean(name, said);
        }
    }

    /// <summary>A code: <c>NotFollowed</c> is written <c>notFollowed</c>.</summary>
    public static void Code<T>(this Utf8JsonWriter json, string name, T? value)
        where T : struct, Enum
    {
        if (value is { } code)
        {
            json.WriteString(name, CodeText.Of(code));
        }
    }

    /// <summary>Where something comes from.</summary>
    public static void Origin(this Utf8JsonWriter json, string name, Origin? value)
    {
        if (value is { } origin)
        {
            json.WriteStartObject(name);
            json.WriteString("kind", origin.Kind);
            json.Text("reference", origin.Reference.Length == 0 ? null : origin.Reference);
            json.Day("recordedOn", origin.RecordedOn);
            json.WriteEndObject();
        }
    }

    /// <summary>Where something else is read.</summary>
    public static void Link(this Utf8JsonWriter json, string name, string href)
    {
        json.WriteStartObject(name);
        json.WriteString("href", href);
        json.WriteEndObject();
    }

    // What was sent, which the contract has been checked against.

    public static string? TextOf(this JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    public static DateOnly? DayOf(this JsonElement from, string name) =>
        from.TextOf(name) is { } text ? DateOnly.ParseExact(text, DayFormat, CultureInfo.InvariantCulture) : null;

    public static Fraction? ExactOf(this JsonElement from, string name) =>
        from.TextOf(name) is { } text ? Fraction.Parse(text) : null;

    public static bool? BoolOf(this JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;

    public static int? WholeOf(this JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? (int)value.GetDecimal() : null;

    public static long? LongOf(this JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? (long)value.GetDecimal() : null;

    /// <summary>A member of a merge patch: as it is sent, null where it is taken away, else as it was (RFC 7396).</summary>
    public static T Patched<T>(this JsonElement patch, string name, T before, Func<JsonElement, string, T> read) =>
        patch.TryGetProperty(name, out _) ? read(patch, name) : before;

    public static T? CodeOf<T>(this JsonElement from, string name)
        where T : struct, Enum => from.TextOf(name) is { } text ? Enum.Parse<T>(text, ignoreCase: true) : null;
}
