using System.Net;
using LearningAccount.Records.Access;
using LearningAccount.Records.Notices;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Identity;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>What a worker was told and asks of its data, through an app of its own.</summary>
public sealed class OwnNoticesApiTests
{
    private const string Audience = "https://learning.example.be/api";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_I_was_told_and_what_I_ask_stands_there(Engine engine)
    {
        var world = World
            .With()
            .OfSize(LearningAccount.Law.Facts.SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01")
            .AndWorker("Claes", "Bo")
            .Employed("2024-01-01");
        await using var provider = await FakeProvider.StartAsync();
        await using var api = await ApiWorld.StartAsync(
            world.RecordedIn,
            engine,
            $$"""
            {"signIn": [{"id": "fake", "name": "Fake", "issuer": "{{provider.Issuer}}", "clientId": "learning-account",
              "claims": {"ssin": "niss"}, "apiAudience": "{{Audience}}" }]}
            """
        );
        var anna = TestVisitor.Named("Anna Peeters");
        await api.Portal.As(anna);
        await api.Portal.Part<OutsideIdentities>().Link(provider.Issuer, "anna-1", anna.UserId, Cancel);
        await new TellWorkers(api.Database, new(api.Database), sendsMail: false).Do(Cancel);
        var (reading, writing) = (Token("me:read"), Token("me:write"));

        var told = (await api.SendAsync(reading, HttpMethod.Get, "/me/notices")).Expect(HttpStatusCode.OK);
        var notice = Assert.Single(told.Items)!;
        Assert.Equal(
            $"accountOpened {world.WorkerIds[0]:D} false",
            $"{notice["kind"]} {notice["workerId"]} {notice["read"]}",
            ignoreCase: true
        );
        Assert.NotEmpty(notice["stated"]!["credit"]!.ToString());
        var french = await api.SendAsync(reading, HttpMethod.Get, "/me/notices", null, ("Accept-Language", "fr"));
        Assert.NotEqual(notice["text"]!.ToString(), french.Items[0]!["text"]!.ToString());

        var address = $"/me/notices/{notice["noticeId"]}/read";
        (await api.SendAsync(reading, HttpMethod.Post, address)).Expect(403, "missingScope");
        (await api.SendAsync(writing, HttpMethod.Post, address)).Expect(HttpStatusCode.NoContent);
        (await api.SendAsync(writing, HttpMethod.Post, address)).Expect(HttpStatusCode.NoContent);
        Assert.Empty((await api.SendAsync(reading, HttpMethod.Get, "/me/notices?read=false")).Items);
        Assert.Single((await api.SendAsync(reading, HttpMethod.Get, "/me/notices")).Items);
        // Nobody marks what was told to somebody else.
        (await api.SendAsync(writing, HttpMethod.Post, $"/me/notices/{Guid.CreateVersion7():D}/read")).Expect(
            404,
            "resourceNotFound"
        );

        // What I ask of my data stands at the employer with the day to answer by.
        var asks = new
        {
            workerId = world.WorkerIds[0],
            kind = "restriction",
            words = "It is not mine",
        };
        var asked = await api.SendAsync(writing, HttpMethod.Post, "/me/privacyRequests", asks, ("Idempotency-Key", "a"));
        Assert.Equal("asked worker", $"{asked.Expect(HttpStatusCode.Created).Json["step"]} {asked.Json["by"]}");
        var again = await api.SendAsync(writing, HttpMethod.Post, "/me/privacyRequests", asks, ("Idempotency-Key", "a"));
        Assert.Equal((asked.Text, "true"), (again.Text, again.Headers["Idempotency-Replayed"]));
        Assert.Single((await api.SendAsync(reading, HttpMethod.Get, "/me/privacyRequests")).Expect(HttpStatusCode.OK).Items);
        var one = await api.SendAsync(reading, HttpMethod.Get, asked.Headers["Location"].Split("/v1")[1]);
        Assert.Equal((asked.ETag, asked.Text), (one.ETag, one.Text));
        var other = new { workerId = world.WorkerIds[1], kind = "access" };
        (await api.SendAsync(writing, HttpMethod.Post, "/me/privacyRequests", other)).Expect(404, "resourceNotFound");
        await api.AddMachineAsync(world.EmployerId, Right.ReadHistory);
        var list = $"/employers/{world.Number.Digits}/privacyRequests";
        var seen = Assert.Single((await api.GetAsync($"{list}?open=true")).Expect(HttpStatusCode.OK).Items)!;
        Assert.Equal($"{world.WorkerIds[0]:D} It is not mine", $"{seen["workerId"]} {seen["words"]}");
        Assert.Empty((await api.GetAsync($"{list}?open=false")).Items);
        var reader = await api.TokenOf(await api.AddMachineAsync(world.EmployerId));
        (await api.SendAsync(reader, HttpMethod.Get, list)).Expect(403, "missingPermission");

        string Token(string scope) =>
            FakeProvider.Token(
                new(StringComparer.Ordinal)
                {
                    ["iss"] = provider.Issuer,
                    ["sub"] = "anna-1",
                    ["aud"] = Audience,
                    ["exp"] = ServedPortal.Noon.AddMinutes(5).ToUnixTimeSeconds(),
                    ["scope"] = $"scope:learningAccount:{scope}",
                    ["niss"] = world.NumberOf(0),
                },
                provider.Signing
            );
    }
}
