using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Reconciliation;

namespace LearningAccount.App.Api.Reconciliation;

/// <summary>Figures of another register beside the accounts: <c>/employers/{employerNumber}/reconciliation</c>.</summary>
internal static class ReconciliationApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [new("listReconciliation", Right.ReadEmployer, List), new("decideReconciliation", Right.ManageRights, Decide)];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var made = await call.Part<ReadReconciliation>().Of(seen.Snapshot, seen.Law, cancel);
        return Paging.Of(
            call,
            [
                .. made
                    .Lines.Where(Asked(call))
                    .OrderBy(line => WorkerNames.Listed(line.Worker), NameOrder.Comparer)
                    .ThenBy(line => line.Worker.WorkerId)
                    .ThenBy(line => line.Year),
            ],
            (json, line) => Write(json, call, line)
        ) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<ApiAnswer> Decide(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var made = await call.Part<ReadReconciliation>().Of(seen.Snapshot, seen.Law, cancel);
        var words = Words.In(call.Language);
        var reason = call.Body.TextOf("reason")?.Trim() ?? "";
        return await call.Make(
            async change =>
            {
                var lines = Named(call, made);
                var done = call.Body.TextOf("decision") switch
                {
                    "accept" => await DecideCounters.Accept(
                        change,
                        seen.Snapshot,
                        seen.Law,
                        lines,
                        reason.Length > 0 ? reason : words["reconcile.acceptedBecause"],
                        cancel
                    ),
                    "keep" => await DecideCounters.Keep(change, seen.Snapshot, lines, reason.Length > 0 ? reason : null, cancel),
                    _ => await DecideCounters.TakeBack(change, seen.Snapshot, lines, cancel),
                };
                return ApiAnswer.Of(json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("decided", done.Decided);
                    json.WriteStartArray("notMet");
                    foreach (var line in done.NotMet)
                    {
                        json.WriteStartObject();
                        json.WriteString("workerId", line.Worker.WorkerId);
                        json.WriteNumber("year", line.Year);
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                    json.WriteEndObject();
                });
            },
            cancel,
            reason.Length > 0 ? reason : null
        );
    }

    /// <summary>The lines a body names, each once, as they were seen.</summary>
    /// <exception cref="ProblemException">400: there is no such line. 409: it shows other figures by now.</exception>
    private static IReadOnlyList<CounterLine> Named(ApiCall call, Reconciled made)
    {
        var known = made.Lines.ToDictionary(line => (line.Worker.WorkerId, line.Year));
        var (lines, issues) = (new List<CounterLine>(), new List<InputIssue>());
        var place = 0;
        foreach (var one in call.Body.GetProperty("lines").EnumerateArray())
        {
            var key = (Guid.Parse(one.TextOf("workerId")!), one.WholeOf("year")!.Value);
            if (!known.TryGetValue(key, out var line))
            {
                issues.Add(
                    new(
                        InputIssue.ReferencedResourceNotFound,
                        InputPlace.Body,
                        string.Create(CultureInfo.InvariantCulture, $"lines[{place}]"),
                        null,
                        "api.issue.counterUnknown"
                    )
                );
            }
            else if (VersionOf(line) != one.TextOf("version"))
            {
                // The word would be said of figures that nobody has seen.
                throw new ProblemException(Problem.ChangedMeanwhile());
            }
            else
            {
                lines.Add(line);
            }
            place++;
        }
        return issues.Count > 0
            ? throw new ProblemException(Problem.BadRequest([.. issues.Take(SchemaCheck.MostIssues)]))
            : [.. lines.Distinct()];
    }

    private static void Write(Utf8JsonWriter json, ApiCall call, CounterLine line)
    {
        json.WriteString("workerId", line.Worker.WorkerId);
        json.Link("worker", call.EmployerLink($"/workers/{line.Worker.WorkerId:D}"));
        json.WriteNumber("year", line.Year);
        json.WriteString("version", VersionOf(line));
        json.Day("on", line.On);
        json.WriteString("state", StateOf(line));
        Figures(json, "there", line.There);
        if (line.Here is { } here)
        {
            Figures(json, "here", here);
            Figures(json, "difference", line.Difference);
        }
        json.Exact("hoursPerDay", line.HoursPerDay);
        Causes(json, call, "causes", line.Causes);
        Causes(json, call, "otherCauses", line.Also);
        if (line.Decision is { } decision)
        {
            json.WriteStartObject("decision");
            json.Code<Records.Storage.CounterChoice>("choice", decision.Decision);
            json.Text("reason", decision.Reason);
            if (decision.AdjustmentId is { } adjustment)
            {
                json.WriteString("adjustmentId", adjustment);
            }
            json.WriteEndObject();
        }
    }

    private static void Figures(Utf8JsonWriter json, string name, CounterFigures figures)
    {
        json.WriteStartObject(name);
        json.Exact("credit", figures.Credit);
        json.Exact("used", figures.Used);
        json.Exact("left", figures.Left);
        json.Exact("carriedOver", figures.CarriedOver);
        json.WriteEndObject();
    }

    private static void Causes(Utf8JsonWriter json, ApiCall call, string name, ImmutableArray<Cause> causes)
    {
        json.WriteStartArray(name);
        foreach (var cause in causes)
        {
            json.WriteStartObject();
            json.WriteString("code", cause.Code);
            json.WriteString("text", cause.Text(call.Language));
            json.Text("source", cause.Law(call.Language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string StateOf(CounterLine line) =>
        line.IsEqual ? "equal"
        : line.Decision is not null ? "decided"
        : line.IsUnexplained ? "unexplained"
        : "explained";

    // Both sides: where anything in them changes, it is another.
    private static string VersionOf(CounterLine line) => ETags.Of(Encoding.UTF8.GetBytes(line.Figures))[..16];

    private static Func<CounterLine, bool> Asked(ApiCall call)
    {
        var states = call.Values("state").ToHashSet(StringComparer.Ordinal);
        var workers = call.Values("workerId").Select(Guid.Parse).ToHashSet();
        var (cause, year) = (call["cause"], call["year"]);
        return line =>
            (states.Count == 0 || states.Contains(StateOf(line)))
            && (workers.Count == 0 || workers.Contains(line.Worker.WorkerId))
            && (cause is null || line.Causes.Any(one => string.Equals(one.Code, cause, StringComparison.Ordinal)))
            && (year is null || int.Parse(year, CultureInfo.InvariantCulture) == line.Year);
    }
}
