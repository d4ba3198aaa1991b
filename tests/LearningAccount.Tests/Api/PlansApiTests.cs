using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Training plans through the API: begun, changed, taken through their steps, amended, compared and filed.</summary>
public sealed class PlansApiTests
{
    private static readonly World Metaal = World
        .With("Maes Metaal", 9_999_911)
        .OfSize(SizeClass.Full)
        .AndWorker("Peeters", "Anna")
        .Being(said => said with { Department = "Assembly" })
        .Employed("2024-01-01")
        .Trained("2026-02-02", "1", "Welding")
        .AndWorker("Maes", "Jan")
        .Being(said => said with { Department = "Stock" })
        .Employed("2024-01-01")
        .Trained("2026-03-02", "2", "VCA refresher");

    private static readonly string Root = $"/employers/{Metaal.Number.Digits}/trainingPlans";

    private static readonly object Line = new
    {
        title = "Working safely",
        kind = "formal",
        group = new[] { "department:Assembly" },
        yearQuarter = "2026Q3",
        persons = 12,
        women = 3,
        men = 9,
        days = "3/2",
        budget = "2400",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Below(string href) => href.Split("/v1")[1];

    private static async Task<ApiReply> BegunAsync(ApiWorld api, params string[] propose) =>
        (
            await api.PostAsync(
                Root,
                new
                {
                    startDate = "2026-01-01",
                    endDate = "2026-12-31",
                    lines = new[] { Line },
                    propose,
                }
            )
        ).Expect(HttpStatusCode.Created);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_plan_goes_from_draft_to_filed_and_is_amended(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var begun = await BegunAsync(api);
        var address = Below(begun.Headers["Location"]);
        Assert.Equal("draft 18", $"{begun.Json["state"]} {begun.Json["plannedDays"]}");
        var read = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.Equal((begun.ETag, begun.Text), (read.ETag, read.Text));
        (await api.GetAsync(address, ("If-None-Match", read.ETag))).Expect(HttpStatusCode.NotModified);

        var sent = await Step(
            new
            {
                step = "send",
                on = "2026-01-10",
                sentTo = "worksCouncil",
                meetingOn = "2026-01-15",
            }
        );
        Assert.Equal("sent worksCouncil", $"{sent.Json["state"]} {sent.Json["sentTo"]}");
        Assert.Contains(sent.Json["warnings"]!.AsArray(), one => one!["code"]!.ToString() == "plan.draftLate");
        Assert.Equal(
            "advised",
            State(
                await Step(
                    new
                    {
                        step = "advise",
                        on = "2026-01-15",
                        opinion = "In favour",
                    }
                )
            )
        );
        Assert.Equal("sent", State((await api.PostAsync($"{address}/steps/takeBack", "")).Expect(HttpStatusCode.OK)));
        Assert.Equal("advised", State(await Step(new { step = "advise", on = "2026-01-15" })));
        (await api.PostAsync($"{address}/steps", new { step = "file", on = "2026-01-16" })).Expect(409, "notPossibleNow");
        var fixed_ = await Step(new { step = "fix", on = "2026-01-15" });
        Assert.Equal("fixed 2026-01-15 1", $"{State(fixed_)} {fixed_.Json["inForceOn"]} {fixed_.Json["editionInForce"]}");
        // What is fixed does not change.
        (await api.PostAsync($"{address}/lines", Line)).Expect(409, "notPossibleNow");
        (await api.DeleteAsync(address)).Expect(409, "notPossibleNow");
        Assert.Equal(
            "filed",
            State(
                await Step(
                    new
                    {
                        step = "file",
                        on = "2026-01-15",
                        reference = "T-1",
                    }
                )
            )
        );

        var amended = (await api.PostAsync($"{address}/amend", "")).Expect(HttpStatusCode.OK);
        Assert.Equal("2 draft 1", $"{amended.Json["edition"]} {State(amended)} {amended.Json["editionInForce"]}");
        Assert.Equal("filed", State((await api.GetAsync($"{address}?edition=1")).Expect(HttpStatusCode.OK)));
        (await api.DeleteAsync(address)).Expect(HttpStatusCode.NoContent);
        Assert.Equal("1", (await api.GetAsync(address)).Json["latestEdition"]!.ToString());
        await using var connection = await api.Database.Connect(Cancel);
        var last = (await ReadJournal.Last(connection, Metaal.EmployerId, Cancel))!;
        Assert.Equal(("withdrawPlan", Door.Api), (last.Action, last.Door));

        async Task<ApiReply> Step(object body) => (await api.PostAsync($"{address}/steps", body)).Expect(HttpStatusCode.OK);
        static string State(ApiReply plan) => plan.Json["state"]!.ToString();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Trainings_are_added_replaced_and_taken_out_by_whoever_has_read_the_plan(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var begun = await BegunAsync(api, "followed");
        var address = Below(begun.Headers["Location"]);
        var added = await api.PostAsync(
            $"{address}/lines",
            new { title = "First aid", hours = "4" },
            ("If-Match", begun.ETag),
            ("Idempotency-Key", "a")
        );
        var line = Below(added.Expect(HttpStatusCode.Created).Headers["Location"]);
        var again = await api.PostAsync(
            $"{address}/lines",
            new { title = "First aid", hours = "4" },
            ("If-Match", begun.ETag),
            ("Idempotency-Key", "a")
        );
        Assert.Equal((added.Text, "true"), (again.Text, again.Headers["Idempotency-Replayed"]));
        (await api.PostAsync($"{address}/lines", new { title = "Late" }, ("If-Match", begun.ETag))).Expect(
            412,
            "preconditionFailed"
        );
        var replaced = await api.PutAsync(
            line,
            new
            {
                title = "First aid",
                days = "1",
                isShortage = true,
            },
            ("If-Match", added.ETag)
        );
        Assert.Null(replaced.Expect(HttpStatusCode.OK).Json["hours"]);
        var read = (await api.GetAsync(line)).Expect(HttpStatusCode.OK);
        Assert.Equal((replaced.ETag, replaced.Text), (read.ETag, read.Text));
        // In another language the version is the same to whoever changes it.
        var french = await api.GetAsync(address, ("Accept-Language", "fr"));
        var said = await api.PutAsync(
            address,
            new
            {
                startDate = "2026-01-01",
                endDate = "2026-12-31",
                gender = "As many women as men",
            },
            ("If-Match", french.ETag)
        );
        Assert.Equal("As many women as men", said.Expect(HttpStatusCode.OK).Json["gender"]!.ToString());
        (await api.DeleteAsync(line, ("If-Match", replaced.ETag))).Expect(412, "preconditionFailed");
        (await api.DeleteAsync(line, ("If-Match", said.ETag))).Expect(HttpStatusCode.NoContent);
        (await api.GetAsync(line)).Expect(404, "resourceNotFound");
        Assert.Single((await api.GetAsync(address)).Json["lines"]!.AsArray());
    }

    [Fact]
    public async Task A_plan_is_compared_with_what_was_followed_of_it()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var begun = await api.PostAsync(
            Root,
            new
            {
                startDate = "2026-01-01",
                endDate = "2026-12-31",
                lines = new[]
                {
                    new
                    {
                        title = "Welding",
                        days = "1",
                        persons = 1,
                    },
                    new
                    {
                        title = "VCA",
                        days = "2",
                        persons = 1,
                    },
                },
            }
        );
        var address = Below(begun.Expect(HttpStatusCode.Created).Headers["Location"]);
        var before = (await api.GetAsync($"{address}/comparison")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal("1 0", string.Join(' ', before["lines"]!.AsArray().Select(one => one!["done"]!["days"])));
        Assert.Equal("VCA refresher", Assert.Single(before["notPlanned"]!.AsArray())!["title"]!.ToString());
        var line = begun.Json["lines"]![1]!["lineId"]!.ToString();
        (await api.PostAsync($"{address}/links", new { title = "vca Refresher", lineId = line })).Expect(HttpStatusCode.OK);
        var after = (await api.GetAsync($"{address}/comparison")).Json;
        Assert.Equal("1 2", string.Join(' ', after["lines"]!.AsArray().Select(one => one!["done"]!["days"])));
        Assert.Empty(after["notPlanned"]!.AsArray());
        (await api.PostAsync($"{address}/links", new { title = "x", lineId = Guid.CreateVersion7() })).Expect(
            400,
            "badRequest",
            "body lineId invalidInput"
        );
        // Who sees a department sees what was followed there, and the plan of all.
        var narrow = await api.AddMachineAsync(World.With("Other", 9_999_955).EmployerId);
        await narrow.GrantAsync(Metaal.EmployerId, new AccessScope(ScopeKind.Department, "Assembly"), []);
        var token = await api.TokenOf(narrow);
        var part = await api.SendAsync(token, HttpMethod.Get, $"{address}/comparison");
        Assert.Equal(
            "1 0",
            string.Join(' ', part.Expect(HttpStatusCode.OK).Json["lines"]!.AsArray().Select(one => one!["done"]!["days"]))
        );
        (await api.SendAsync(token, HttpMethod.Post, $"{address}/lines", Line)).Expect(403, "missingPermission");
    }

    [Fact]
    public async Task The_copy_for_the_administration_names_nobody()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var begun = await api.PostAsync(
            Root,
            new
            {
                startDate = "2026-01-01",
                endDate = "2026-12-31",
                lines = new[] { new { title = "Welding for Anna Peeters" } },
            }
        );
        var address = Below(begun.Expect(HttpStatusCode.Created).Headers["Location"]);
        var own = (await api.GetAsync($"{address}/file?format=html")).Expect(HttpStatusCode.OK);
        Assert.Contains("Peeters", own.Text, StringComparison.Ordinal);
        var copy = (await api.GetAsync($"{address}/file?format=html&copy=true")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain("Peeters", copy.Text, StringComparison.Ordinal);
        Assert.StartsWith("%PDF-", (await api.GetAsync($"{address}/file")).Text, StringComparison.Ordinal);
        Assert.StartsWith("PK", (await api.GetAsync($"{address}/file?format=xlsx")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_a_plan_is_due_is_told_with_the_list()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var none = (await api.GetAsync(Root)).Expect(HttpStatusCode.OK).Json;
        Assert.True(none["threshold"]!["due"]!.GetValue<bool>());
        Assert.Empty(none["items"]!.AsArray());
        await BegunAsync(api);
        Assert.Single((await api.GetAsync(Root)).Items);
        // Read again, "proposed from the plan before" has the titles of it.
        var next = await api.PostAsync(
            Root,
            new
            {
                startDate = "2027-01-01",
                endDate = "2027-12-31",
                propose = new[] { "lastPlan" },
            }
        );
        Assert.Equal("Working safely 2027Q3", $"{next.Json["lines"]![0]!["title"]} {next.Json["lines"]![0]!["yearQuarter"]}");
    }

    [Fact]
    public async Task What_cannot_be_in_a_plan_is_told_at_its_place()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        async Task Wrong(object body, string places) => (await api.PostAsync(Root, body)).Expect(400, "badRequest", places);
        await Wrong(new { startDate = "2026-01-01", endDate = "2025-12-31" }, "body endDate invalidInput");
        await Wrong(new { startDate = "2019-01-01", endDate = "2019-12-31" }, "body startDate invalidInput");
        await Wrong(
            new
            {
                startDate = "2026-01-01",
                endDate = "2026-12-31",
                lines = new object[]
                {
                    new { title = "A" },
                    new
                    {
                        title = "B",
                        hours = "1",
                        days = "1",
                    },
                },
            },
            "body lines[1].hours invalidInput"
        );
        await Wrong(
            new
            {
                startDate = "2026-01-01",
                endDate = "2026-12-31",
                lines = new object[] { new { title = "A", group = new[] { "all", "committee:999" } } },
            },
            "body lines[0].group[1] invalidInput"
        );
        var address = Below((await BegunAsync(api)).Headers["Location"]);
        (await api.PostAsync($"{address}/steps", new { step = "send" })).Expect(400, "badRequest", "body sentTo invalidInput");
        (await api.PostAsync($"{address}/steps", new { step = "fix", on = "2099-01-01" })).Expect(
            400,
            "badRequest",
            "body on invalidInput"
        );
        (
            await api.PostAsync(
                $"{address}/lines",
                new
                {
                    title = "A",
                    persons = 1,
                    women = 2,
                }
            )
        ).Expect(400, "badRequest", "body persons invalidInput");
        (await api.GetAsync($"{Root}/{Guid.CreateVersion7():D}")).Expect(404, "resourceNotFound");
        (await api.GetAsync($"{address}?edition=7")).Expect(404, "resourceNotFound");
    }

    [Fact]
    public async Task Nobody_makes_plans_without_right_or_scope_or_elsewhere()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var address = Below((await BegunAsync(api)).Headers["Location"]);
        var reader = await api.AddMachineAsync(Metaal.EmployerId, Right.RegisterTrainings);
        var token = await api.TokenOf(reader);
        (await api.SendAsync(token, HttpMethod.Get, address)).Expect(HttpStatusCode.OK);
        (await api.SendAsync(token, HttpMethod.Delete, address)).Expect(403, "missingPermission");
        var reading = await api.Machine.TokenAsync(api.Portal, "plans:read");
        (await api.SendAsync(reading, HttpMethod.Delete, address)).Expect(403, "missingScope");
        var other = await World.With("Other one", 9_999_902).AndWorker().RecordedIn(api.Database);
        await api.Machine.GrantAsync(other.EmployerId, [.. Grant.Givable]);
        // A plan of one employer is none of another's.
        (await api.GetAsync(address.Replace(Metaal.Number.Digits, other.Number.Digits, StringComparison.Ordinal))).Expect(
            404,
            "resourceNotFound"
        );
    }
}
