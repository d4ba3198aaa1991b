using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Reference;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Sandbox;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Harness;

/// <summary>
/// The REST API as it is served, asked by machines with tokens of their own. Every answer is held against the contract: its
/// status, headers, media type and every member of its body, problems too.
/// </summary>
internal sealed class ApiWorld : IAsyncDisposable
{
    private static readonly PathTree Addresses = PathTree.Of(ApiContract.Shipped.Operations);
    private static readonly HashSet<string> IssueCodes = [.. CodeLists.Of("issueCodes").Select(code => code.Code)];
    private readonly List<TestMachine> machines = [];
    private static readonly TimeSpan TokenServes = TimeSpan.FromMinutes(9);
    private readonly Dictionary<TestMachine, (string Text, DateTimeOffset From)> tokens = [];

    private ApiWorld(ServedPortal portal) => Portal = portal;

    public ServedPortal Portal { get; }
    public Database Database => Portal.Database;

    /// <summary>What <see cref="SendAsync(HttpMethod, string, object?, string?)"/> is sent by, where nobody else is named.</summary>
    public TestMachine Machine => machines[0];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="world">Writes what is there from the start.</param>
    /// <param name="settings">The text of settings.json.</param>
    public static async Task<ApiWorld> StartAsync(
        Func<Database, Task>? world = null,
        Engine engine = Engine.Sqlite,
        string? settings = null
    ) => new(await ServedPortal.StartAsync(world, engine: engine, settings: settings));

    /// <summary>A sandbox as it is made, asked by its payroll program.</summary>
    public static async Task<ApiWorld> OfSandboxAsync(Engine engine = Engine.Sqlite)
    {
        var portal = await ServedPortal.StartAsync(database => FillSandbox.Do(database, Cancel), engine: engine, asSandbox: true);
        var world = new ApiWorld(portal);
        world.machines.Add(await TestMachine.InSandbox(world.Database, FillSandbox.Payroll));
        return world;
    }

    /// <summary>The program over an employer, with a machine that may do everything there.</summary>
    public static async Task<ApiWorld> OfAsync(World employer, Engine engine = Engine.Sqlite)
    {
        var world = await StartAsync(employer.RecordedIn, engine);
        await world.AddMachineAsync(employer.EmployerId, [.. Grant.Givable]);
        return world;
    }

    /// <summary>A machine with every scope and these rights at an employer.</summary>
    public async Task<TestMachine> AddMachineAsync(Guid employer, params Right[] rights)
    {
        var machine = await TestMachine.Register(Database);
        machines.Add(machine);
        await machine.GrantAsync(employer, rights);
        return machine;
    }

    /// <summary>Sends with the token of <see cref="Machine"/>.</summary>
    /// <param name="path">Below the API's own: <c>/employers</c>.</param>
    /// <param name="body">Written as JSON; a text as it stands.</param>
    public async Task<ApiReply> SendAsync(HttpMethod method, string path, object? body = null, string? key = null) =>
        await SendAsync(await TokenOf(Machine), method, path, body, key is null ? [] : [(Repeats.Header, key)]);

    public Task<ApiReply> GetAsync(string path, params (string Name, string Value)[] headers) =>
        FromMachineAsync(HttpMethod.Get, path, null, headers);

    public Task<ApiReply> PostAsync(string path, object body, params (string Name, string Value)[] headers) =>
        FromMachineAsync(HttpMethod.Post, path, body, headers);

    public Task<ApiReply> PutAsync(string path, object body, params (string Name, string Value)[] headers) =>
        FromMachineAsync(HttpMethod.Put, path, body, headers);

    public Task<ApiReply> PatchAsync(string path, object body, params (string Name, string Value)[] headers) =>
        FromMachineAsync(HttpMethod.Patch, path, body, headers);

    public Task<ApiReply> DeleteAsync(string path, params (string Name, string Value)[] headers) =>
        FromMachineAsync(HttpMethod.Delete, path, null, headers);

    public async Task<string> TokenOf(TestMachine machine)
    {
        // Where a test has moved the clock on, another one is asked for.
        if (!tokens.TryGetValue(machine, out var token) || Portal.Clock.Now - token.From > TokenServes)
        {
            tokens[machine] = token = (await machine.TokenAsync(Portal), Portal.Clock.Now);
        }
        return token.Text;
    }

    /// <param name="token">Null: none is sent.</param>
    public async Task<ApiReply> SendAsync(
        string? token,
        HttpMethod method,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, $"{ApiContract.Root}{path}");
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }
        var type = "application/json";
        foreach (var (name, value) in headers)
        {
            if (name is "Content-Type")
            {
                type = value;
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
        if (body is HttpContent content)
        {
            request.Content = content;
        }
        else if (body is not null)
        {
            var text = body is string written ? written : JsonSerializer.Serialize(body);
            request.Content = new StringContent(text, Encoding.UTF8, type);
        }
        using var answer = await Portal.Http.SendAsync(request, Cancel);
        var reply = new ApiReply(
            (int)answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(one => one.Key, one => string.Join(", ", one.Value)),
            await answer.Content.ReadAsStringAsync(Cancel)
        );
        CheckByContract(method, path.Split('?')[0], reply);
        return reply;
    }

    public async ValueTask DisposeAsync()
    {
        machines.ForEach(machine => machine.Dispose());
        await Portal.DisposeAsync();
    }

    private async Task<ApiReply> FromMachineAsync(
        HttpMethod method,
        string path,
        object? body,
        (string Name, string Value)[] headers
    ) => await SendAsync(await TokenOf(Machine), method, path, body, headers);

    /// <summary>An answer says what the contract says, and nothing else.</summary>
    internal static void CheckByContract(HttpMethod method, string path, ApiReply reply)
    {
        if (
            Addresses.Find(path) is not var (methods, _)
            || !methods.TryGetValue(method == HttpMethod.Head ? "GET" : method.Method, out var operation)
        )
        {
            CheckBody(reply, new Dictionary<string, ContractSchema?> { ["application/problem+json"] = Problem }, "no operation");
            return;
        }
        var status = reply.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!operation.Answers.TryGetValue(status, out var answer))
        {
            Assert.True(
                reply.Status >= 400 && operation.Answers.TryGetValue("default", out answer),
                $"{operation.Id} answers {status}, which the contract does not say: {reply.Text}"
            );
        }
        foreach (var header in new[] { "ETag", "Location", "Idempotency-Replayed", "Retry-After" })
        {
            if (reply.Status < 400 && reply.Status != 304 && reply.Headers.ContainsKey(header))
            {
                Assert.True(
                    answer!.Headers.Contains(header),
                    $"{operation.Id} {status} has {header}, which the contract does not say."
                );
            }
        }
        if (reply.Text.Length > 0 || answer!.Contents.Count > 0)
        {
            CheckBody(reply, answer!.Contents, $"{operation.Id} {status}");
        }
    }

    /// <summary>Every issue has a code, and its sentence stands in the list of them.</summary>
    private static void CheckCodes(JsonElement body, string what)
    {
        if (body.ValueKind is JsonValueKind.Object && body.TryGetProperty("issues", out var issues))
        {
            var codes = issues.EnumerateArray().Select(issue => issue.GetProperty("code").GetString()!);
            Faults.None(codes.Where(code => !IssueCodes.Contains(code)).Select(code => $"{what}: {code} is not in the list."));
        }
    }

    private static ContractSchema Problem => ApiContract.Shipped.Schemas["Problem"];

    private static void CheckBody(ApiReply reply, IReadOnlyDictionary<string, ContractSchema?> contents, string what)
    {
        Assert.True(
            contents.TryGetValue(reply.MediaType ?? "", out var schema),
            $"{what} has a body of {reply.MediaType}, which the contract does not say: {reply.Text}"
        );
        if (schema is null || reply.MediaType?.EndsWith("json", StringComparison.Ordinal) is not true)
        {
            return;
        }
        // Lines are each what the schema says.
        string[] parts = reply.MediaType is "application/x-ndjson" ? reply.Text.TrimEnd('\n').Split('\n') : [reply.Text];
        foreach (var part in parts)
        {
            using var document = JsonDocument.Parse(part);
            Faults.None(AnswerCheck.Of(document.RootElement, schema).Select(fault => $"{what}: {fault}"));
            CheckCodes(document.RootElement, what);
        }
    }
}

/// <summary>An answer of the API.</summary>
internal sealed record ApiReply(int Status, string? MediaType, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The version, with its quotes.</summary>
    public string ETag => Headers["ETag"];
    public JsonArray Items => Json["items"]!.AsArray();

    /// <summary>The places and kinds of a problem's issues: <c>body hours invalidInput</c>.</summary>
    public string Issues =>
        string.Join(
            ", ",
            (Json["issues"]?.AsArray() ?? []).Select(issue =>
                $"{issue!["in"]} {issue["name"]} {issue["type"]!.ToString().Split(':')[^1]}"
            )
        );

    /// <summary>The last part of a problem's type.</summary>
    public string Problem => Json["type"]!.ToString().Split(':')[^1];

    public ApiReply Expect(HttpStatusCode status)
    {
        Assert.True((int)status == Status, $"{Status} where {(int)status} was expected: {Text}");
        return this;
    }

    public ApiReply Expect(int status, string problem, string? issues = null)
    {
        Assert.True(status == Status, $"{Status} where {status} was expected: {Text}");
        Assert.Equal(problem, Problem);
        if (issues is not null)
        {
            Assert.Equal(issues, Issues);
        }
        return this;
    }
}
