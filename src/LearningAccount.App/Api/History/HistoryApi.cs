using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.History;

/// <summary>Who changed what, when and why, and taking it back: <c>/employers/{employerNumber}/history</c>.</summary>
internal static class HistoryApi
{
    private const string LineParameter = "line";
    private const string Before = "before";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listHistory", Right.ReadHistory, List),
            new("getHistoryLine", Right.ReadHistory, Get),
            new("listWorkerHistory", Right.ReadHistory, ListOfWorker),
            // What somebody needs to take a line back hangs on what it touched.
            new("undoHistoryLine", Right.ReadEmployer, Undo),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var question = new HistoryQuestion
        {
            // The contract lets no national number in.
            Text = call["text"] ?? "",
            Door = call["door"] is { } door ? Enum.Parse<Door>(door, ignoreCase: true) : null,
            From = call.Day("from"),
            To = call.Day("to"),
            Before = BeforeOf(call),
        };
        var size = SizeOf(call);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var (_, found) = await ReadHistory.Page(connection, call.EmployerId, question, 0, size + 1, cancel);
        var lines = found.Take(size).ToList();
        var counts = await ReadHistory.Counts(connection, call.EmployerId, [.. lines.Select(line => line.Seq)], cancel);
        var words = Words.In(call.Language);
        return Page(
            call,
            lines,
            found.Count > size ? lines[^1].Seq : null,
            (json, line) =>
            {
                HistoryJson.Line(json, line, words);
                HistoryJson.Facts(json, counts[line.Seq], words);
            }
        );
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var seq = LineOf(call);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var line =
            await ReadHistory.Line(connection, call.EmployerId, seq, cancel) ?? throw new ProblemException(Problem.NotFound());
        var counts = (await ReadHistory.Counts(connection, call.EmployerId, [seq], cancel))[seq].ToList();
        var changes = await ReadHistory.OfLine(connection, call.EmployerId, seq, cancel);
        var words = Words.In(call.Language);
        return ApiAnswer.Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", HistoryJson.LinkOf(call, seq));
            HistoryJson.Line(json, line, words);
            HistoryJson.Facts(json, counts, words);
            json.WriteBoolean(
                "complete",
                !counts.Exists(count => Math.Max(count.Written, count.Closed) > ReadHistory.MostFactsTold)
            );
            json.WriteBoolean("undoable", call.Visitor.MayUndo(call.EmployerId, counts.Select(count => count.Table), call.Now));
            HistoryJson.Changes(json, call, seen.Snapshot, changes, words);
            json.WriteEndObject();
        }) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<ApiAnswer> ListOfWorker(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var worker = Seen.Worker(call, seen);
        await call.Look(worker.WorkerId, "history", cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var before = BeforeOf(call) ?? long.MaxValue;
        var changes = (
            await ReadHistory.Of(connection, call.EmployerId, seen.Snapshot.AliasesOf(worker.WorkerId), cancel)
        ).ToLookup(change => change.Seq);
        var seqs = changes.Select(ofLine => ofLine.Key).Where(seq => seq < before).OrderDescending().ToList();
        var size = SizeOf(call);
        var lines = await ReadHistory.Lines(connection, call.EmployerId, [.. seqs.Take(size)], cancel);
        var words = Words.In(call.Language);
        return Page(
            call,
            lines,
            seqs.Count > size ? seqs[size - 1] : null,
            (json, line) =>
            {
                HistoryJson.Line(json, line, words);
                HistoryJson.Changes(json, call, seen.Snapshot, changes[line.Seq], words);
            }
        );
    }

    private static async Task<ApiAnswer> Undo(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var (seq, reason) = (LineOf(call), call.Body.TextOf("reason")!.Trim());
        if (reason.Length == 0)
        {
            throw SentFacts.Wrong("reason", "missing");
        }
        return await call.Make(
            async change =>
            {
                var last = await change.Touch(call.EmployerId, UndoChange.Action, cancel);
                await CheckMayUndo(call, seen.Snapshot, seq, change.Connection, cancel);
                await UndoChange.Do(change, call.EmployerId, seq, cancel);
                return ApiAnswer.Created(
                    HistoryJson.LinkOf(call, last + 1),
                    json =>
                    {
                        json.WriteStartObject();
                        json.WriteString("self", HistoryJson.LinkOf(call, last + 1));
                        json.WriteNumber("line", last + 1);
                        json.WriteNumber("undoes", seq);
                        json.WriteEndObject();
                    }
                );
            },
            cancel,
            reason
        );
    }

    /// <exception cref="ProblemException">404: there is no such line, or it is of somebody the visitor does not see. 403: not for this visitor.</exception>
    /// <exception cref="RefusedException"><c>undo.import</c>: it is not taken back as a line.</exception>
    private static async Task CheckMayUndo(
        ApiCall call,
        EmployerSnapshot seen,
        long seq,
        DbConnection connection,
        CancellationToken cancel
    )
    {
        var tables = (await ReadJournal.Contents(connection, call.EmployerId, seq, cancel)).Select(one => one.TableName).ToList();
        if (tables.Count == 0)
        {
            throw new ProblemException(Problem.NotFound());
        }
        // Nobody takes back what somebody may not see.
        if (
            AccessRules.Scopes(call.Visitor, call.EmployerId, call.Now) is not null
            && (await ReadTrainingChange.Of(connection, call.EmployerId, seq, cancel) is not { } made || !made.IsOf(seen.Worker))
        )
        {
            throw new ProblemException(Problem.NotFound());
        }
        if (UndoRules.Needed(tables) is null)
        {
            throw new RefusedException("undo.elsewhere", "line");
        }
        if (!call.Visitor.MayUndo(call.EmployerId, tables, call.Now))
        {
            throw new ProblemException(Problem.MissingPermission());
        }
    }

    /// <param name="last">The last line of the page, where others come after it.</param>
    private static ApiAnswer Page(
        ApiCall call,
        IReadOnlyList<JournalLine> lines,
        long? last,
        Action<Utf8JsonWriter, JournalLine> write
    ) =>
        ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", call.Link(call.Context.Request.Path + call.Context.Request.QueryString));
            json.WriteStartArray("items");
            foreach (var line in lines)
            {
                json.WriteStartObject();
                json.WriteString("href", HistoryJson.LinkOf(call, line.Seq));
                write(json, line);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (last is { } seq)
            {
                json.WriteString("next", Next(call, seq));
            }
            json.WriteEndObject();
        }) with
        {
            IsInLanguage = true,
        };

    private static string Next(ApiCall call, long seq)
    {
        var request = call.Context.Request;
        var others = request
            .Query.Where(one => one.Key is not Before)
            .SelectMany(one => one.Value, (one, value) => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(value ?? "")}");
        var query = string.Join('&', others.Append(string.Create(CultureInfo.InvariantCulture, $"{Before}={seq}")));
        return $"{call.Link(request.Path)}?{query}";
    }

    private static long LineOf(ApiCall call) => long.Parse(call[LineParameter]!, CultureInfo.InvariantCulture);

    private static long? BeforeOf(ApiCall call) =>
        call[Before] is { } line ? long.Parse(line, CultureInfo.InvariantCulture) : null;

    private static int SizeOf(ApiCall call) => int.Parse(call["pageSize"]!, CultureInfo.InvariantCulture);
}
