using System.Net;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Accounts and trainings of an employer as lines of JSON.</summary>
public sealed class ExportsTests
{
    private static readonly World Metaal = World
        .With("Maes Metaal")
        .AndWorker("Peeters", "Anna")
        .Employed("2024-01-01")
        .Trained("2026-03-02", "2", "Welding")
        .AndWorker("Claes", "Bart")
        .Employed("2025-01-01")
        .Trained("2026-04-02", "1", "Turning", TrainingStatus.Planned);

    private static string Root => $"/employers/{Metaal.Number.Digits}";

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_line_of_an_export_is_what_is_read_one_by_one(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var accounts = (await api.GetAsync($"{Root}/accounts/export?on=2026-11-20")).Expect(HttpStatusCode.OK);
        Assert.Equal("application/x-ndjson", accounts.MediaType);
        var listed = await api.GetAsync($"{Root}/accounts?on=2026-11-20");
        Assert.Equal(
            listed.Items.Select(one => one!.ToJsonString()).Order(StringComparer.Ordinal),
            Lines(accounts, "ExportedAccount").Select(one => one.GetRawText()).Order(StringComparer.Ordinal)
        );
        var whole = (await api.GetAsync($"{Root}/accounts/export?on=2026-11-20&reasons=true")).Expect(HttpStatusCode.OK);
        var one = Lines(whole, "ExportedAccount")[0];
        var read = await api.GetAsync($"{Root}/workers/{one.GetProperty("workerId")}/account?on=2026-11-20");
        Assert.Equal(read.Json["entries"]!.ToJsonString(), one.GetProperty("account").GetProperty("entries").GetRawText());
        // Who takes whole accounts along has looked at each, which its worker reads.
        foreach (var worker in Metaal.WorkerIds)
        {
            var looks = await api.Portal.Part<Looks>().At(Metaal.EmployerId, worker, TestContext.Current.CancellationToken);
            Assert.Contains(looks, look => look.Purpose is "account");
        }
        var trainings = (await api.GetAsync($"{Root}/trainings/export")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ["Turning", "Welding"],
            Lines(trainings, "TrainingItem")
                .Select(training => training.GetProperty("title").GetString()!)
                .Order(StringComparer.Ordinal)
        );
        foreach (var training in Lines(trainings, "TrainingItem"))
        {
            var alone = await api.GetAsync(training.GetProperty("href").GetString()!.Split("/v1")[1]);
            Assert.Equal(alone.Json["changedAt"]!.ToString(), training.GetProperty("changedAt").GetString());
        }
    }

    [Fact]
    public async Task Nobody_exports_another_employer_or_a_day_that_has_not_come()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var other = await World.With("Other", 9_999_902).AndWorker().RecordedIn(api.Database);
        (await api.GetAsync($"/employers/{other.Number.Digits}/accounts/export")).Expect(404, "resourceNotFound");
        (await api.GetAsync($"/employers/{other.Number.Digits}/trainings/export")).Expect(404, "resourceNotFound");
        (await api.GetAsync($"{Root}/trainings/export?knownOn=2100-01-01")).Expect(
            400,
            "badRequest",
            "query knownOn invalidInput"
        );
        (await api.GetAsync($"{Root}/accounts/export?knownOn=2020-01-01")).Expect(404, "resourceNotFound");
    }

    private static List<JsonElement> Lines(ApiReply reply, string schema)
    {
        Assert.EndsWith("\n", reply.Text, StringComparison.Ordinal);
        var lines = reply.Text.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Faults.None(lines.SelectMany(line => AnswerCheck.Of(line, ApiContract.Shipped.Schemas[schema])));
        return lines;
    }
}
