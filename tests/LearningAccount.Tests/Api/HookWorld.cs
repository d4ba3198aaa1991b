using System.Net;
using LearningAccount.App.Events;
using LearningAccount.App.Events.Webhooks;
using LearningAccount.App.Settings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Events;
using LearningAccount.Records.Events.Webhooks;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Api;

/// <summary>The API, a program of an employer that follows it by a webhook, and the receiver at its address.</summary>
internal sealed class HookWorld : IAsyncDisposable
{
    private const string Loopback = """{ "webhooks": { "allowLoopback": true } }""";
    private readonly World employer;

    private HookWorld(World employer, ApiWorld api, ReceivingHook receiver, TestMachine machine) =>
        (this.employer, Api, Receiver, Machine) = (employer, api, receiver, machine);

    public ApiWorld Api { get; }
    public ReceivingHook Receiver { get; }
    public TestMachine Machine { get; }

    /// <summary>The grant by which the program reads the employer.</summary>
    public Guid GrantId { get; private init; }

    /// <summary>The webhook that was made last.</summary>
    public Guid WebhookId { get; private set; }
    public string Secret { get; private set; } = "";
    public string Path => $"/webhooks/{WebhookId:D}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<HookWorld> StartAsync(World employer, Engine engine = Engine.Sqlite, string settings = Loopback)
    {
        var api = await ApiWorld.StartAsync(employer.RecordedIn, engine, settings);
        var machine = await api.AddMachineAsync(employer.EmployerId);
        var grants = await GrantsOf(api.Database, machine.Id);
        return new(employer, api, await ReceivingHook.StartAsync(), machine) { GrantId = grants[0].GrantId };
    }

    /// <summary>Makes a webhook to the receiver.</summary>
    public async Task<ApiReply> CreateAsync(object? body = null)
    {
        var made = (await Api.PostAsync("/webhooks", body ?? new { address = Receiver.Address })).Expect(HttpStatusCode.Created);
        WebhookId = Guid.Parse(made.Json["webhookId"]!.ToString());
        Secret = made.Json["secret"]!.ToString();
        return made;
    }

    /// <summary>Registers trainings, a line of the journal each.</summary>
    public async Task TrainAsync(params string[] titles)
    {
        foreach (var title in titles)
        {
            await TrainAsync(employer, 0, title);
        }
    }

    public Task TrainAsync(World at, int worker, string title) => TrainAsync(Api.Database, at, worker, title);

    public static Task TrainAsync(Database database, World at, int worker, string title) =>
        Change.Make(
            database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(at.EmployerId, "registerTraining", Cancel);
                change.Insert(Tables.Training, Synthetic.Training(at.EmployerId, at.WorkerIds[worker], title));
            },
            Cancel
        );

    /// <summary>The same with requests posted in another way.</summary>
    public Task<int> SendAsync(PostWebhook post)
    {
        var portal = Api.Portal;
        var send = new SendWebhooks(
            portal.Part<ServeWebhooks>(),
            portal.Part<MachineVisitors>(),
            portal.Part<ReadEvents>(),
            portal.Part<EmployerNumbers>(),
            post,
            portal.Part<InstallationSettings>(),
            portal.Clock
        );
        return send.Do(WebhookId, Cancel);
    }

    /// <summary>Serves the webhook once, as the work by itself does.</summary>
    /// <returns>How many requests were taken.</returns>
    public Task<int> SendAsync() => Api.Portal.Part<SendWebhooks>().Do(WebhookId, Cancel);

    public async Task<ApiReply> ReadAsync() => (await Api.GetAsync(Path)).Expect(HttpStatusCode.OK);

    public async Task<ApiReply> DeliveriesAsync() => (await Api.GetAsync($"{Path}/deliveries")).Expect(HttpStatusCode.OK);

    public void Wait(TimeSpan time) => Api.Portal.Clock.Now += time;

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await Api.DisposeAsync();
    }

    private static async Task<IReadOnlyList<Grant>> GrantsOf(Database database, Guid machine)
    {
        await using var connection = await database.Connect(Cancel);
        return await ReadAccess.GrantsOf(connection, machine, Cancel);
    }
}
