using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.Trainings;

/// <summary>Many trainings in one request, each answered by itself.</summary>
internal static class TrainingBulk
{
    private const string Items = "items";

    /// <summary>One of them, as far as it could be read.</summary>
    private sealed class Item(ReadWords reading, string below)
    {
        public ReadWords Reading => reading;
        public string Below => below;
        public List<InputIssue> Issues { get; } = [];
        public NamedWorker? Named { get; set; }

        /// <summary>Of nobody yet.</summary>
        public SentTraining? Sent { get; set; }
        public string? ExternalId { get; set; }
        public SentAnswer? Answer { get; set; }

        public TrainingOutcome Told(IReadOnlyDictionary<Guid, Guid> aliases) =>
            new(
                Answer?.Outcome ?? SentOutcome.Refused,
                Answer?.Training,
                Answer?.Training is { } training ? aliases[training.WorkerId] : null,
                ExternalId,
                Issues
            )
            {
                Remarks = Answer?.Remarks ?? [],
            };
    }

    public static async Task<ApiAnswer> Send(ApiCall call, CancellationToken cancel)
    {
        var schema = call.Operation.Bodies[ApiAnswer.JsonType]!.Properties[Items].Items!;
        var today = call.Today;
        var then = await TrainingsApi.Then(call);
        return await call.Make(
            async change =>
            {
                // Read anew with each attempt: what it found is kept with the item.
                var items = call
                    .Body.GetProperty(Items)
                    .EnumerateArray()
                    .Select((sent, place) => Read(sent, place, schema, today));
                var all = items.ToList();
                await change.Touch(call.EmployerId, "sendTrainings", cancel);
                var read = all.FindAll(item => item.Issues.Count == 0);
                var workers = await NamedWorkers.Find(change.Connection, call, [.. read.Select(item => item.Named!)], cancel);
                for (var i = 0; i < read.Count; i++)
                {
                    var (worker, issue) = workers[i];
                    if (issue is not null)
                    {
                        read[i].Issues.Add(issue);
                    }
                    else
                    {
                        read[i].Sent = read[i].Sent! with { WorkerId = worker };
                    }
                }
                var sent = read.FindAll(item => item.Issues.Count == 0);
                var answers = await SendTrainings.Do(
                    change,
                    call.EmployerId,
                    "sendTrainings",
                    [.. sent.Select(item => item.Sent!)],
                    workers.Aliases,
                    cancel,
                    TrainingsApi.Basis(call, change, then, cancel)
                );
                for (var i = 0; i < sent.Count; i++)
                {
                    sent[i].Answer = answers[i];
                    sent[i].Issues.AddRange(sent[i].Reading.At(answers[i].Anomalies));
                }
                return ApiAnswer.Of(json =>
                {
                    json.WriteStartObject();
                    TrainingOutcomes.Write(json, call, [.. all.Select(item => item.Told(workers.Aliases))]);
                    json.WriteEndObject();
                }) with
                {
                    IsInLanguage = true,
                };
            },
            cancel
        );
    }

    private static Item Read(JsonElement sent, int place, ContractSchema schema, DateOnly today)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"{Items}[{place}]");
        var item = new Item(new(today, $"{at}."), $"{at}.");
        var check = new SchemaCheck(InputPlace.Body);
        check.Check(sent, schema, at);
        item.Issues.AddRange(check.Issues);
        if (item.Issues.Count > 0)
        {
            return item;
        }
        item.Named = NamedWorker.Of(sent, item.Below);
        item.ExternalId = sent.TextOf("externalId");
        var action = sent.CodeOf<SentAction>("action")!.Value;
        item.Sent = new()
        {
            Action = action,
            WorkerId = Guid.Empty,
            TrainingId = sent.TextOf("trainingId") is { } id ? Guid.Parse(id) : null,
            ExternalId = item.ExternalId,
            Words = action is SentAction.Cancel ? null : item.Reading.Read(sent),
            Reason = sent.TextOf("reason") is { } reason ? SsinInText.Masked(reason) : null,
            IsBesideSimilar = sent.TextOf("similar") is "register",
        };
        item.Issues.AddRange(item.Reading.Issues);
        return item;
    }
}
