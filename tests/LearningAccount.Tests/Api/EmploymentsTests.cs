using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Employments as they follow from all that is said, and what programs say of them.</summary>
public sealed class EmploymentsTests
{
    private static readonly World Metaal = World
        .With("Maes Metaal")
        .OfSize(SizeClass.Full)
        .AndWorker("Peeters", "Anna")
        .Employed("2024-01-01")
        .Suspended("2025-02-01", "2025-03-31", SuspensionKind.Parental, works: "4/5");

    private static string Anna => $"/employers/{Metaal.Number.Digits}/workers/{Metaal.WorkerIds[0]:D}";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_employment_is_ended_with_its_reason_and_opened_again(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var listed = Assert.Single((await api.GetAsync($"{Anna}/employments")).Expect(HttpStatusCode.OK).Items);
        var address = $"{Anna}/employments/{listed!["id"]}";
        var read = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "parental 4/5",
            $"{read.Json["suspensions"]![0]!["kind"]} {read.Json["suspensions"]![0]!["workedFraction"]}"
        );
        (await api.PatchAsync(address, new { endReason = "dismissal" })).Expect(400, "badRequest", "body endDate invalidInput");
        (await api.PatchAsync(address, new { endDate = "2026-06-30", endReason = "dismissal" })).Expect(
            400,
            "badRequest",
            "body isNoticeWorked invalidInput"
        );
        (await api.PatchAsync(address, new { endDate = "2023-06-30" })).Expect(400, "badRequest", "body endDate invalidInput");
        var ended = await api.PatchAsync(
            address,
            new
            {
                endDate = "2026-06-30",
                endReason = "dismissal",
                isPaidInLieu = true,
            },
            ("If-Match", read.ETag)
        );
        Assert.Equal(
            "2026-06-30 dismissal true false",
            $"{ended.Expect(HttpStatusCode.OK).Json["endDate"]} {ended.Json["endReason"]} {ended.Json["isPaidInLieu"]} {ended.Json["isNoticeWorked"]}"
        );
        Assert.Equal(ended.ETag, (await api.GetAsync(address)).ETag);
        (await api.PatchAsync(address, new { endReason = "resignation" }, ("If-Match", read.ETag))).Expect(
            412,
            "preconditionFailed"
        );
        var open = await api.PatchAsync(address, new { endDate = (string?)null, endReason = (string?)null });
        Assert.Null(open.Expect(HttpStatusCode.OK).Json["endDate"]);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Another_work_regime_from_a_day_on_is_said_corrected_and_withdrawn(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var id = (await api.GetAsync($"{Anna}/employments")).Items[0]!["id"]!.ToString();
        var regimes = $"{Anna}/employments/{id}/workRegimes";
        (await api.PostAsync(regimes, new { startDate = "2023-01-01", fraction = "1/2" })).Expect(
            400,
            "badRequest",
            "body startDate invalidInput"
        );
        (await api.PostAsync(regimes, new { startDate = "2026-01-01", fraction = "3/2" })).Expect(
            400,
            "badRequest",
            "body fraction invalidInput"
        );
        var said = await api.PostAsync(regimes, new { startDate = "2026-01-01", fraction = "0.5" });
        said.Expect(HttpStatusCode.Created);
        Assert.Equal(
            ["2024-01-01 2025-12-31", "2026-01-01 "],
            said.Json["workRegimes"]!.AsArray().Select(one => $"{one!["startDate"]} {one["endDate"]}")
        );
        var contract = new Uri(said.Headers["Location"]).PathAndQuery["/REST/learningAccount/v1".Length..];
        var read = (await api.GetAsync(contract)).Expect(HttpStatusCode.OK);
        var corrected = await api.PatchAsync(
            contract,
            new
            {
                hours = "30.4",
                fullTimeHours = "38",
                jointCommittee = "200",
            },
            ("If-Match", read.ETag)
        );
        Assert.Equal(
            "152/5  200",
            $"{corrected.Expect(HttpStatusCode.OK).Json["hours"]} {corrected.Json["fraction"]} {corrected.Json["jointCommittee"]}"
        );
        Assert.Equal(corrected.ETag, (await api.GetAsync(contract)).ETag);
        (await api.DeleteAsync(contract, ("If-Match", read.ETag))).Expect(412, "preconditionFailed");
        (await api.DeleteAsync(contract, ("If-Match", corrected.ETag))).Expect(HttpStatusCode.NoContent);
        (await api.GetAsync(contract)).Expect(404, "resourceNotFound");
        var left = (await api.GetAsync($"{Anna}/employments/{id}")).Expect(HttpStatusCode.OK);
        Assert.Single(left.Json["workRegimes"]!.AsArray());
    }

    [Fact]
    public async Task A_contract_after_a_gap_is_another_employment_and_one_that_touches_is_not()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var id = (await api.GetAsync($"{Anna}/employments")).Items[0]!["id"]!.ToString();
        (await api.PatchAsync($"{Anna}/employments/{id}", new { endDate = "2025-12-31", endReason = "fixedTerm" })).Expect(
            HttpStatusCode.OK
        );
        var next = await api.PostAsync(
            $"{Anna}/employments",
            new
            {
                startDate = "2026-03-01",
                jointCommittee = "200",
                category = "employee",
            }
        );
        next.Expect(HttpStatusCode.Created);
        Assert.NotEqual(id, next.Json["id"]!.ToString());
        Assert.Equal(
            ["2026-03-01", "2024-01-01"],
            (await api.GetAsync($"{Anna}/employments")).Items.Select(one => one!["startDate"]!.ToString())
        );
        (await api.PostAsync($"{Anna}/employments", new { startDate = "2026-03-01", jointCommittee = "399.99" })).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal(2, (await api.GetAsync($"{Anna}/employments")).Items.Count);
        Assert.Equal(3, (await api.GetAsync($"{Anna}/contracts")).Items.Count);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_suspension_is_said_changed_and_withdrawn(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var suspensions = $"{Anna}/suspensions";
        (await api.PostAsync(suspensions, new { kind = "holiday", startDate = "2026-01-01" })).Expect(
            400,
            "badRequest",
            "body kind schemaViolation"
        );
        (
            await api.PostAsync(
                suspensions,
                new
                {
                    kind = "sickness",
                    startDate = "2026-02-01",
                    endDate = "2026-01-01",
                }
            )
        ).Expect(400, "badRequest", "body endDate invalidInput");
        (
            await api.PostAsync(
                suspensions,
                new
                {
                    kind = "sickness",
                    startDate = "2026-02-01",
                    workedFraction = "2",
                }
            )
        ).Expect(400, "badRequest", "body workedFraction invalidInput");
        var made = (await api.PostAsync(suspensions, new { kind = "sickness", startDate = "2026-02-01" })).Expect(
            HttpStatusCode.Created
        );
        var address = $"{suspensions}/{made.Json["id"]}";
        Assert.Equal(made.ETag, (await api.GetAsync(address)).ETag);
        Assert.Equal(made.Text, (await api.GetAsync(address)).Text);
        var changed = await api.PatchAsync(
            address,
            new { endDate = "2026-02-28", workedFraction = "0.5" },
            ("If-Match", made.ETag)
        );
        Assert.Equal("2026-02-28 1/2", $"{changed.Expect(HttpStatusCode.OK).Json["endDate"]} {changed.Json["workedFraction"]}");
        (await api.DeleteAsync(address, ("If-Match", made.ETag))).Expect(412, "preconditionFailed");
        (await api.DeleteAsync(address)).Expect(HttpStatusCode.NoContent);
        (await api.DeleteAsync(address)).Expect(404, "resourceNotFound");
        Assert.Single((await api.GetAsync(suspensions)).Items);
    }
}
