using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Requests;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearningAccount.Tests.Api;

/// <summary>The way of a request through the API, with a contract of four operations.</summary>
public sealed class ApiDoorTests
{
    private const string Contract = """
        openapi: 3.0.3
        info: { title: Test, version: 1.0.0 }
        servers: [{ url: /REST/test/v1 }]
        security: []
        paths:
          /things/{thingId}:
            parameters: [{ name: thingId, in: path, required: true, schema: { type: string, pattern: '^[a-z]+$' } }]
            get:
              operationId: getThing
              tags: [Things]
              parameters:
                - { name: pageSize, in: query, schema: { type: integer, minimum: 1, maximum: 100, default: 20 } }
                - { name: kind, in: query, schema: { type: array, items: { type: string, enum: [a, b] } } }
              responses: { '200': { description: ok } }
            post:
              operationId: changeThing
              tags: [Things]
              requestBody:
                required: true
                content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
              responses: { '200': { description: ok } }
          /things/bulk:
            post:
              operationId: changeThings
              tags: [Things]
              requestBody:
                x-max-body-bytes: 2097152
                content: { application/json: { schema: { type: object, additionalProperties: true } } }
              responses: { '200': { description: ok } }
          /things/query:
            post:
              operationId: failThing
              tags: [Things]
              responses: { '200': { description: ok } }
        components:
          schemas:
            Thing: { type: object, required: [name], properties: { name: { type: string, maxLength: 5 } } }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_that_keeps_to_the_contract_is_carried_out_with_its_defaults()
    {
        using var host = await StartAsync();
        using var answer = await host.GetTestClient().GetAsync(new Uri("/things/abc?kind=a&kind=b", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("abc 20 a+b", (await Json(answer))["said"]!.GetValue<string>());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("GET", "/things/ABC", null, 400, "path thingId schemaViolation")]
    [InlineData("GET", "/things/abc?pageSize=101", null, 400, "query pageSize schemaViolation")]
    [InlineData("GET", "/things/abc?pageSize=1&pageSize=2", null, 400, "query pageSize schemaViolation")]
    [InlineData("GET", "/things/abc?kind=c&page=1", null, 400, "query kind schemaViolation, query page unknownInput")]
    [InlineData("POST", "/things/abc", """{"name":"abcdef","x":1}""", 400, "body name schemaViolation, body x unknownInput")]
    [InlineData("POST", "/things/abc", "{\"name\":", 400, "body  schemaViolation")]
    [InlineData("POST", "/things/abc", "", 400, "body  schemaViolation")]
    [InlineData("GET", "/nothing", null, 404, "")]
    [InlineData("GET", "/things/", null, 404, "")]
    [InlineData("GET", "/things/abc/more", null, 404, "")]
    [InlineData("DELETE", "/things/abc", null, 405, "")]
    [InlineData("GET", "/things/query", null, 405, "")]
    [InlineData("POST", "/things/query", null, 500, "")]
    public async Task What_is_wrong_is_a_problem_with_every_fault_at_its_place(
        string method,
        string path,
        string? body,
        int status,
        string issues
    )
    {
        using var host = await StartAsync();
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.Add("Accept-Language", "de-BE, en;q=0.5");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        using var answer = await host.GetTestClient().SendAsync(request, Cancel);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("de", answer.Content.Headers.ContentLanguage.Single());
        var problem = await Json(answer);
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.StartsWith("urn:problem-type:", problem["type"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.EndsWith(
            answer.Headers.GetValues("BelGov-Trace-Id").Single(),
            problem["instance"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
        var told = problem["issues"]
            ?.AsArray()
            .Select(issue => $"{issue!["in"]} {issue["name"]} {issue["type"]!.ToString().Split(':')[^1]}");
        Assert.Equal(issues, string.Join(", ", told ?? []));
    }

    [Fact]
    public async Task Another_form_and_a_large_body_are_refused_before_they_are_read()
    {
        using var host = await StartAsync();
        var client = host.GetTestClient();
        using var xml = await client.PostAsync(
            "/things/abc",
            new StringContent("<a/>", Encoding.UTF8, "application/xml"),
            Cancel
        );
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, xml.StatusCode);
        using var latin = await client.PostAsync(
            "/things/abc",
            new StringContent("{}", Encoding.Latin1, "application/json"),
            Cancel
        );
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, latin.StatusCode);
        var large = new StringContent(new string(' ', ContractOperation.UsualBodyBytes + 1), Encoding.UTF8, "application/json");
        using var tooLarge = await client.PostAsync("/things/abc", large, Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.Equal(ContractOperation.UsualBodyBytes, (await Json(tooLarge))["limit"]!.GetValue<int>());
        using var deep = await client.PostAsync(
            "/things/abc",
            new StringContent(new string('[', 1_000), Encoding.UTF8, "application/json"),
            Cancel
        );
        Assert.Equal(HttpStatusCode.BadRequest, deep.StatusCode);
    }

    [Fact]
    public async Task An_operation_that_says_so_takes_a_larger_body_and_no_larger_one()
    {
        const int most = 2 * 1024 * 1024;
        using var host = await StartAsync();
        async Task<HttpStatusCode> Sent(int bytes)
        {
            var body = new StringContent($"{{\"a\":\"{new string('x', bytes - 8)}\"}}", Encoding.UTF8, "application/json");
            using var answer = await host.GetTestClient().PostAsync("/things/bulk", body, Cancel);
            return answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.OK, await Sent(most));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Sent(most + 1));
    }

    [Fact]
    public async Task The_trace_of_a_request_comes_back_beside_our_own_unless_it_is_none()
    {
        using var host = await StartAsync();
        async Task<string?> Related(string trace)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/things/abc");
            request.Headers.TryAddWithoutValidation("BelGov-Trace-Id", trace);
            using var answer = await host.GetTestClient().SendAsync(request, Cancel);
            return answer.Headers.TryGetValues("BelGov-Related-Trace-Id", out var values) ? values.Single() : null;
        }
        Assert.Equal("d9e35127-e9b1-4201-a211-2b52e52508df", await Related("d9e35127-e9b1-4201-a211-2b52e52508df"));
        Assert.Null(await Related("a b<script>"));
        Assert.Null(await Related(new string('a', 37)));
    }

    [Fact]
    public void A_contract_with_an_operation_that_nobody_carries_out_is_not_served() =>
        Assert.Throws<InvalidOperationException>(() => new ApiDoor(ApiContract.Of(Contract), [], NullLogger<ApiDoor>.Instance));

    private static async Task<JsonObject> Json(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!.AsObject();

    private static async Task<IHost> StartAsync()
    {
        ApiOperation[] operations =
        [
            new(
                "getThing",
                Right.Open,
                (call, _) => Said($"{call["thingId"]} {call["pageSize"]} {string.Join('+', call.Values("kind"))}")
            ),
            new("changeThing", Right.Open, (call, _) => Said(call.Body.GetProperty("name").GetString()!)),
            new(
                "changeThings",
                Right.Open,
                (call, _) => Said(call.Body.GetRawText().Length.ToString(CultureInfo.InvariantCulture))
            ),
            new("failThing", Right.Open, (_, _) => throw new InvalidOperationException("secret")),
        ];
        var door = new ApiDoor(ApiContract.Of(Contract), operations, NullLogger<ApiDoor>.Instance);
        return await new HostBuilder()
            .ConfigureWebHost(web =>
                web.UseTestServer()
                    .ConfigureServices(parts => parts.AddSingleton(TimeProvider.System))
                    .Configure(app => app.Run(door.InvokeAsync))
            )
            .StartAsync(Cancel);
    }

    private static Task<ApiAnswer> Said(string said) =>
        Task.FromResult(
            ApiAnswer.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("said", said);
                json.WriteEndObject();
            })
        );
}
