using System.Net;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>The feed of changes as programs follow it.</summary>
public sealed class EventFeedTests
{
    private const string Root = "/REST/learningAccount/v1";

    private static readonly World Metaal = World
        .With("Maes Metaal")
        .AndWorker("Peeters", "Anna")
        .Employed("2024-01-01")
        .Trained("2026-03-02", "2", "Welding");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_program_that_keeps_its_cursor_is_told_each_change_and_where_to_read_it(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var first = (await api.GetAsync("/events?pageSize=2")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, first.Items.Count);
        Assert.True(first.Json["hasMore"]!.GetValue<bool>());
        var rest = (await api.GetAsync(PathOf(first.Json["next"]!.ToString()))).Expect(HttpStatusCode.OK);
        var training = rest.Items.First(one => one!["type"]!.ToString() is "be.learningaccount.v1.trainings.notify.registered")!;
        Assert.Equal($"urn:learningAccount:employer:{Metaal.EmployerId:D}", training["source"]!.ToString());
        Assert.Equal(Metaal.WorkerIds[0].ToString("D"), training["data"]!["workerId"]!.ToString());
        Assert.Equal(training["subject"]!.ToString(), training["data"]!["trainingId"]!.ToString());
        Assert.EndsWith(
            $"/employers/{Metaal.Number.Digits}/trainings/{training["subject"]}",
            training["data"]!["href"]!.ToString(),
            StringComparison.Ordinal
        );
        var last = await LastAsync(api, rest);
        await Change.Make(
            api.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(Metaal.EmployerId, "registerTraining", Cancel);
                change.Insert(Tables.Training, Synthetic.Training(Metaal.EmployerId, Metaal.WorkerIds[0], "Later"));
            },
            Cancel
        );
        var later = (await api.GetAsync($"/events?after={last.Json["cursor"]}")).Expect(HttpStatusCode.OK);
        Assert.Equal("registerTraining", Assert.Single(later.Items)!["data"]!["action"]!.ToString());
        var own = await api.GetAsync(
            $"/employers/{Metaal.Number.Digits}/events?type=be.learningaccount.v1.trainings.notify.registered"
        );
        Assert.Equal(2, own.Expect(HttpStatusCode.OK).Items.Count);
        Assert.DoesNotContain(Metaal.NumberOf(0), own.Text + rest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_follows_an_employer_without_access_or_with_a_cursor_that_is_not_of_the_feed()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var other = await World.With("Other", 9_999_902).AndWorker().RecordedIn(api.Database);
        (await api.GetAsync($"/employers/{other.Number.Digits}/events")).Expect(404, "resourceNotFound");
        var all = (await api.GetAsync("/events")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(other.Number.Digits, all.Text, StringComparison.Ordinal);
        (await api.GetAsync($"/employers/{Metaal.Number.Digits}/events?after={all.Json["cursor"]}")).Expect(
            400,
            "badRequest",
            "query after invalidInput"
        );
        (await api.GetAsync("/events?after=nonsense")).Expect(400, "badRequest", "query after invalidInput");
        (await api.GetAsync("/events?type=be.learningaccount.v1.nothing")).Expect(400, "badRequest");
        (await api.GetAsync("/events?pageSize=1001")).Expect(400, "badRequest", "query pageSize schemaViolation");
    }

    private static async Task<ApiReply> LastAsync(ApiWorld api, ApiReply page)
    {
        while (page.Json["hasMore"]!.GetValue<bool>())
        {
            page = (await api.GetAsync(PathOf(page.Json["next"]!.ToString()))).Expect(HttpStatusCode.OK);
        }
        return page;
    }

    private static string PathOf(string address) => new Uri(address).PathAndQuery[Root.Length..];
}
