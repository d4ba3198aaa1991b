using System.Text;

namespace LearningAccount.Tests.Portal.Calendar;

/// <summary>
/// Reads a calendar as RFC 5545 says it must be, written from its text and not from what the program writes: whatever is not
/// allowed throws.
/// </summary>
internal sealed class ReadCalendar
{
    private static readonly string[] Once = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "TRANSP"];

    public required IReadOnlyDictionary<string, string> Properties { get; init; }
    public required IReadOnlyList<IReadOnlyDictionary<string, string>> Events { get; init; }

    public static ReadCalendar Of(byte[] file)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        Require(
            !text.StartsWith('\uFEFF') && text.EndsWith("\r\n", StringComparison.Ordinal),
            "no mark, and an end of the last line"
        );
        var raw = text[..^2].Split("\r\n");
        Require(raw.All(line => !line.Contains('\r') && !line.Contains('\n')), "lines end with CRLF");
        Require(raw.All(line => Encoding.UTF8.GetByteCount(line) is > 0 and <= 75), "75 bytes a line");
        var lines = new List<string>();
        foreach (var line in raw)
        {
            if (line[0] is ' ' or '\t')
            {
                lines[^1] += line[1..];
            }
            else
            {
                lines.Add(line);
            }
        }
        var open = new Stack<string>();
        var calendar = new Dictionary<string, string>(StringComparer.Ordinal);
        var events = new List<IReadOnlyDictionary<string, string>>();
        Dictionary<string, string>? current = null;
        var alarm = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            Require(line.All(letter => letter == '\t' || !char.IsControl(letter)), "no control characters");
            var (name, parameters, value) = Split(line);
            if (name is "BEGIN")
            {
                open.Push(value);
                Require(
                    open.Count == 1 ? value is "VCALENDAR"
                        : open.Count == 2 ? value is "VEVENT"
                        : value is "VALARM",
                    $"{value} may not stand here"
                );
                current = value is "VEVENT" ? new(StringComparer.Ordinal) : current;
                alarm.Clear();
                continue;
            }
            if (name is "END")
            {
                Require(open.Pop() == value, $"{value} was not open");
                if (value is "VEVENT")
                {
                    Require(
                        current!.ContainsKey("UID") && current.ContainsKey("DTSTAMP") && current.ContainsKey("DTSTART"),
                        "UID, DTSTAMP, DTSTART"
                    );
                    events.Add(current);
                }
                else if (value is "VALARM")
                {
                    Require(
                        alarm["ACTION"] is "DISPLAY" && alarm.ContainsKey("DESCRIPTION") && alarm["TRIGGER"] is "-P7D",
                        "an alarm that shows"
                    );
                }
                continue;
            }
            Require(open.Count > 0, "nothing outside the calendar");
            var read = name switch
            {
                "SUMMARY" or "DESCRIPTION" or "NAME" or "X-WR-CALNAME" => Text(value),
                "DTSTART" or "DTEND" => Day(value, parameters),
                "DTSTAMP" => Moment(value),
                "URL" => new Uri(value, UriKind.Absolute).ToString(),
                _ => value,
            };
            var into =
                open.Count == 1 ? calendar
                : open.Count == 2 ? current!
                : alarm;
            Require(
                !into.ContainsKey(name) || (open.Count == 2 && !Once.Contains(name, StringComparer.Ordinal)),
                $"{name} stands twice"
            );
            into[name] = read;
        }
        Require(open.Count == 0, "all is closed");
        Require(calendar["VERSION"] is "2.0" && calendar["PRODID"].Length > 0, "VERSION and PRODID");
        Require(events.Select(one => one["UID"]).Distinct(StringComparer.Ordinal).Count() == events.Count, "UIDs are unique");
        Require(events.All(one => string.CompareOrdinal(one["DTEND"], one["DTSTART"]) > 0), "an event ends after it starts");
        return new() { Properties = calendar, Events = events };
    }

    private static (string Name, string Parameters, string Value) Split(string line)
    {
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            quoted ^= line[i] == '"';
            if (line[i] == ':' && !quoted)
            {
                var head = line[..i].Split(';', 2);
                Require(
                    head[0].Length > 0 && head[0].All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'),
                    $"name of {line}"
                );
                return (head[0], head.Length > 1 ? head[1] : "", line[(i + 1)..]);
            }
        }
        throw new FormatException($"no colon: {line}");
    }

    private static string Text(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            Require(value[i] is not (';' or ','), $"not escaped: {value}");
            if (value[i] != '\\')
            {
                text.Append(value[i]);
                continue;
            }
            i++;
            Require(i < value.Length && value[i] is '\\' or ';' or ',' or 'n' or 'N', $"wrongly escaped: {value}");
            text.Append(value[i] is 'n' or 'N' ? '\n' : value[i]);
        }
        return text.ToString();
    }

    private static string Day(string value, string parameters)
    {
        Require(parameters.Contains("VALUE=DATE", StringComparison.Ordinal), "whole days");
        return DateOnly
            .ParseExact(value, "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Moment(string value)
    {
        Require(value.EndsWith('Z'), "UTC");
        return DateTime
            .ParseExact(value, "yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture)
            .ToString("s", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new FormatException(what);
        }
    }
}
