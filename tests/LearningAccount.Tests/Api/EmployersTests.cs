using System.Net;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Employers as programs read and change them: profile, sizes, settings.</summary>
public sealed class EmployersTests
{
    private static readonly World Metaal = World
        .With("Maes Métal")
        .Declaring("2024Q4", "12")
        .Declaring("2025Q1", "13")
        .AndWorker()
        .Employed("2024-01-01");

    private static string Root => $"/employers/{Metaal.Number.Digits}";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_machine_lists_the_employers_it_has_access_to_and_no_others(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var other = World.With("Other", 9_999_955);
        await other.RecordedIn(api.Database);
        var one = Assert.Single((await api.GetAsync("/employers?name=metal")).Expect(HttpStatusCode.OK).Items);
        Assert.Equal(Metaal.Number.Digits, one!["enterpriseNumber"]!.ToString());
        Assert.Single((await api.GetAsync("/employers")).Items);
        Assert.Single((await api.GetAsync($"/employers?name={Metaal.Number.Digits[4..]}")).Items);
        Assert.Empty((await api.GetAsync("/employers?name=other")).Items);
        (await api.GetAsync($"/employers/{other.Number.Digits}")).Expect(404, "resourceNotFound");
        (await api.GetAsync($"/employers/{SyntheticNumbers.Enterprise(9_999_962)}")).Expect(
            404,
            "resourceNotFound",
            "path employerNumber referencedResourceNotFound"
        );
    }

    [Fact]
    public async Task A_profile_changes_from_what_was_read()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var read = (await api.GetAsync(Root, ("Accept-Language", "nl"))).Expect(HttpStatusCode.OK);
        Assert.Equal("38 true", $"{read.Json["fullTimeWeeklyHours"]} {read.Json["inScope"]}");
        Assert.Equal("small", read.Json["size"]!["sizeClass"]!.ToString());
        var changed = await api.PatchAsync(
            Root,
            new { fullTimeWeeklyHours = "36.5", inScope = false },
            ("If-Match", read.ETag),
            ("Accept-Language", "nl")
        );
        Assert.Equal(
            "73/2 false",
            $"{changed.Expect(HttpStatusCode.OK).Json["fullTimeWeeklyHours"]} {changed.Json["inScope"]}".ToLowerInvariant()
        );
        Assert.Equal(changed.ETag, (await api.GetAsync(Root, ("Accept-Language", "nl"))).ETag);
        (await api.PatchAsync(Root, new { language = "fr" }, ("If-Match", read.ETag))).Expect(412, "preconditionFailed");
        (await api.PatchAsync(Root, new { fullTimeWeeklyHours = "90" })).Expect(
            400,
            "badRequest",
            "body fullTimeWeeklyHours invalidInput"
        );
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_size_of_a_quarter_is_said_and_withdrawn(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        Assert.Equal(
            ["2024Q4", "2025Q1"],
            (await api.GetAsync($"{Root}/declaredSizes")).Items.Select(one => one!["quarter"]!.ToString())
        );
        var address = $"{Root}/declaredSizes/2025Q2";
        (await api.GetAsync(address)).Expect(404, "resourceNotFound");
        // No version names what is not there, nor does the star.
        (await api.PutAsync(address, new { fte = "27.5" }, ("If-Match", "*"))).Expect(412, "preconditionFailed");
        var said = (await api.PutAsync(address, new { fte = "27.5", heads = 31 })).Expect(HttpStatusCode.OK);
        Assert.Equal("55/2 31 manual", $"{said.Json["fte"]} {said.Json["heads"]} {said.Json["origin"]!["kind"]}");
        Assert.Equal(said.ETag, (await api.GetAsync(address)).ETag);
        var again = (await api.PutAsync(address, new { fte = "28" }, ("If-Match", said.ETag))).Expect(HttpStatusCode.OK);
        (await api.PutAsync(address, new { fte = "29" }, ("If-Match", said.ETag))).Expect(412, "preconditionFailed");
        (await api.PutAsync(address, new { fte = "-1" })).Expect(400, "badRequest", "body fte invalidInput");
        (await api.DeleteAsync(address, ("If-Match", again.ETag))).Expect(HttpStatusCode.NoContent);
        (await api.DeleteAsync(address)).Expect(404, "resourceNotFound");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_class_of_a_year_tells_why_and_gives_way_to_what_is_said(Engine engine)
    {
        await using var api = await ApiWorld.OfAsync(Metaal, engine);
        var address = $"{Root}/sizeClasses/2026";
        var counted = (await api.GetAsync(address)).Expect(HttpStatusCode.OK);
        Assert.False(counted.Json["isSaid"]!.GetValue<bool>());
        var said = await api.PutAsync(address, new { sizeClass = "full" }, ("If-Match", counted.ETag));
        Assert.Equal(
            "full true manual",
            $"{said.Expect(HttpStatusCode.OK).Json["sizeClass"]} {said.Json["isSaid"]} {said.Json["origin"]!["kind"]}".ToLowerInvariant()
        );
        Assert.Equal(said.ETag, (await api.GetAsync(address)).ETag);
        Assert.Contains(
            "2026",
            (await api.GetAsync($"{Root}/sizeClasses")).Items[^1]!["startDate"]!.ToString(),
            StringComparison.Ordinal
        );
        (await api.PutAsync(address, new { sizeClass = "none" }, ("If-Match", counted.ETag))).Expect(412, "preconditionFailed");
        (await api.GetAsync($"{Root}/sizeClasses/2024")).Expect(404, "resourceNotFound");
        (await api.DeleteAsync(address, ("If-Match", said.ETag))).Expect(HttpStatusCode.NoContent);
        Assert.Equal(counted.Text, (await api.GetAsync(address)).Text);
    }

    [Fact]
    public async Task A_setting_changes_and_goes_back_to_its_default()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var read = (await api.GetAsync($"{Root}/settings")).Expect(HttpStatusCode.OK);
        Assert.Equal("max", read.Json["values"]!["monthRegime"]!.ToString());
        var changed = await api.PatchAsync(
            $"{Root}/settings",
            """{"values":{"monthRegime":"firstDay","gapClosesAccount":3,"carry2023":false}}""",
            ("If-Match", read.ETag),
            ("Content-Type", "application/merge-patch+json")
        );
        Assert.Equal("firstDay", changed.Expect(HttpStatusCode.OK).Json["values"]!["monthRegime"]!.ToString());
        Assert.Equal(
            ["carry2023", "gapClosesAccount", "monthRegime"],
            changed.Json["said"]!.AsArray().Select(one => one!["name"]!.ToString())
        );
        Assert.Equal(changed.ETag, (await api.GetAsync($"{Root}/settings")).ETag);
        var back = (await api.PatchAsync($"{Root}/settings", """{"values":{"monthRegime":null,"rounding":null}}""")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal("max 2", $"{back.Json["values"]!["monthRegime"]} {back.Json["said"]!.AsArray().Count}");
        (await api.PatchAsync($"{Root}/settings", """{"values":{"monthRegime":"often","other":1}}""")).Expect(
            400,
            "badRequest",
            "body values.monthRegime schemaViolation, body values.other unknownInput"
        );
    }

    [Fact]
    public async Task Who_only_reads_changes_nothing()
    {
        await using var api = await ApiWorld.OfAsync(Metaal);
        var token = await api.TokenOf(await api.AddMachineAsync(Metaal.EmployerId, Right.ManageWorkers));
        (await api.SendAsync(token, HttpMethod.Patch, Root, new { name = "X" })).Expect(403, "missingPermission");
        (await api.SendAsync(token, HttpMethod.Put, $"{Root}/sizeClasses/2026", new { sizeClass = "full" })).Expect(
            403,
            "missingPermission"
        );
        (await api.SendAsync(token, HttpMethod.Get, $"{Root}/settings")).Expect(HttpStatusCode.OK);
        var enterprise = SyntheticNumbers.Enterprise(9_999_961);
        (await api.SendAsync(token, HttpMethod.Post, "/employers", new { enterpriseNumber = enterprise, name = "New" })).Expect(
            403,
            "missingPermission"
        );
    }
}
