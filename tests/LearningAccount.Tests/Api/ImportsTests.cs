using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Files of programs.</summary>
public sealed class ImportsTests
{
    private static readonly World Metaal = World.With("Maes Metaal").AndWorker("Peeters", "Anna").Employed("2024-01-01");

    private static string Root => $"/employers/{Metaal.Number.Digits}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_file_that_was_taken_is_brought_in_by_and_by_and_every_row_is_answered(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var sent = await api.PostAsync($"{Root}/imports?fileName=trainings.csv", Csv());
        sent.Expect(HttpStatusCode.Accepted);
        var address = PathOf(sent.Headers["Location"]);
        Assert.Equal("processing", (await api.GetAsync(address)).Json["status"]!["state"]!.ToString());
        Assert.True(await WorkAsync(api));
        var done = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.Equal("done", done.Json["status"]!["state"]!.ToString());
        Assert.Equal(("trainingList", 1, 1), (done.Json["kind"]!.ToString(), Count(done, "new"), Count(done, "error")));
        var rows = (await api.GetAsync($"{address}/rows")).Expect(HttpStatusCode.OK);
        Assert.Contains(
            rows.Items,
            row => row!["outcome"]!.ToString() is "new" && row["workerId"]!.ToString() == $"{Metaal.WorkerIds[0]:D}"
        );
        var wrong = rows.Items.Single(row => row!["outcome"]!.ToString() is "error")!;
        Assert.NotEmpty(wrong["remarks"]![0]!["detail"]!.ToString());
        Assert.DoesNotContain(Metaal.NumberOf(0), rows.Text, StringComparison.Ordinal);
        Assert.Contains(
            (await api.GetAsync("/imports")).Items,
            one => one!["importId"]!.ToString() == done.Json["importId"]!.ToString()
        );
        var told = await api.GetAsync("/events?type=be.learningaccount.v1.imports.notify.completed");
        Assert.Equal(address, PathOf(told.Items.Single()!["data"]!["href"]!.ToString()));

        (await api.PostAsync($"{address}/undo", "")).Expect(HttpStatusCode.OK);
        Assert.True((await api.GetAsync(address)).Json["undone"]!.GetValue<bool>());
        (await api.PostAsync($"{address}/undo", "")).Expect(400, "badRequest");
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_program_that_was_stopped_goes_on_where_it_was_and_does_nothing_twice(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var sent = (await api.PostAsync($"{Root}/imports", Csv())).Expect(HttpStatusCode.Accepted);
        var tasks = api.Portal.Part<ImportTasks>();
        // Taken, and nothing more was heard of who took it.
        var taken = (await tasks.Take(Cancel))!;
        Assert.Null(await tasks.Take(Cancel));
        api.Portal.Clock.Now += ImportTasks.Lease + TimeSpan.FromSeconds(1);
        var again = (await tasks.Take(Cancel))!;
        Assert.Equal((taken.TaskId, 2), (again.TaskId, again.Tries));
        // Brought in twice, as by two that each took the other for dead.
        var run = api.Portal.Part<RunImportTask>();
        await run.Do(again, Cancel);
        await run.Do(taken, Cancel);
        var done = await api.GetAsync(PathOf(sent.Headers["Location"]));
        Assert.Equal((1, 1), (Count(done, "new"), Count(done, "error")));
        Assert.Single((await api.GetAsync("/imports")).Items);
    }

    [Fact]
    public async Task A_dry_run_keeps_nothing_and_says_what_would_happen()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var sent = (await api.PostAsync($"{Root}/imports?dryRun=true", Csv())).Expect(HttpStatusCode.Accepted);
        Assert.True(await WorkAsync(api));
        var address = PathOf(sent.Headers["Location"]);
        var done = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.Equal((1, true), (Count(done, "new"), done.Json["dryRun"]!.GetValue<bool>()));
        Assert.Equal(2, (await api.GetAsync($"{address}/rows")).Items.Count);
        Assert.Empty((await api.GetAsync("/imports")).Items);
    }

    [Fact]
    public async Task The_same_request_again_is_the_same_task_and_what_cannot_be_read_says_why()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var one = await api.PostAsync($"{Root}/imports", Csv(), ("Idempotency-Key", "k1"));
        var same = await api.PostAsync($"{Root}/imports", Csv(), ("Idempotency-Key", "k1"));
        Assert.Equal(one.Headers["Location"], same.Headers["Location"]);
        Assert.Equal("true", same.Headers["Idempotency-Replayed"]);
        (await api.PostAsync($"{Root}/imports", File("other", "text/csv"), ("Idempotency-Key", "k1"))).Expect(
            409,
            "idempotencyKeyTaken"
        );
        Assert.True(await WorkAsync(api));
        var wrong = await api.PostAsync("/imports", File("nothing that anybody knows", "application/octet-stream"));
        Assert.True(await WorkAsync(api));
        var failed = (await api.GetAsync(PathOf(wrong.Headers["Location"]))).Expect(HttpStatusCode.OK);
        Assert.Equal("failed", failed.Json["status"]!["state"]!.ToString());
        Assert.NotNull(failed.Json["status"]!["problem"]!["issues"]![0]!["detail"]);
        (await api.PostAsync("/imports", File("", "text/csv"))).Expect(400, "badRequest");
        (await api.PostAsync("/imports", File("{}", "application/json"))).Expect(415, "unsupportedMediaType");
    }

    [Fact]
    public async Task Nobody_sends_or_reads_files_of_others()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var sent = (await api.PostAsync($"{Root}/imports", Csv())).Expect(HttpStatusCode.Accepted);
        Assert.True(await WorkAsync(api));
        var other = await World.With("Other", 9_999_902).AndWorker().RecordedIn(api.Database);
        (await api.PostAsync($"/employers/{other.Number.Digits}/imports", Csv())).Expect(404, "resourceNotFound");
        var reader = await api.AddMachineAsync(other.EmployerId, Right.Import);
        var token = await api.TokenOf(reader);
        var address = PathOf(sent.Headers["Location"]);
        foreach (var path in (string[])[address, $"{address}/rows"])
        {
            (await api.SendAsync(token, HttpMethod.Get, path)).Expect(404, "resourceNotFound");
        }
        (await api.SendAsync(token, HttpMethod.Post, $"{address}/undo")).Expect(404, "resourceNotFound");
        // A list that tells of an employer of others is refused where it does.
        var theirs = await api.SendAsync(token, HttpMethod.Post, "/imports", Csv(Metaal.Number.Digits));
        Assert.True(await WorkAsync(api));
        var answer = await api.SendAsync(token, HttpMethod.Get, PathOf(theirs.Headers["Location"]));
        Assert.NotEqual("processing", answer.Json["status"]!["state"]!.ToString());
        Assert.Null(answer.Json["undone"]);
    }

    private static async Task<bool> WorkAsync(ApiWorld api)
    {
        if (await api.Portal.Part<ImportTasks>().Take(Cancel) is not { } task)
        {
            return false;
        }
        await api.Portal.Part<RunImportTask>().Do(task, Cancel);
        return true;
    }

    private static ByteArrayContent Csv(string? employer = null)
    {
        var (head, cell) = employer is null ? ("", "") : ("Ondernemingsnummer;", $"{employer};");
        return File(
            $"{head}INSZ;Opleiding;Datum;Tot;Duur;Eenheid\n{cell}{Metaal.NumberOf(0)};Welding;2/3/2026;3/3/2026;2;dagen\n{cell}{Metaal.NumberOf(0)};Turning;2/3/2026;3/3/2025;2;dagen\n",
            "text/csv"
        );
    }

    private static ByteArrayContent File(string text, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static int Count(ApiReply reply, string outcome) => reply.Json["counts"]![outcome]!.GetValue<int>();

    private static string PathOf(string address) => new Uri(address).PathAndQuery["/REST/learningAccount/v1".Length..];
}
