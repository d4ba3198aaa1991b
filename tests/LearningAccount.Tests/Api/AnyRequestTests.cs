using System.Text.Json.Nodes;
using LearningAccount.App.Api;
using LearningAccount.App.Api.Contract;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Api;

/// <summary>Requests that nobody thought of, made from the contract alone; and every operation asked by everybody.</summary>
public sealed class AnyRequestTests
{
    private const int EachTime = 6;

    // Sent many times over with nonsense they would go out to other machines, or end the test's own world.
    private static readonly string[] LeftOut = ["resetSandbox"];

    private static ContractOperation[] Guarded =>
        [.. ApiContract.Shipped.Operations.Where(operation => !operation.IsOpen && !LeftOut.Contains(operation.Id))];

    [Fact]
    public async Task What_keeps_to_the_contract_never_fails_and_what_does_not_is_told_at_its_place()
    {
        await using var api = await WorldAsync();
        var any = new AnyRequest(20_261_123);
        var faults = new List<string>();
        foreach (var operation in Guarded)
        {
            var schema = operation.Bodies.Values.OfType<ContractSchema>().FirstOrDefault(one => one.Type is ContractType.Object);
            for (var time = 0; time < EachTime; time++)
            {
                var body = schema is null ? null : any.Value(schema)!.AsObject();
                var reply = await SendAsync(api, operation, any.Address(operation, Known()), body);
                if (reply.Status >= 500)
                {
                    faults.Add($"{operation.Id}: {reply.Status} for {body?.ToJsonString()}");
                }
                if (reply.Status is 400 && reply.Issues.Contains("body", StringComparison.Ordinal) && IsOfForm(reply))
                {
                    faults.Add($"{operation.Id}: {reply.Issues} for {body?.ToJsonString()}");
                }
            }
            if (schema is null || schema.Kinds.Count > 0)
            {
                continue;
            }
            var right = any.Value(schema)!.AsObject();
            foreach (var (broken, place, issue) in AnyRequest.Broken(right, schema))
            {
                var reply = await SendAsync(api, operation, any.Address(operation, Known()), broken);
                // What the address names may not be there, or not for a machine; what is wrong in the body is then never looked at.
                if (reply.Status is not (400 or 403 or 404) || (reply.Status is 400 && !Names(reply, place, issue)))
                {
                    faults.Add($"{operation.Id}: {reply.Status} {reply.Issues} where {place} {issue} was sent");
                }
            }
        }
        Faults.None(faults);
    }

    [Fact]
    public async Task Every_operation_turns_away_whoever_it_is_not_for()
    {
        await using var api = await WorldAsync();
        var stranger = await TestMachine.Register(api.Database, scopes: ApiScopes.All.Where(scope => !ApiScopes.IsOwn(scope)));
        var reader = await TestMachine.Register(api.Database);
        await reader.GrantAsync(Company.EmployerId);
        var any = new AnyRequest(7);
        var faults = new List<string>();
        foreach (var operation in Guarded)
        {
            var right = ApiHost.Operations.Single(one => one.Id == operation.Id).Right;
            var address = any.Address(operation, Known());
            await Expect(null, 401, "noAccessToken");
            var other = ApiScopes.OfMachines.First(scope => !operation.Scopes.Contains(scope));
            await Expect(await reader.TokenAsync(api.Portal, other), 403, "missingScope");
            if (!operation.Path.Contains("{employerNumber}", StringComparison.Ordinal))
            {
                continue;
            }
            await Expect(await stranger.TokenAsync(api.Portal), 404, "resourceNotFound");
            if (right is not Right.ReadEmployer)
            {
                await Expect(await reader.TokenAsync(api.Portal), 403, "missingPermission");
            }

            async Task Expect(string? token, int status, string problem)
            {
                var reply = await api.SendAsync(token, new(operation.Method), address);
                if (reply.Status != status || reply.Problem != problem)
                {
                    faults.Add($"{operation.Id} ({right}): {reply.Status} {reply.Text} where {problem} was expected");
                }
            }
        }
        Faults.None(faults);
    }

    private static readonly World Company = World
        .With("Maes Metaal", 9_999_958)
        .OfSize(SizeClass.Full)
        .AndWorker()
        .Employed("2024-01-01")
        .Trained("2026-03-02", "1");

    private static async Task<ApiWorld> WorldAsync()
    {
        var api = await ApiWorld.StartAsync(
            Company.RecordedIn,
            settings: """{ "api": { "requestsPerSecond": 100000, "burstSeconds": 60 } }"""
        );
        await api.AddMachineAsync(Company.EmployerId, [.. Grant.Givable]);
        return api;
    }

    private static Dictionary<string, string> Known() =>
        new(StringComparer.Ordinal)
        {
            ["employerNumber"] = Company.Number.Digits,
            ["workerId"] = Company.WorkerIds[0].ToString("D"),
        };

    private static Task<ApiReply> SendAsync(ApiWorld api, ContractOperation operation, string address, JsonObject? body) =>
        SendAsync(api, operation, address, body, operation.Bodies.Keys.FirstOrDefault() ?? "application/json");

    private static async Task<ApiReply> SendAsync(
        ApiWorld api,
        ContractOperation operation,
        string address,
        JsonObject? body,
        string type
    ) =>
        await api.SendAsync(
            await api.TokenOf(api.Machine),
            new(operation.Method),
            address,
            body?.ToJsonString(),
            ("Content-Type", type)
        );

    private static bool IsOfForm(ApiReply reply) =>
        reply.Issues.Contains("schemaViolation", StringComparison.Ordinal)
        || reply.Issues.Contains("unknownInput", StringComparison.Ordinal);

    private static bool Names(ApiReply reply, string place, string issue) =>
        reply.Json["issues"]!
            .AsArray()
            .Any(one =>
                one!["type"]!.ToString().EndsWith(issue, StringComparison.Ordinal)
                && one["name"]!.ToString().StartsWith(place, StringComparison.Ordinal)
            )
        // Where exactly one of several is asked for, the place is the object they stand in.
        || reply.Json["issues"]!.AsArray().Any(one => one!["name"]!.ToString().Length == 0);
}
