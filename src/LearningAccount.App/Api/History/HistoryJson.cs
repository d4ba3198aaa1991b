using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Wording;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.History;

/// <summary>Lines of a journal, and what each did to facts, as they are answered. No national number that somebody typed is told.</summary>
internal static class HistoryJson
{
    public static string LinkOf(ApiCall call, long line) => call.EmployerLink(FormattableString.Invariant($"/history/{line}"));

    /// <summary>Who did what, when, through which door and why.</summary>
    public static void Line(Utf8JsonWriter json, JournalLine line, Words words)
    {
        json.WriteNumber("line", line.Seq);
        json.Instant("recordedAt", line.RecordedAt);
        json.WriteString("action", line.Action);
        json.WriteString("title", HistoryWords.Action(line.Action, words));
        json.WriteString("author", HistoryWords.Own(line.Actor));
        json.WriteString("door", ColumnText.Of(line.Door));
        json.WriteString("doorTitle", HistoryWords.Door(line.Door, words));
        json.Text("reason", line.Why is { Length: > 0 } why ? HistoryWords.Own(why) : null);
    }

    /// <summary>How many facts of each kind it wrote and closed.</summary>
    public static void Facts(Utf8JsonWriter json, IEnumerable<(string Table, long Written, long Closed)> counts, Words words)
    {
        json.WriteStartArray("facts");
        foreach (var (table, written, closed) in counts.Where(count => Words.Has($"history.table.{count.Table}")))
        {
            json.WriteStartObject();
            json.WriteString("fact", CodeOf(table));
            json.WriteString("title", words[$"history.table.{table}"]);
            json.WriteNumber("written", written);
            json.WriteNumber("closed", closed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>What it did to each fact, before and after.</summary>
    public static void Changes(
        Utf8JsonWriter json,
        ApiCall call,
        EmployerSnapshot seen,
        IEnumerable<FactChange> changes,
        Words words
    )
    {
        json.WriteStartArray("changes");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("fact", CodeOf(change.Table));
            json.WriteString("title", HistoryWords.Subject(change, words));
            json.WriteString(
                "change",
                change.Before is null ? "added"
                    : change.After is null ? "ended"
                    : "changed"
            );
            if (change.WorkerId is { } id && seen.Worker(id) is { } worker)
            {
                json.WriteString("workerId", worker.WorkerId);
                json.Link("worker", call.EmployerLink($"/workers/{worker.WorkerId:D}"));
            }
            json.WriteStartArray("fields");
            foreach (var (field, before, after) in HistoryWords.Fields(change, words))
            {
                json.WriteStartObject();
                json.WriteString("title", field);
                json.Text("before", before);
                json.Text("after", after);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // worker_identity is written workerIdentity.
    private static string CodeOf(string table)
    {
        var parts = table.Split('_');
        return parts[0] + string.Concat(parts.Skip(1).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }
}
