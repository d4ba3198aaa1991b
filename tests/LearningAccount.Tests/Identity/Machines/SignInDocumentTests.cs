using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LearningAccount.App.Identity.Machines;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Identity.Machines;

/// <summary>What docs/api-sign-in.md tells vendors to do is done here as it stands there, against the program as it is started.</summary>
public sealed partial class SignInDocumentTests
{
    private const string Page = "docs/api-sign-in.md";

    [Fact]
    public async Task A_vendor_who_does_as_the_page_says_is_given_a_token_that_opens_the_api()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["vendor"]);
        await DocumentScript.RunAsync(Page, "keys", folder["vendor"]);
        var registered = await InProcess.AskAsync(
            "machines",
            "register",
            "Payroll",
            "--organisation",
            "Software NV",
            "--number",
            TestMachine.FreshNumber(),
            "--contact",
            "api@example.be",
            "--key",
            Path.Combine(folder["vendor"], "payroll.pub.pem"),
            "--data",
            folder["data"]
        );
        Assert.Equal((0, ""), (registered.ExitCode, registered.Errors));
        var client = registered.Output.Trim().Split(' ')[^1];

        await using var program = await ServedProgram.StartAsync(folder.Path, "--data", folder["data"]);
        var server = program.Address.GetLeftPart(UriPartial.Authority);
        var said = await DocumentScript.RunAsync(Page, "token", folder["vendor"], ("SERVER", server), ("CLIENT", client));
        var token = JsonNode.Parse(said)!["access_token"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.NotFound, await CallAsync(token));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("x"));

        // The same by the command.
        var asked = await InProcess.AskAsync(
            "machines",
            "token",
            client,
            "--key",
            Path.Combine(folder["vendor"], "payroll.pem"),
            "--server",
            server,
            "--scopes",
            "accounts:read"
        );
        Assert.Equal((0, ""), (asked.ExitCode, asked.Errors));
        Assert.Equal(HttpStatusCode.NotFound, await CallAsync(asked.Output.Trim()));
        Assert.DoesNotContain(token.Split('.')[2], program.Said, StringComparison.Ordinal);
        var beyond = await InProcess.AskAsync(
            "machines",
            "token",
            client,
            "--key",
            Path.Combine(folder["vendor"], "payroll.pem"),
            "--server",
            server,
            "--scopes",
            "me:read"
        );
        Assert.Equal(1, beyond.ExitCode);
        Assert.StartsWith("invalid_scope", beyond.Errors, StringComparison.Ordinal);

        // An employer that nobody let it in at is none.
        async Task<HttpStatusCode> CallAsync(string bearer)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{AccessTokens.ApiPath}/employers/0999990222/accounts");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var answer = await program.Http.SendAsync(request, cancel);
            return answer.StatusCode;
        }
    }

    [Fact]
    public void The_page_tells_every_scope()
    {
        var told = Row()
            .Matches(Project.Read(Page).Split("<!-- scopes -->")[1])
            .Select(row => (row.Groups["scope"].Value, row.Groups["says"].Value));
        Assert.Equal(ApiScopes.All.Select(scope => (ApiScopes.Short(scope), ApiScopes.Says(scope, Language.En))), told);
    }

    [GeneratedRegex(
        @"^\| `(?<scope>[a-z]+:[a-z]+)` \| (?<says>.+) \|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Row();
}
