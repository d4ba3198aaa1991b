using System.Globalization;
using System.Text;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Duties;

namespace LearningAccount.App.Duties;

/// <summary>One entry of a calendar that leaves the program.</summary>
/// <param name="EmployerName">Null: the calendar is of one employer, and names it once.</param>
/// <param name="Page">Where more is told, after signing in.</param>
public sealed record CalendarEntry(Guid Employer, string? EmployerName, Duty Duty, Uri? Page);

/// <summary>
/// Writes duties as calendar programs read them (RFC 5545 and 7986): whole days, numbers of workers but nothing of any worker. The
/// same duties on the same day are the same text.
/// </summary>
public static class CalendarText
{
    public const string ContentType = "text/calendar; charset=utf-8";

    // A line has 75 bytes at the most; what goes on begins with a blank, which counts (RFC 5545, 3.1).
    private const int BytesOfLine = 75;

    /// <param name="today">What is late stands on this day, where its reader looks.</param>
    public static string Of(string name, IEnumerable<CalendarEntry> entries, DateOnly today, Words words)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Learning Account//Duty calendar//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, $"NAME;LANGUAGE={words.Language.Code()}:{Escaped(name)}");
        Line(text, $"X-WR-CALNAME:{Escaped(name)}");
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT12H");
        Line(text, "X-PUBLISHED-TTL:PT12H");
        foreach (var entry in entries.Where(entry => entry.Duty.State is not DutyState.Done))
        {
            Event(text, entry, today, words);
        }
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Event(StringBuilder text, CalendarEntry entry, DateOnly today, Words words)
    {
        var duty = entry.Duty;
        var isLate = duty.State is DutyState.Late;
        var title = DutyWords.Title(duty.Kind, words);
        var summary = isLate ? words.Of("duty.feed.late", ("title", title)) : title;
        var day = isLate ? today : duty.On;
        var language = words.Language.Code();
        string?[] told =
        [
            isLate ? words.Of("duty.feed.since", ("on", words.Date(duty.On))) : null,
            DutyWords.Whom(duty, words),
            DutyWords.Why(duty, words),
            DutyWords.Source(duty.Kind, words),
        ];
        Line(text, "BEGIN:VEVENT");
        Line(
            text,
            string.Create(
                CultureInfo.InvariantCulture,
                $"UID:{DutyWords.Code(duty.Kind)}-{duty.Subject}-{entry.Employer:N}@learning-account"
            )
        );
        Line(text, $"DTSTAMP:{Day(today)}T000000Z");
        Line(text, $"DTSTART;VALUE=DATE:{Day(day)}");
        Line(text, $"DTEND;VALUE=DATE:{Day(day.AddDays(1))}");
        Line(text, $"SUMMARY;LANGUAGE={language}:{Escaped(entry.EmployerName is { } name ? $"{summary} – {name}" : summary)}");
        Line(text, $"DESCRIPTION;LANGUAGE={language}:{Escaped(string.Join('\n', told.OfType<string>()))}");
        if (entry.Page is { } page)
        {
            Line(text, $"URL:{page.AbsoluteUri}");
        }
        Line(text, "TRANSP:TRANSPARENT");
        if (!duty.IsToKnow && !isLate)
        {
            Line(text, "BEGIN:VALARM");
            Line(text, "ACTION:DISPLAY");
            Line(text, $"DESCRIPTION;LANGUAGE={language}:{Escaped(summary)}");
            Line(text, "TRIGGER:-P7D");
            Line(text, "END:VALARM");
        }
        Line(text, "END:VEVENT");
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>RFC 5545, 3.3.11; other control characters cannot stand in a text and are left out.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var letter in text.ReplaceLineEndings("\n"))
        {
            _ = letter switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(letter),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(letter) => escaped,
                _ => escaped.Append(letter),
            };
        }
        return escaped.ToString();
    }

    private static void Line(StringBuilder text, string line)
    {
        var left = BytesOfLine;
        foreach (var letter in line.EnumerateRunes())
        {
            if (letter.Utf8SequenceLength > left)
            {
                text.Append("\r\n ");
                left = BytesOfLine - 1;
            }
            text.Append(letter.ToString());
            left -= letter.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
