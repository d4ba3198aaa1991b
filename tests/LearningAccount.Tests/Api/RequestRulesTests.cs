using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using LearningAccount.App.Api.Contract;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>What holds for every request, whatever it asks for: its key, how it and its answer are packed, how often it may be asked.</summary>
public sealed class RequestRulesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static World OneWorker() => World.With().OfSize(SizeClass.Full).AndWorker().Employed("2024-01-01");

    private static string At(World world, string rest = "/trainings") => $"/employers/{world.Number.Digits}{rest}";

    private static string Training(World world, string title = "Excel", string hours = "8") =>
        $$"""{"workerId":"{{world.WorkerIds[0]}}","title":"{{title}}","kind":"formal","startDate":"2026-03-10","hours":"{{hours}}"}""";

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_key_is_its_senders_own_and_is_spent_only_by_what_was_done(Engine engine)
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world, engine);
        (string, string) key = ("Idempotency-Key", "2026-11-20.1");
        // What was refused did nothing: mended, it may be sent under its key.
        (await api.PostAsync(At(world), Training(world, hours: "0"), key)).Expect(400, "badRequest", "body hours invalidInput");
        var made = (await api.PostAsync(At(world), Training(world), key)).Expect(HttpStatusCode.Created);
        Assert.False(made.Headers.ContainsKey("Idempotency-Replayed"));
        Assert.Equal("true", (await api.PostAsync(At(world), Training(world), key)).Headers["Idempotency-Replayed"]);
        // At another address it is another request.
        (
            await api.PostAsync(
                At(world, "/groupTrainings"),
                $$"""
                {"training":{"title":"Excel","kind":"formal","startDate":"2026-03-10","hours":"8"},
                 "participants":[{"workerId":"{{world.WorkerIds[0]}}"}]}
                """,
                key
            )
        ).Expect(409, "idempotencyKeyTaken");
        var other = await api.AddMachineAsync(world.EmployerId, [.. Grant.Givable]);
        var token = await api.TokenOf(other);
        var theirs = await api.SendAsync(token, HttpMethod.Post, At(world), Training(world, "Word"), key);
        Assert.False(theirs.Expect(HttpStatusCode.Created).Headers.ContainsKey("Idempotency-Replayed"));
        (await api.PostAsync(At(world), Training(world, "Access"), ("Idempotency-Key", "85073099338"))).Expect(
            400,
            "badRequest",
            "header Idempotency-Key invalidInput"
        );
        // Beyond a day nothing is known of it.
        api.Portal.Clock.Now += TimeSpan.FromHours(25);
        await LearningAccount.Records.Journal.GivenAnswers.Sweep(api.Database, Cancel);
        (await api.PostAsync(At(world), Training(world), key)).Expect(409, "similarExists");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Whoever_takes_them_gets_answers_packed(string encoding)
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world);
        var plain = await api.GetAsync(At(world, "/accounts"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{ApiContract.Root}{At(world, "/accounts")}");
        request.Headers.Authorization = new("Bearer", await api.TokenOf(api.Machine));
        request.Headers.AcceptEncoding.Add(new(encoding));
        using var answer = await api.Portal.Http.SendAsync(request, Cancel);
        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        await using var packed = await answer.Content.ReadAsStreamAsync(Cancel);
        await using Stream unpacked = encoding is "br"
            ? new BrotliStream(packed, CompressionMode.Decompress)
            : new GZipStream(packed, CompressionMode.Decompress);
        using var read = new StreamReader(unpacked);
        Assert.Equal(plain.Text, await read.ReadToEndAsync(Cancel));
        Assert.False(plain.Headers.ContainsKey("Content-Encoding"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_body_may_come_packed(string encoding)
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world);
        var made = await api.PostAsync(At(world), Packed(encoding, Training(world)));
        Assert.Equal("Excel", made.Expect(HttpStatusCode.Created).Json["title"]!.ToString());
    }

    [Fact]
    public async Task What_cannot_be_unpacked_or_unpacks_to_too_much_is_a_problem()
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world);
        var unknown = await api.PostAsync(At(world), Sent("zstd", [1, 2, 3]));
        Assert.Equal("gzip, br, deflate", unknown.Expect(415, "unsupportedMediaType").Headers["Accept-Encoding"]);
        foreach (var encoding in (string[])["gzip", "br", "deflate"])
        {
            (await api.PostAsync(At(world), Sent(encoding, [0x7b, 0x22, 0x61, 0x22, 0x7d, 0xff, 0xff, 0xff]))).Expect(
                400,
                "badRequest",
                "body  schemaViolation"
            );
            // Some kilobytes that come out as a hundred megabytes.
            var bomb = Packed(encoding, Training(world) + new string(' ', 100 * 1024 * 1024));
            Assert.InRange(bomb.Headers.ContentLength!.Value, 1, 1024 * 1024);
            (await api.PostAsync(At(world), bomb)).Expect(413, "payloadTooLarge");
        }
        Assert.Equal(0, (await api.GetAsync(At(world))).Json["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_is_no_text_no_day_or_too_deep_is_told_and_never_kept()
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world);
        foreach (var title in (string[])["T\\ud800", "T\\udc00\\ud800"])
        {
            (await api.PostAsync(At(world), Training(world, title))).Expect(400, "badRequest", "body  schemaViolation");
        }
        (await api.PostAsync(At(world), "{\"\\ud800\":1}")).Expect(400, "badRequest", "body  schemaViolation");
        var broken = new ByteArrayContent([.. "{\"title\":\""u8, 0xff, .. "\"}"u8]);
        broken.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await api.PostAsync(At(world), broken)).Expect(400, "badRequest", "body  schemaViolation");
        foreach (var title in (string[])["T\\ufffe", "T\\u0000", "T\\u0007", "T\\ufdd0"])
        {
            (await api.PostAsync(At(world), Training(world, title))).Expect(400, "badRequest", "body title schemaViolation");
        }
        // A letter of two parts is one, and lines may be broken.
        (await api.PostAsync(At(world), Training(world, "T\\ud83c\\udf93 \\u00e9"))).Expect(HttpStatusCode.Created);
        (await api.GetAsync(At(world, "/workers?q=%EF%BF%BE"))).Expect(400, "badRequest", "query q schemaViolation");
        foreach (var day in (string[])["9999-12-31", "0001-01-01"])
        {
            (await api.GetAsync(At(world, $"/history?to={day}"))).Expect(400, "badRequest", "query to invalidInput");
        }
        (await api.GetAsync(At(world, "/trainings?quarter=0000Q1"))).Expect(400, "badRequest", "query quarter invalidInput");
        var deep = await api.PostAsync(At(world), new string('[', 200) + new string(']', 200));
        Assert.Contains("32", deep.Expect(400, "badRequest").Json["issues"]![0]!["detail"]!.ToString(), StringComparison.Ordinal);
        // Where somebody put a national number into an address, it is not said again.
        var told = await api.GetAsync(At(world, $"/workers/{world.NumberOf(0)}"));
        Assert.DoesNotContain($"{world.NumberOf(0)}", told.Expect(400, "badRequest").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("If-Match", "5")]
    [InlineData("If-Match", "\"5")]
    [InlineData("If-None-Match", "5, 6")]
    public async Task A_version_without_its_quotes_is_told_how_it_is_written(string header, string value)
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world);
        var made = (await api.PostAsync(At(world), Training(world))).Expect(HttpStatusCode.Created);
        var path = made.Headers["Location"].Split("/v1")[1];
        var reply = header is "If-Match"
            ? await api.PostAsync($"{path}/cancel", new { reason = "Twice" }, (header, value))
            : await api.GetAsync(path, (header, value));
        var issue = reply.Expect(400, "badRequest", $"header {header} schemaViolation").Json["issues"]![0]!;
        Assert.Equal("form.EntityTags", issue["code"]!.ToString());
        Assert.Contains("\"1a7f\"", issue["detail"]!.ToString(), StringComparison.Ordinal);
        (await api.GetAsync(path, ("If-None-Match", $"\"x\", W/{made.ETag}"))).Expect(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_national_number_in_a_header_is_refused_and_not_said_again()
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world);
        var digits = world.NumberOf(0).ToString();
        foreach (var written in (string[])[$"Of {digits}", $"Of%20{digits[..6]}%2D{digits[6..9]}.{digits[9..]}"])
        {
            var reply = await api.PostAsync(At(world), Training(world), ("LearningAccount-Why", written));
            reply.Expect(400, "badRequest", "header LearningAccount-Why invalidInput");
            Assert.DoesNotContain(digits[6..9], reply.Json["issues"]!.ToJsonString(), StringComparison.Ordinal);
        }
        (await api.PostAsync(At(world), Training(world), ("LearningAccount-Why", "Overgenomen%20uit%20het%20LMS"))).Expect(
            HttpStatusCode.Created
        );
    }

    [Fact]
    public async Task A_header_in_other_letters_is_told_of_like_any_other_fault()
    {
        await using var api = await ApiWorld.StartAsync();
        var asked =
            $"GET {ApiContract.Root}/refData HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: caf\u00e9\r\nConnection: close\r\n\r\n";
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", api.Portal.Address.Port, Cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(asked), Cancel);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(Cancel);
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("BelGov-Trace-Id: ", answer, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"If-None-Match\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_out_of_bounds_is_told_between_which_it_lies()
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world);
        foreach (
            var (query, bounds) in ((string, string)[])
                [
                    ("page=5000000000", "from 1 to 2147483647"),
                    ("pageSize=1001", "from 1 to 1000"),
                    ("page=x", "from 1 to 2147483647"),
                ]
        )
        {
            var reply = (await api.GetAsync(At(world, $"/trainings?{query}"))).Expect(400, "badRequest");
            Assert.Contains(bounds, reply.Json["issues"]![0]!["detail"]!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_named_by_its_place_in_the_address()
    {
        var world = OneWorker();
        await using var api = await ApiWorld.OfAsync(world);
        var gone = Guid.CreateVersion7().ToString();
        foreach (
            var (path, name) in ((string, string)[])
                [
                    ("/trainings", "trainingId"),
                    ("/groupTrainings", "groupTrainingId"),
                    ("/workers", "workerId"),
                    ($"/workers/{world.WorkerIds[0]}/suspensions", "suspensionId"),
                    ("/documents", "documentId"),
                    ("/trainingPlans", "trainingPlanId"),
                ]
        )
        {
            var reply = (await api.GetAsync(At(world, $"{path}/{gone}"))).Expect(
                404,
                "resourceNotFound",
                $"path {name} referencedResourceNotFound"
            );
            Assert.Equal(gone, reply.Json["issues"]![0]!["value"]!.ToString());
        }
        (await api.GetAsync("/employers/0999990222/workers")).Expect(
            404,
            "resourceNotFound",
            "path employerNumber referencedResourceNotFound"
        );
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_wait_and_nobody_else_is()
    {
        var world = OneWorker();
        await using var api = await ApiWorld.StartAsync(
            world.RecordedIn,
            settings: """{ "api": { "requestsPerSecond": 1, "burstSeconds": 5 } }"""
        );
        await api.AddMachineAsync(world.EmployerId, [.. Grant.Givable]);
        var other = await api.AddMachineAsync(world.EmployerId, [.. Grant.Givable]);
        var token = await api.TokenOf(other);
        // As many at once as the bucket holds several times over, so that one filled meanwhile changes nothing.
        var replies = new List<ApiReply>();
        while (replies.Count < 200 && !replies.Any(reply => reply.Status == 429))
        {
            replies.Add(await api.GetAsync(At(world)));
        }
        var waiting = replies[^1].Expect(429, "tooManyRequests");
        Assert.True(replies.Count > 5);
        Assert.Equal(("1", 1), (waiting.Headers["Retry-After"], waiting.Json["limit"]!.GetValue<int>()));
        (await api.SendAsync(token, HttpMethod.Get, At(world))).Expect(HttpStatusCode.OK);
    }

    private static ByteArrayContent Packed(string encoding, string text)
    {
        using var packed = new MemoryStream();
        using (
            Stream pack = encoding switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
                "br" => new BrotliStream(packed, CompressionLevel.Fastest),
                _ => new ZLibStream(packed, CompressionLevel.Fastest),
            }
        )
        {
            pack.Write(Encoding.UTF8.GetBytes(text));
        }
        return Sent(encoding, packed.ToArray());
    }

    private static ByteArrayContent Sent(string encoding, byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add(encoding);
        return content;
    }
}
