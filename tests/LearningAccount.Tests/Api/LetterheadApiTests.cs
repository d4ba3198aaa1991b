using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>What stands on an employer's documents, and which of those issued would say something else today.</summary>
public sealed class LetterheadApiTests
{
    // Four grey pixels.
    private const string Picture =
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAD0lEQVR4nGNoAAMGATAAACDeA2FvMR8KAAAAAElFTkSuQmCC";

    private static readonly World Metaal = World
        .With("Maes Metaal", 9_999_911)
        .OfSize(SizeClass.Full)
        .AndWorker("Peeters", "Anna")
        .Employed("2024-01-01")
        .Trained("2026-02-02", "1", "Welding");

    private static readonly string Root = $"/employers/{Metaal.Number.Digits}";

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_letterhead_is_replaced_as_a_whole(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var none = (await api.GetAsync($"{Root}/letterhead")).Expect(HttpStatusCode.OK);
        Assert.Empty(none.Json["lines"]!.AsArray());
        var body = new
        {
            lines = new[] { "Rue Haute 1", "1000 Brussels" },
            signatory = "Els Maes",
            logo = Picture,
            regions = new object[] { new { region = "brussels" }, new { place = "Gent", region = "dutch" } },
        };
        var said = await api.PutAsync($"{Root}/letterhead", body, ("If-Match", none.ETag), ("Idempotency-Key", "a"));
        Assert.Equal("Els Maes", said.Expect(HttpStatusCode.OK).Json["signatory"]!.ToString());
        Assert.Equal(2, said.Json["regions"]!.AsArray().Count);
        var read = (await api.GetAsync($"{Root}/letterhead")).Expect(HttpStatusCode.OK);
        Assert.Equal((said.ETag, said.Text), (read.ETag, read.Text));
        (await api.PutAsync($"{Root}/letterhead", new { town = "Gent" }, ("If-Match", none.ETag))).Expect(
            412,
            "preconditionFailed"
        );
        var other = (await api.PutAsync($"{Root}/letterhead", new { town = "Gent" })).Expect(HttpStatusCode.OK);
        Assert.Null(other.Json["logo"]);
    }

    [Fact]
    public async Task What_cannot_stand_on_paper_is_told_at_its_place()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        (await api.PutAsync($"{Root}/letterhead", new { logo = "no picture" })).Expect(
            400,
            "badRequest",
            "body logo invalidInput"
        );
        (await api.PutAsync($"{Root}/letterhead", new { logo = "AAAA" })).Expect(400, "badRequest", "body logo invalidInput");
        (await api.PutAsync($"{Root}/letterhead", new { lines = new[] { "a", "b", "c", "d", "e", "f", "g" } })).Expect(
            400,
            "badRequest",
            "body lines schemaViolation"
        );
        var reader = await api.TokenOf(await api.AddMachineAsync(Metaal.EmployerId));
        (await api.SendAsync(reader, HttpMethod.Get, $"{Root}/letterhead")).Expect(403, "missingPermission");
    }

    [Fact]
    public async Task A_document_whose_figures_changed_is_listed_with_why()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var asked = await api.PostAsync($"{Root}/documentRuns", new { kind = "accountForm", whom = "everybody" });
        var runs = api.Portal.Part<LearningAccount.Records.Documents.DocumentRuns>();
        var cancel = TestContext.Current.CancellationToken;
        var run = await runs.Find(Metaal.EmployerId, Guid.Parse(asked.Json["documentRunId"]!.ToString()), cancel);
        await api.Portal.Part<LearningAccount.App.Documents.IssueRun>().Do(run!, null, cancel);
        Assert.Empty((await api.GetAsync($"{Root}/changedDocuments")).Expect(HttpStatusCode.OK).Items);
        var training = (await api.GetAsync($"{Root}/trainings")).Items[0]!["href"]!.ToString().Split("/v1")[1];
        (await api.PatchAsync(training, new { days = "2" }, ("Content-Type", "application/merge-patch+json"))).Expect(
            HttpStatusCode.OK
        );
        var changed = Assert.Single((await api.GetAsync($"{Root}/changedDocuments")).Expect(HttpStatusCode.OK).Items)!;
        Assert.NotEmpty(changed["changedSince"]!.AsArray());
        Assert.False(changed["byLaw"]!.GetValue<bool>());
        Assert.Equal("api", Assert.Single(changed["causes"]!.AsArray())!["door"]!.ToString());
        (await api.GetAsync(changed["href"]!.ToString().Split("/v1")[1])).Expect(HttpStatusCode.OK);
    }
}
