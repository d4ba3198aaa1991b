using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LearningAccount.App.Wording;
using LearningAccount.Law.Cases;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Privacy;

/// <summary>All that is kept of a worker today, as JSON for other programs. docs/contracts/own-data.md describes it.</summary>
internal static class OwnJson
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        // A file of its own, never part of a page: names keep their accents.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task<byte[]> Of(
        PersonAtEmployer subject,
        Database database,
        ReadNotices notices,
        Looks looks,
        Words words,
        CancellationToken cancel
    )
    {
        var (employer, worker, aliases) = (subject.EmployerId, subject.Worker, subject.Workers);
        await using var connection = await database.Connect(cancel);
        var numbers = await PersonDirectory.NumbersOf(connection, [worker.PersonId], cancel);
        var requests = await ReadCorrections.Of(connection, employer, aliases, cancel);
        var steps = new JsonArray();
        Task<JsonArray> Held<T>(BulkTable<T> table)
            where T : FactVersion => Facts(connection, table, employer, aliases, cancel);
        foreach (var request in requests)
        {
            foreach (var step in await ReadCorrections.Steps(connection, employer, request.RequestId, cancel))
            {
                var said = Fact(step.Request);
                said["at"] = step.At;
                said["by"] = step.Actor;
                steps.Add(said);
            }
        }
        var all = new JsonObject
        {
            ["madeOn"] = ColumnText.Of(subject.Today),
            ["employer"] = new JsonObject { ["name"] = subject.Head.Name, ["number"] = subject.Head.EnterpriseNumber },
            ["nationalNumbers"] = Array(numbers[worker.PersonId].Select(number => (JsonNode)number.Digits)),
            ["identity"] = worker.Identity is { } identity ? Fact(identity) : null,
            ["contracts"] = Array(Sources(worker).OfType<ContractVersion>().Select(Fact)),
            ["occupations"] = Array(Sources(worker).OfType<OccupationVersion>().Select(Fact)),
            ["declarations"] = await Held(Tables.DeclarationPerson),
            ["dimona"] = Array(worker.Dimona.Select(Fact)),
            ["suspensions"] = Array(worker.Suspensions.Select(Fact)),
            ["trainings"] = Array(worker.Trainings.Select(Fact)),
            ["adjustments"] = Array(worker.Adjustments.Select(Fact)),
            ["ownNumbers"] = await Held(Tables.WorkerOptOut),
            ["extraDays"] = await Held(Tables.WorkerExtraDays),
            ["counters"] = await Held(Tables.ImportedCounter),
            ["counterDecisions"] = await Held(Tables.CounterDecision),
            ["account"] = Account(subject, words),
            ["corrections"] = steps,
            ["notices"] = Array((await notices.Of(employer, aliases, cancel)).Select(told => Fact(told.Notice))),
            ["looks"] = Array(
                (await subject.Looked(looks, cancel)).Select(look =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["at"] = look.LookedAt,
                            ["by"] = look.UserName,
                            ["role"] = look.Role,
                            ["what"] = look.Purpose,
                            ["why"] = look.Why,
                        }
                )
            ),
        };
        return JsonSerializer.SerializeToUtf8Bytes(all, Indented);
    }

    private static JsonNode Account(PersonAtEmployer subject, Words words)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            AccountJson.Write(json, name: null, subject.Account, words.Language);
        }
        return JsonNode.Parse(buffer.ToArray())!;
    }

    private static IEnumerable<FactVersion> Sources(WorkerSnapshot worker) =>
        worker.Employments.Employments.SelectMany(employment => employment.Parts).Select(part => part.Source).Distinct();

    private static JsonObject Fact<T>(T fact)
        where T : FactVersion
    {
        var said = FactJson.Of(fact);
        said["source"] = fact.Origin;
        said["sourceReference"] = fact.OriginReference;
        return said;
    }

    private static async Task<JsonArray> Facts<T>(
        DbConnection connection,
        BulkTable<T> table,
        Guid employer,
        IReadOnlyCollection<Guid> workers,
        CancellationToken cancel
    )
        where T : FactVersion => Array((await ReadVersions.Now(connection, table, employer, workers, cancel)).Select(Fact));

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => [.. nodes];
}
