using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Rights;

/// <summary>The company's own numbers of days of many workers in one request, each answered by itself.</summary>
internal static class OptOutBulk
{
    private const string Items = "items";
    private const string Withdrawn = "withdrawn";
    private const string Refused = "refused";
    private static readonly string[] Outcomes = ["created", "changed", "unchanged", Withdrawn, Refused];

    public static IEnumerable<ApiOperation> Operations => [new("sendOptOuts", Right.ManageRights, Send)];

    /// <summary>One of them, as far as it could be read.</summary>
    private sealed class Item(JsonElement sent, string below)
    {
        public JsonElement Sent => sent;
        public string Below => below;
        public List<InputIssue> Issues { get; } = [];
        public bool IsRight => Issues.Count == 0;
        public Guid Worker { get; set; }
        public string Outcome { get; set; } = Refused;
        public int Year => sent.WholeOf("year")!.Value;
        public bool IsToWithdraw => sent.TextOf("action") is "withdraw";

        public void Wrong(string code, string at) => Issues.Add(InputIssue.Of(new(code, Severity.Error, at), below));
    }

    private static Task<ApiAnswer> Send(ApiCall call, CancellationToken cancel)
    {
        var schema = call.Operation.Bodies[ApiAnswer.JsonType]!.Properties[Items].Items!;
        return call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "sayOptOut", cancel);
                // Read anew with each attempt: what became of it is kept with the item.
                var all = call
                    .Body.GetProperty(Items)
                    .EnumerateArray()
                    .Select((sent, place) => Read(sent, place, schema))
                    .ToList();
                var read = all.FindAll(item => item.IsRight);
                var workers = await NamedWorkers.Find(
                    change.Connection,
                    call,
                    [.. read.Select(item => NamedWorker.Of(item.Sent, item.Below))],
                    cancel
                );
                for (var i = 0; i < read.Count; i++)
                {
                    var (worker, issue) = workers[i];
                    read[i].Worker = worker;
                    read[i].Issues.AddRange(issue is null ? [] : [issue]);
                }
                var known = (
                    await ReadVersions.Now(
                        change.Connection,
                        Tables.WorkerOptOut,
                        call.EmployerId,
                        [.. workers.Aliases.Keys],
                        cancel
                    )
                )
                    .GroupBy(one => (Person: workers.Aliases[one.WorkerId], one.Year))
                    .ToDictionary(same => same.Key, same => same.MaxBy(one => one.Recorded)!);
                await Decide(call, change, read, known, cancel);
                return ApiAnswer.Of(json => Write(json, call, all)) with { IsInLanguage = true };
            },
            cancel
        );
    }

    private static Item Read(JsonElement sent, int place, ContractSchema schema)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"{Items}[{place}]");
        var item = new Item(sent, $"{at}.");
        var check = new SchemaCheck(InputPlace.Body);
        check.Check(sent, schema, at);
        item.Issues.AddRange(check.Issues);
        return item;
    }

    private static async Task Decide(
        ApiCall call,
        Change change,
        IReadOnlyList<Item> read,
        Dictionary<(Guid Person, int Year), WorkerOptOutVersion> known,
        CancellationToken cancel
    )
    {
        var restricted = change.RestrictedOf(call.EmployerId);
        var seen = new HashSet<(Guid, int)>();
        var said = new List<(Item Item, WorkerOptOutVersion Version)>();
        var withdrawn = new List<WorkerOptOutVersion>();
        foreach (var item in read.Where(item => item.IsRight))
        {
            var before = known.GetValueOrDefault((item.Worker, item.Year));
            if (!seen.Add((item.Worker, item.Year)))
            {
                item.Issues.Add(new(InputIssue.InvalidInput, InputPlace.Body, $"{item.Below}year", null, "api.issue.twice"));
            }
            else if (restricted.Has(item.Worker))
            {
                item.Wrong(Restricted.Code, "worker");
            }
            else if (before is { IsByHand: false })
            {
                item.Wrong("fact.notByHand", "year");
            }
            else if (!item.IsToWithdraw)
            {
                said.Add((item, Version(call, item, before)));
            }
            else if (before is null)
            {
                item.Outcome = "unchanged";
            }
            else
            {
                withdrawn.Add(before);
                item.Outcome = Withdrawn;
            }
        }
        var answers = await SayWorkerOptOuts.Do(change, call.EmployerId, [.. said.Select(one => one.Version)], cancel);
        for (var i = 0; i < said.Count; i++)
        {
            var item = said[i].Item;
            item.Outcome = answers[i].Outcome switch
            {
                Said.New => "created",
                Said.Changed => "changed",
                Said.Unchanged => "unchanged",
                _ => Refused,
            };
            item.Issues.AddRange(
                answers[i]
                    .Anomalies.Where(found => found.Severity is Severity.Error)
                    .Select(found => InputIssue.Of(found, item.Below))
            );
        }
        if (withdrawn.Count > 0)
        {
            await WithdrawFacts.Do(change, Tables.WorkerOptOut, withdrawn, _ => true, cancel);
        }
    }

    private static WorkerOptOutVersion Version(ApiCall call, Item item, WorkerOptOutVersion? before) =>
        new()
        {
            EmployerId = call.EmployerId,
            Origin = FactVersion.ByHand,
            // Of two workers who turned out to be one person, the one it was said of.
            WorkerId = before?.WorkerId ?? item.Worker,
            Year = item.Year,
            Days = item.Sent.ExactOf("days")!.Value,
            Reason = item.Sent.TextOf("reason"),
        };

    private static void Write(Utf8JsonWriter json, ApiCall call, List<Item> all)
    {
        json.WriteStartObject();
        json.WriteStartArray(Items);
        for (var i = 0; i < all.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("index", i);
            json.WriteString("outcome", all[i].Outcome);
            if (all[i].Worker != Guid.Empty)
            {
                json.WriteString("workerId", all[i].Worker);
                json.WriteString(
                    "href",
                    call.EmployerLink(
                        string.Create(CultureInfo.InvariantCulture, $"/workers/{all[i].Worker:D}/optOuts/{all[i].Year}")
                    )
                );
            }
            Problem.WriteIssues(json, all[i].Issues, call.Language);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("total", all.Count);
        foreach (var outcome in Outcomes)
        {
            json.WriteNumber(outcome, all.Count(item => item.Outcome == outcome));
        }
        json.WriteEndObject();
    }
}
