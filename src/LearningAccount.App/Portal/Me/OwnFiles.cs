using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LearningAccount.App.Exports;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law.Cases;
using LearningAccount.Records.Access;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Me;

/// <summary>What is kept of a worker as files: the trainings as a table, and everything as JSON. docs/contracts/own-data.md describes it.</summary>
internal static class OwnFiles
{
    public static void MapOwnFiles(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/me/{employer:guid}/data.{format:oneOf(csv|xlsx)}",
                async Task<IResult> (Guid employer, string format, OwnReading reading, Words words, CancellationToken stop) =>
                    await reading.FindAsync(employer, stop) is { } view
                        ? Results.File(
                            Table(view, format, words),
                            TableWriters.ContentType(format),
                            Name(view, words["me.trainingsFile"], format)
                        )
                        : Results.NotFound()
            )
            .Needs(Right.OwnAccount);
        routes
            .MapGet(
                "/me/{employer:guid}/data.json",
                async Task<IResult> (
                    Guid employer,
                    OwnReading reading,
                    Database database,
                    ReadNotices notices,
                    Looks looks,
                    Words words,
                    CancellationToken stop
                ) =>
                    await reading.FindAsync(employer, stop) is { } view
                        ? Results.File(
                            await AllAsync(view, database, notices, looks, words, stop),
                            "application/json",
                            Name(view, words["me.allFile"], "json")
                        )
                        : Results.NotFound()
            )
            .Needs(Right.OwnAccount);
    }

    private static string Name(WorkerView view, string name, string format) =>
        $"{name}-{PageDates.Text(view.Employer.Dates.Today)}.{format}";

    private static byte[] Table(WorkerView view, string format, Words words)
    {
        using var file = new MemoryStream();
        using (var table = TableWriters.Of(format, file, words["me.trainings"], words.Language))
        {
            table.Header([
                words["correction.field.title"],
                words["correction.field.start"],
                words["correction.field.end"],
                words["me.column.hours"],
                words["me.column.days"],
                words["correction.field.kind"],
                words["correction.field.status"],
                words["correction.field.provider"],
                words["correction.field.certificateUntil"],
                words["me.column.used"],
            ]);
            foreach (var line in TrainingInAccount.Of(view.Account.Account, view.Account.Facts))
            {
                var training = view.Snapshot.Trainings[view.Account.Facts.Trainings.IndexOf(line.Training)];
                table.Row([
                    OutCell.Of(training.Title),
                    OutCell.Of(training.StartOn),
                    OutCell.Of(training.EndOn),
                    OutCell.Of(training.Hours),
                    OutCell.Of(training.Days),
                    OutCell.Of(words[$"training.kind.{training.Kind}"]),
                    OutCell.Of(words[$"training.status.{training.Status}"]),
                    OutCell.Of(training.ProviderName),
                    OutCell.Of(training.CertificateValidUntil),
                    OutCell.Of(line.Used.Round(2)),
                ]);
            }
        }
        return file.ToArray();
    }

    /// <summary>All that is kept of the worker, as docs/contracts/own-data.md tells it.</summary>
    internal static async Task<byte[]> AllAsync(
        WorkerView view,
        Database database,
        ReadNotices notices,
        Looks looks,
        Words words,
        CancellationToken stop
    )
    {
        var (employer, worker) = (view.Employer.Head.Id, view.Snapshot.WorkerId);
        var aliases = view.Employer.Snapshot.AliasesOf(worker);
        await using var connection = await database.Connect(stop);
        var numbers = await PersonDirectory.NumbersOf(connection, [view.Snapshot.PersonId], stop);
        var requests = await ReadCorrections.Of(connection, employer, aliases, stop);
        var steps = new JsonArray();
        Task<JsonArray> Held<T>(BulkTable<T> table)
            where T : FactVersion => Facts(connection, table, employer, aliases, stop);
        foreach (var request in requests)
        {
            foreach (var step in await ReadCorrections.Steps(connection, employer, request.RequestId, stop))
            {
                var said = Fact(step.Request);
                said["at"] = step.At;
                said["by"] = step.Actor;
                steps.Add(said);
            }
        }
        var all = new JsonObject
        {
            ["madeOn"] = PageDates.Text(view.Employer.Dates.Today),
            ["employer"] = new JsonObject
            {
                ["name"] = view.Employer.Head.Name,
                ["number"] = view.Employer.Head.EnterpriseNumber,
            },
            ["nationalNumbers"] = Array(numbers[view.Snapshot.PersonId].Select(number => (JsonNode)number.Digits)),
            ["identity"] = view.Snapshot.Identity is { } identity ? Fact(identity) : null,
            ["contracts"] = Array(Sources(view).OfType<ContractVersion>().Select(Fact)),
            ["occupations"] = Array(Sources(view).OfType<OccupationVersion>().Select(Fact)),
            ["declarations"] = await Held(Tables.DeclarationPerson),
            ["dimona"] = Array(view.Snapshot.Dimona.Select(Fact)),
            ["suspensions"] = Array(view.Snapshot.Suspensions.Select(Fact)),
            ["trainings"] = Array(view.Snapshot.Trainings.Select(Fact)),
            ["adjustments"] = Array(view.Snapshot.Adjustments.Select(Fact)),
            ["ownNumbers"] = await Held(Tables.WorkerOptOut),
            ["extraDays"] = await Held(Tables.WorkerExtraDays),
            ["counters"] = await Held(Tables.ImportedCounter),
            ["counterDecisions"] = await Held(Tables.CounterDecision),
            ["account"] = Account(view, words),
            ["corrections"] = steps,
            ["notices"] = Array((await notices.Of(employer, aliases, stop)).Select(told => Fact(told.Notice))),
            ["looks"] = Array(
                (await looks.At(employer, worker, stop)).Select(look =>
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

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        // A file of its own, never part of a page: names keep their accents.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static JsonNode Account(WorkerView view, Words words)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            AccountJson.Write(json, name: null, view.Account.Account, words.Language);
        }
        return JsonNode.Parse(buffer.ToArray())!;
    }

    private static IEnumerable<FactVersion> Sources(WorkerView view) =>
        view.Snapshot.Employments.Employments.SelectMany(employment => employment.Parts).Select(part => part.Source).Distinct();

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
        CancellationToken stop
    )
        where T : FactVersion => Array((await ReadVersions.Now(connection, table, employer, workers, stop)).Select(Fact));

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => [.. nodes];
}
