using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.GroupTrainings;

/// <summary>A worker as the list <c>participants</c> of a body names one, as far as it could be read.</summary>
internal sealed class SentParticipant(JsonElement sent, string below)
{
    public JsonElement Sent => sent;

    /// <summary>Its place in the body, with a dot.</summary>
    public string Below => below;
    public List<InputIssue> Issues { get; } = [];
    public bool IsRight => Issues.Count == 0;

    /// <summary>Whoever stands for the person; empty where nobody was found.</summary>
    public Guid Worker { get; set; }
    public string? ExternalId { get; set; }

    /// <summary>How it was named: <c>ssin</c>.</summary>
    public required string NamedBy { get; init; }

    public TrainingOutcome Refused => TrainingOutcome.Refused(ExternalId, Issues);

    public void Wrong(string name, string code, string type = InputIssue.InvalidInput) =>
        Issues.Add(new(type, InputPlace.Body, below + name, null, $"api.issue.{code}"));
}

/// <summary>Reads the list <c>participants</c> of a body, each by itself.</summary>
internal static class Participants
{
    private const string List = "participants";
    private static readonly string[] Names = ["workerId", "ssin", "ownReference"];
    private static readonly string[] Durations = ["hours", "days", "perYear", "sessions"];

    /// <summary>All of them, with who each is. Who is named twice is refused the second time.</summary>
    public static async Task<(IReadOnlyList<SentParticipant> All, IReadOnlyDictionary<Guid, Guid> Aliases)> Read(
        ApiCall call,
        Change change,
        CancellationToken cancel
    )
    {
        var schema = call.Operation.Bodies[ApiAnswer.JsonType]!.Properties[List].Items!;
        var all = call.Body.TryGetProperty(List, out var list)
            ? list.EnumerateArray().Select((sent, place) => Read(sent, place, schema)).ToList()
            : [];
        var read = all.FindAll(one => one.IsRight);
        var named = read.ConvertAll(one => NamedWorker.Of(one.Sent, one.Below));
        var workers = await NamedWorkers.Find(change.Connection, call, named, cancel);
        var seen = new HashSet<Guid>();
        for (var i = 0; i < read.Count; i++)
        {
            var (worker, issue) = workers[i];
            if (issue is not null)
            {
                read[i].Issues.Add(issue);
            }
            else if (!seen.Add(worker))
            {
                read[i].Wrong(read[i].NamedBy, "workerTwice");
            }
            else
            {
                read[i].Worker = worker;
            }
        }
        return (all, workers.Aliases);
    }

    /// <summary>The training as one of them has it: what is said of all, and what is said of this one before that.</summary>
    /// <param name="shared">Of all of them.</param>
    public static TrainingVersion Words(JsonObject shared, SentParticipant one, ReadWords read)
    {
        var merged = shared.DeepClone().AsObject();
        if (one.Sent.TryGetProperty("hours", out _) || one.Sent.TryGetProperty("days", out _))
        {
            foreach (var name in Durations)
            {
                merged.Remove(name);
            }
        }
        foreach (var member in one.Sent.EnumerateObject().Where(member => !Names.Contains(member.Name, StringComparer.Ordinal)))
        {
            merged[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }
        using var document = JsonDocument.Parse(merged.ToJsonString());
        return read.Read(document.RootElement);
    }

    private static SentParticipant Read(JsonElement sent, int place, ContractSchema schema)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"{List}[{place}]");
        var check = new SchemaCheck(InputPlace.Body);
        check.Check(sent, schema, at);
        var isObject = sent.ValueKind is JsonValueKind.Object;
        var one = new SentParticipant(sent, $"{at}.")
        {
            NamedBy = Names.FirstOrDefault(name => isObject && sent.TryGetProperty(name, out _)) ?? Names[0],
            ExternalId = isObject ? sent.TextOf("externalId") : null,
        };
        one.Issues.AddRange(check.Issues);
        return one;
    }
}
