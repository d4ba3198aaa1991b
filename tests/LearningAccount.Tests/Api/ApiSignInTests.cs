using LearningAccount.App.Api.Contract;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>Tokens at the API's door: whom they let in, and what is said to whoever they do not.</summary>
public sealed class ApiSignInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_contract_names_the_scopes_there_are_and_no_others()
    {
        var contract = ApiContract.Shipped;
        var named = contract.Document["components"]!["securitySchemes"]!["oauth2"]!["flows"]!["clientCredentials"]!["scopes"]!;
        Assert.Equal(
            ApiScopes.All.Order(StringComparer.Ordinal),
            named.AsObject().Select(scope => scope.Key).Order(StringComparer.Ordinal)
        );
        Assert.True(ApiScopes.Has(contract.Operations.SelectMany(operation => operation.Scopes)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_token_opens_the_employers_that_let_its_machine_in_and_tells_nothing_of_others(Engine engine)
    {
        var (own, other) = (PagesTests.Company(1, 9_999_911), PagesTests.Company(1, 9_999_912));
        await using var api = await ApiWorld.StartAsync(database => PagesTests.Record(database, own, other), engine);
        using var machine = await TestMachine.Register(api.Database);
        var token = await machine.TokenAsync(api.Portal);
        var (ours, theirs) = ($"/employers/{own.Number.Digits}/accounts", $"/employers/{other.Number.Digits}/accounts");
        Assert.Equal((404, "resourceNotFound"), await AskAsync(api, token, ours));
        var grant = await machine.GrantAsync(own.EmployerId);
        Assert.Equal((200, ""), await AskAsync(api, token, ours));
        Assert.Equal((404, "resourceNotFound"), await AskAsync(api, token, theirs));
        Assert.Equal((404, "resourceNotFound"), await AskAsync(api, token, "/employers/0999990123/accounts"));

        // A token for something else says which scope is missing; none, a wrong one and an old one are told apart.
        var narrow = await machine.TokenAsync(api.Portal, "trainings:read");
        Assert.Equal((403, "missingScope"), await AskAsync(api, narrow, ours));
        Assert.Equal((401, "noAccessToken"), await AskAsync(api, null, ours));
        Assert.Equal((401, "invalidAccessToken"), await AskAsync(api, "nonsense", ours));
        await Change.Make(
            api.Database,
            new Author("test", Door.Command),
            change => GrantAccess.End(change, own.EmployerId, grant, Cancel),
            Cancel
        );
        Assert.Equal((404, "resourceNotFound"), await AskAsync(api, token, ours));
        await Change.Make(
            api.Database,
            new Author("test", Door.Command),
            change => RegisterMachine.Open(change, machine.Id, isOpen: false, Cancel),
            Cancel
        );
        Assert.Equal((401, "invalidAccessToken"), await AskAsync(api, token, ours));
        api.Portal.Clock.Now += TimeSpan.FromMinutes(10);
        Assert.Equal((401, "expiredAccessToken"), await AskAsync(api, token, ours));
    }

    private static async Task<(int Status, string Problem)> AskAsync(ApiWorld api, string? token, string path)
    {
        var reply = await api.SendAsync(token, HttpMethod.Get, path);
        return (reply.Status, reply.Status == 200 ? "" : reply.Problem);
    }
}
