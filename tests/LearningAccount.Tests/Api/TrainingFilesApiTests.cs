using System.Net;
using System.Net.Http.Headers;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Files of trainings through the API: kept, listed, given out, removed.</summary>
public sealed class TrainingFilesApiTests
{
    private static readonly byte[] Pdf = "%PDF-1.7 seven"u8.ToArray();

    private static World TwoWorkers() =>
        World
            .With()
            .AndWorker()
            .Employed("2024-01-01")
            .Being(identity => identity with { OwnReference = "P-1" })
            .AndWorker("Claes", "Bo")
            .Employed("2024-01-01")
            .Being(identity => identity with { OwnReference = "P-2" });

    private static string At(World world, string rest = "") => $"/employers/{world.Number.Digits}{rest}";

    private static string Below(string href) => href.Split("/v1")[1];

    private static ByteArrayContent File(byte[] content, string type = "application/pdf") =>
        new(content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private static async Task<ApiReply> GroupAsync(ApiWorld api, World world) =>
        await api.PostAsync(
            At(world, "/groupTrainings"),
            """{"training":{"title":"Excel","kind":"formal","startDate":"2026-03-10","hours":"8"},"participants":[{"ownReference":"P-1"},{"ownReference":"P-2"}]}"""
        );

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_certificate_is_kept_with_one_and_a_list_with_all_and_both_are_given_out(Engine engine)
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world, engine);
        var group = await GroupAsync(api, world);
        var (first, second) = (Below(group.Items[0]!["href"]!.ToString()), Below(group.Items[1]!["href"]!.ToString()));
        var kept = await api.PostAsync($"{first}/files?fileName=diploma%2085.07.30-993.38.txt", File(Pdf));
        kept.Expect(HttpStatusCode.Created);
        Assert.Equal("diploma ….pdf", kept.Json["fileName"]!.ToString());
        Assert.Equal(world.WorkerIds[0].ToString(), kept.Json["workerId"]!.ToString());
        // What it is, its content tells.
        var png = new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1 };
        var ofAll = await api.PostAsync($"{Below(group.Json["self"]!.ToString())}/files", File(png));
        Assert.Equal("image/png", ofAll.Expect(HttpStatusCode.Created).Json["mediaType"]!.ToString());
        Assert.Equal(2, (await api.GetAsync($"{first}/files")).Items.Count);
        Assert.Single((await api.GetAsync($"{second}/files")).Items);
        Assert.Equal(2, (await api.GetAsync($"{Below(group.Json["self"]!.ToString())}/files")).Items.Count);
        var given = await api.GetAsync(Below(kept.Headers["Location"]));
        Assert.Equal(("application/pdf", "%PDF-1.7 seven"), (given.MediaType, given.Text));
        Assert.StartsWith("attachment", given.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal("nosniff", given.Headers["X-Content-Type-Options"]);
        (await api.DeleteAsync(Below(kept.Headers["Location"]))).Expect(HttpStatusCode.NoContent);
        (await api.GetAsync(Below(kept.Headers["Location"]))).Expect(404, "resourceNotFound");
    }

    [Fact]
    public async Task Other_files_and_larger_ones_are_refused_and_the_same_request_keeps_one()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var training = Below((await GroupAsync(api, world)).Items[0]!["href"]!.ToString());
        (await api.PostAsync($"{training}/files", File("<html>"u8.ToArray()))).Expect(
            400,
            "badRequest",
            "body file invalidInput"
        );
        (await api.PostAsync($"{training}/files", File([]))).Expect(400, "badRequest");
        (await api.PostAsync($"{training}/files", File(Pdf, "text/html"))).Expect(415, "unsupportedMediaType");
        // Asked first, it is not sent in vain.
        var tooLarge = File([.. Pdf, .. new byte[5 * 1024 * 1024]]);
        (await api.PostAsync($"{training}/files", tooLarge, ("Expect", "100-continue"))).Expect(413, "payloadTooLarge");
        var first = await api.PostAsync($"{training}/files", File(Pdf), ("Idempotency-Key", "f-1"));
        var again = await api.PostAsync($"{training}/files", File(Pdf), ("Idempotency-Key", "f-1"));
        Assert.Equal((first.Text, "true"), (again.Text, again.Headers["Idempotency-Replayed"]));
        Assert.Single((await api.GetAsync($"{training}/files")).Items);
        (await api.PostAsync($"{training}/files", File([.. Pdf, 1]), ("Idempotency-Key", "f-1"))).Expect(
            409,
            "idempotencyKeyTaken"
        );
    }

    [Fact]
    public async Task A_file_of_a_worker_who_is_not_seen_is_not_there()
    {
        var world = TwoWorkers();
        await using var api = await ApiWorld.OfAsync(world);
        var training = Below((await GroupAsync(api, world)).Items[0]!["href"]!.ToString());
        var file = Below((await api.PostAsync($"{training}/files", File(Pdf))).Headers["Location"]);
        var reader = await TestMachine.Register(api.Database);
        await reader.GrantAsync(world.EmployerId);
        var token = await reader.TokenAsync(api.Portal);
        (await api.SendAsync(token, HttpMethod.Get, file)).Expect(HttpStatusCode.OK);
        (await api.SendAsync(token, HttpMethod.Delete, file)).Expect(403, "missingPermission");
        var other = await TestMachine.Register(api.Database);
        await other.GrantAsync(world.EmployerId, new AccessScope(ScopeKind.Department, "Sales"), []);
        (await api.SendAsync(await other.TokenAsync(api.Portal), HttpMethod.Get, file)).Expect(404, "resourceNotFound");
    }
}
