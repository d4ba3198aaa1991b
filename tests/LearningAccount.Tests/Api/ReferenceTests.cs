using System.Net;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Reference;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Api;

/// <summary>The codes of the contract and their words, open to everybody.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public async Task Every_list_is_read_by_nobody_in_particular_and_kept()
    {
        await using var api = await ApiWorld.StartAsync();
        var lists = (await api.SendAsync(null, HttpMethod.Get, "/refData")).Expect(HttpStatusCode.OK);
        Assert.Equal(CodeLists.Names, lists.Items.Select(one => one!["name"]!.ToString()));
        foreach (var name in CodeLists.Names)
        {
            var codes = (await api.SendAsync(null, HttpMethod.Get, $"/refData/{name}")).Expect(HttpStatusCode.OK);
            Assert.NotEmpty(codes.Items);
            Assert.StartsWith("public", codes.Headers["Cache-Control"], StringComparison.Ordinal);
            Assert.All(
                codes.Items,
                one => Assert.Equal(4, one!["label"]!.AsObject().Count(word => word.Value!.ToString().Length > 0))
            );
            var again = await api.SendAsync(null, HttpMethod.Get, $"/refData/{name}", null, ("If-None-Match", codes.ETag));
            again.Expect(HttpStatusCode.NotModified);
            var first = new Uri(codes.Items[0]!["href"]!.ToString()).AbsolutePath[ApiContract.Root.Length..];
            var code = (await api.SendAsync(null, HttpMethod.Get, first)).Expect(HttpStatusCode.OK);
            Assert.Equal(codes.Items[0]!["code"]!.ToString(), code.Json["code"]!.ToString());
        }
        (await api.SendAsync(null, HttpMethod.Get, "/refData/endReasons/none")).Expect(404, "resourceNotFound");
        (await api.SendAsync(null, HttpMethod.Get, "/refData/nothing")).Expect(
            400,
            "badRequest",
            "path codeList schemaViolation"
        );
    }

    [Fact]
    public void No_code_of_a_list_stands_for_two_things() =>
        Faults.None(
            CodeLists
                .Names.Where(list => list is not CodeLists.JointCommittees)
                .SelectMany(list =>
                    CodeLists
                        .Of(list)
                        .GroupBy(code => code.Code)
                        .Where(same => same.Count() > 1)
                        .Select(same => $"{list} {same.Key}")
                )
        );

    [Theory]
    [InlineData("sizeClasses", "SizeClass")]
    [InlineData("workerCategories", "WorkerCategoryCode")]
    [InlineData("endReasons", "EndReason")]
    [InlineData("suspensionKinds", "SuspensionKindCode")]
    public void A_list_has_the_codes_that_the_contract_allows(string list, string schema) =>
        Assert.Equal(
            ApiContract.Shipped.Schemas[schema].Allowed!.Order(StringComparer.Ordinal),
            CodeLists.Of(list).Select(code => code.Code).Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task Settings_tell_their_values_and_committees_their_agreements()
    {
        await using var api = await ApiWorld.StartAsync();
        var month = (await api.SendAsync(null, HttpMethod.Get, "/refData/settings/monthRegime")).Expect(HttpStatusCode.OK);
        Assert.Equal("max", month.Json["default"]!.ToString());
        Assert.Equal(4, month.Json["values"]!.AsArray().Count);
        var committees = (await api.SendAsync(null, HttpMethod.Get, "/refData/jointCommittees")).Expect(HttpStatusCode.OK);
        Assert.Contains(committees.Items, one => one!["knowledge"]!.ToString() is "inForce" && one["agreements"] is not null);
    }
}
