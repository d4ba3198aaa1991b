using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Trainings;

/// <summary>Lists of trainings: of all workers the visitor sees, or of workers who are named in the body.</summary>
internal static class TrainingLists
{
    private readonly record struct Line(WorkerSnapshot Worker, TrainingVersion Training);

    public static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var ids = call.Values("workerId");
        var workers = Workers(seen, ids.Count == 0 ? null : ids.Select(Guid.Parse));
        if (ids.Count > 0 && workers is [var only])
        {
            await call.Look(only.WorkerId, "trainings", cancel);
        }
        var since = call["changedSince"] is { } instant
            ? await Knowledge.SeqBefore(
                connection,
                call.EmployerId,
                DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture),
                cancel
            )
            : 0;
        var days = Days(call);
        var status = call.Values("status").ToHashSet(StringComparer.Ordinal);
        var kind = call["kind"];
        var externalIds = call.Values("externalId").ToHashSet(StringComparer.Ordinal);
        Guid? occasion = call["occasionId"] is { } id ? Guid.Parse(id) : null;
        bool? counts = call["counts"] is { } said ? said is "true" : null;
        var found = Lines(workers)
            .Where(line =>
                line.Training is var one
                && one.Recorded > since
                && days.TrueForAll(period => one.StartOn <= period.LastDay && period.From <= one.EndOn)
                && (status.Count == 0 || status.Contains(ColumnText.Of(one.Status)))
                && (kind is null || kind == ColumnText.Of(one.Kind))
                && (externalIds.Count == 0 || (one.ExternalId is { } external && externalIds.Contains(external)))
                && (occasion is null || one.Occasion == occasion)
                && (counts is null || one.Counts == counts)
            );
        var (shown, total) = Page(call, Sorted(found, call.Values("sort")));
        var write = await Writer(call, connection, shown, cancel);
        return Paging.Of(call, shown, total, write);
    }

    public static async Task<ApiAnswer> Query(ApiCall call, CancellationToken cancel)
    {
        var named = Named(call.Body).ToList();
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var found = await NamedWorkers.Find(connection, call, named, cancel);
        TrainingsApi.OrThrow(Wrong(named, found));
        var known = named
            .Select((name, place) => (Name: name, found[place].Worker))
            .Where(one => one.Worker != Guid.Empty && seen.Snapshot.Worker(one.Worker) is not null)
            .ToList();
        var workers = Workers(seen, known.Select(one => one.Worker));
        if (workers is [var only])
        {
            await call.Look(only.WorkerId, "trainings", cancel);
        }
        var year = call.Body.WholeOf("year") is { } asked ? Period.Year(asked) : (Period?)null;
        var status = Texts(call.Body, "status");
        var externalIds = Texts(call.Body, "externalIds");
        var lines = Lines(workers)
            .Where(line =>
                line.Training is var one
                && (year is not { } days || (one.StartOn <= days.LastDay && days.From <= one.EndOn))
                && (status.Count == 0 || status.Contains(ColumnText.Of(one.Status)))
                && (externalIds.Count == 0 || (one.ExternalId is { } external && externalIds.Contains(external)))
            );
        var (shown, total) = Page(call, Sorted(lines, []));
        var write = await Writer(call, connection, shown, cancel);
        return Paging.Of(
            call,
            shown,
            total,
            write,
            json =>
            {
                json.WriteStartArray("workers");
                foreach (var (name, worker) in known)
                {
                    json.WriteStartObject();
                    json.WriteString("workerId", worker);
                    json.Text("ssin", name.Ssin);
                    json.Text("ownReference", name.OwnReference);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
        );
    }

    /// <summary>What cannot be anybody's; who is not known is left out.</summary>
    public static IReadOnlyList<InputIssue> Wrong(IReadOnlyList<NamedWorker> named, NamedWorkers found) =>
        [
            .. named
                .Select((_, place) => found[place].Issue)
                .Where(issue => issue is { Type: InputIssue.InvalidInput })
                .OfType<InputIssue>(),
        ];

    /// <summary>The workers a query names.</summary>
    public static IEnumerable<NamedWorker> Named(JsonElement body) =>
        body.TryGetProperty("ssins", out var ssins)
            ? ssins.EnumerateArray().Select((one, place) => new NamedWorker(null, one.GetString(), null, $"ssins[{place}]"))
            : body.GetProperty("ownReferences")
                .EnumerateArray()
                .Select((one, place) => new NamedWorker(null, null, one.GetString(), $"ownReferences[{place}]"));

    private static ImmutableArray<WorkerSnapshot> Workers(SeenEmployer seen, IEnumerable<Guid>? ids) =>
        ids is null ? seen.Snapshot.Workers : [.. ids.Select(seen.Snapshot.Worker).OfType<WorkerSnapshot>().Distinct()];

    private static IEnumerable<Line> Lines(IEnumerable<WorkerSnapshot> workers) =>
        workers.SelectMany(worker => worker.Trainings, (worker, training) => new Line(worker, training));

    /// <summary>What a training has to lie in, in part at least.</summary>
    private static List<Period> Days(ApiCall call)
    {
        var days = new List<Period>();
        if (call["year"] is { } year)
        {
            days.Add(Period.Year(int.Parse(year, CultureInfo.InvariantCulture)));
        }
        if (call["quarter"] is { } text)
        {
            if (text.StartsWith("0000", StringComparison.Ordinal))
            {
                var none = new InputIssue(InputIssue.InvalidInput, InputPlace.Query, "quarter", text, "api.issue.format.date");
                throw new ProblemException(Problem.BadRequest([none]));
            }
            var quarter = ColumnText.ToQuarter(text);
            days.Add(new(quarter.FirstDay, quarter.LastDay));
        }
        return days;
    }

    // Where all else is the same, as they were registered: a page does not change while nothing does.
    private static IOrderedEnumerable<Line> Sorted(IEnumerable<Line> found, IReadOnlyList<string> sort)
    {
        IOrderedEnumerable<Line>? sorted = null;
        foreach (var asked in sort.DefaultIfEmpty("-endDate"))
        {
            var isDown = asked[0] is '-';
            var before = sorted;
            IOrderedEnumerable<Line> By<T>(Func<Line, T> key, IComparer<T>? comparer = null) =>
                (before, isDown) switch
                {
                    (null, false) => found.OrderBy(key, comparer),
                    (null, true) => found.OrderByDescending(key, comparer),
                    (_, false) => before.ThenBy(key, comparer),
                    _ => before.ThenByDescending(key, comparer),
                };
            sorted = (isDown ? asked[1..] : asked) switch
            {
                "startDate" => By(line => line.Training.StartOn),
                "title" => By(line => line.Training.Title, StringComparer.OrdinalIgnoreCase),
                "changedAt" => By(line => line.Training.Recorded),
                _ => By(line => line.Training.EndOn),
            };
        }
        return sorted!.ThenBy(line => line.Training.TrainingId);
    }

    private static (IReadOnlyList<Line> Shown, int Total) Page(ApiCall call, IEnumerable<Line> sorted)
    {
        var all = sorted.ToList();
        var (page, size) = Paging.Asked(call);
        return ([.. all.Skip((int)Math.Min((page - 1L) * size, int.MaxValue)).Take(size)], all.Count);
    }

    private static async Task<Action<Utf8JsonWriter, Line>> Writer(
        ApiCall call,
        System.Data.Common.DbConnection connection,
        IReadOnlyList<Line> shown,
        CancellationToken cancel
    )
    {
        var seqs = shown.Select(line => line.Training.Recorded).ToHashSet();
        var written = await ReadJournal.Instants(connection, call.EmployerId, seqs, cancel);
        return (json, line) =>
        {
            json.WriteString("href", TrainingsApi.LinkOf(call, line.Training.TrainingId));
            TrainingJson.Write(json, line.Training, line.Worker.WorkerId, written[line.Training.Recorded]);
        };
    }

    private static HashSet<string> Texts(JsonElement body, string name) =>
        body.TryGetProperty(name, out var list)
            ? list.EnumerateArray().Select(one => one.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
}
