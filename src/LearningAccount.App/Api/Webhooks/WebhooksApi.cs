using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Events;
using LearningAccount.App.Events.Webhooks;
using LearningAccount.Records.Access;
using LearningAccount.Records.Events;
using LearningAccount.Records.Events.Webhooks;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Webhooks;

/// <summary>Addresses to which a program has changes sent. They are the program's own: nobody else reads or changes them here.</summary>
internal static class WebhooksApi
{
    private const string IdParameter = "webhookId";
    private const string Address = "address";

    // Each holds a request open for ten seconds, at most.
    private const int MostTests = 20;
    private static readonly SemaphoreSlim Tests = new(MostTests, MostTests);

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listWebhooks", Right.SignedIn, List),
            new("createWebhook", Right.SignedIn, Create),
            new("readWebhook", Right.SignedIn, Read),
            new("changeWebhook", Right.SignedIn, Change),
            new("removeWebhook", Right.SignedIn, Remove),
            new("rotateWebhookSecret", Right.SignedIn, Rotate),
            new("testWebhook", Right.SignedIn, Test),
            new("replayWebhook", Right.SignedIn, Replay),
            new("listWebhookDeliveries", Right.SignedIn, ListDeliveries),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var numbered = new List<(Webhook Webhook, string? Number)>();
        foreach (var one in await call.Part<KeptWebhooks>().Of(Machine(call), cancel))
        {
            numbered.Add((one, await NumberOf(call, one, cancel)));
        }
        return Paging.Whole(
            call,
            numbered,
            (json, one) =>
            {
                json.WriteString("href", WebhookJson.LinkOf(call, one.Webhook));
                WebhookJson.Members(json, one.Webhook, one.Number);
            }
        );
    }

    private static async Task<ApiAnswer> Create(ApiCall call, CancellationToken cancel)
    {
        var (shown, kept) = call.Part<WebhookSecrets>().Make();
        var place = await call.Part<ReadEvents>().End(cancel);
        var blank = new Webhook
        {
            WebhookId = Guid.CreateVersion7(call.Now),
            MachineId = Machine(call),
            Address = "",
            Root = "",
            Description = null,
            NarrowedTo = null,
            Kinds = null,
            BatchSize = 1,
            State = WebhookState.Active,
            Secret = kept,
            MadeAt = call.Now,
            ChangedAt = call.Now,
            Place = place.ToString(),
            DueAt = call.Now,
        };
        var made = await SentWebhook.On(blank, call, cancel);
        if (!await call.Part<KeptWebhooks>().Add(made, cancel))
        {
            throw new RefusedException("webhook.many", Address, ("most", $"{KeptWebhooks.MostOfOne}"));
        }
        var number = await NumberOf(call, made, cancel);
        return ApiAnswer.Created(
            WebhookJson.LinkOf(call, made),
            json =>
            {
                json.WriteStartObject();
                json.WriteString("self", WebhookJson.LinkOf(call, made));
                WebhookJson.Members(json, made, number);
                json.WriteString("secret", shown);
                json.WriteEndObject();
            }
        ) with
        {
            ETag = ETagOf(made),
        };
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel) =>
        await Document(call, await Find(call, cancel), cancel);

    private static async Task<ApiAnswer> Change(ApiCall call, CancellationToken cancel)
    {
        var known = await Find(call, cancel);
        call.CheckIfMatch(ETagOf(known));
        var said = await SentWebhook.On(known, call, cancel);
        var asked = call.Body.CodeOf<WebhookState>("state");
        var isPutOn = asked is WebhookState.Active && known.State is not WebhookState.Active;
        if (asked is { } state)
        {
            said = said with { State = state, DisabledReason = null, DisabledAt = null };
        }
        await Keep(call, said, isPutOn, cancel);
        return await Document(call, await Find(call, cancel), cancel);
    }

    private static async Task<ApiAnswer> Remove(ApiCall call, CancellationToken cancel)
    {
        var known = await Find(call, cancel);
        call.CheckIfMatch(ETagOf(known));
        await call.Part<KeptWebhooks>().Remove(known, cancel);
        return ApiAnswer.NoContent;
    }

    private static async Task<ApiAnswer> Rotate(ApiCall call, CancellationToken cancel)
    {
        var known = await Find(call, cancel);
        call.CheckIfMatch(ETagOf(known));
        var hours = int.Parse(call["overlapHours"]!, CultureInfo.InvariantCulture);
        var (shown, kept) = call.Part<WebhookSecrets>().Make();
        // Where the old one cannot be read, it is of no use, and with another there is nothing to wait for.
        var isLost = known.DisabledReason is WebhookEnd.SecretLost;
        var overlaps = hours > 0 && !isLost;
        var said = (isLost ? known.On : known) with
        {
            Secret = kept,
            OldSecret = overlaps ? known.Secret : null,
            OldSecretUntil = overlaps ? call.Now.AddHours(hours) : null,
        };
        await Keep(call, said, isPutOn: isLost, cancel);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("secret", shown);
            json.Instant("previousSecretUntil", said.OldSecretUntil);
            json.WriteEndObject();
        });
    }

    private static async Task<ApiAnswer> Test(ApiCall call, CancellationToken cancel)
    {
        var known = await Find(call, cancel);
        if (!await Tests.WaitAsync(TimeSpan.Zero, cancel))
        {
            throw new ProblemException(Problem.TooManyRequests(MostTests, 10));
        }
        try
        {
            var (message, outcome) = await call.Part<SendWebhooks>().Test(known, cancel);
            return ApiAnswer.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("messageId", message.MessageId);
                json.WriteBoolean("isDelivered", outcome.IsDelivered);
                json.Whole("status", outcome.Status);
                json.Code("fault", outcome.Fault);
                json.WriteEndObject();
            });
        }
        catch (CryptographicException)
        {
            throw new RefusedException("webhook.secretLost", IdParameter);
        }
        finally
        {
            Tests.Release();
        }
    }

    private static async Task<ApiAnswer> Replay(ApiCall call, CancellationToken cancel)
    {
        var known = await Find(call, cancel);
        var events = call.Part<ReadEvents>();
        EventCursor from;
        if (call.Body.TextOf("after") is { } text)
        {
            from = EventCursor.Of(text) is { OfEmployer: false } cursor ? cursor : throw SentFacts.Wrong("after", "cursor", text);
        }
        else
        {
            var since = DateTimeOffset.Parse(call.Body.TextOf("since")!, CultureInfo.InvariantCulture);
            from = await events.Since(call.Visitor, since, cancel);
        }
        await call.Part<KeptWebhooks>().Replay(known, from, cancel);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("cursor", from.ToString());
            json.WriteEndObject();
        });
    }

    private static async Task<ApiAnswer> ListDeliveries(ApiCall call, CancellationToken cancel)
    {
        var known = await Find(call, cancel);
        var (page, size) = Paging.Asked(call);
        var (shown, total) = await call.Part<KeptWebhooks>().Deliveries(known, (page - 1L) * size, size, cancel);
        return Paging.Of(call, shown, total, WebhookJson.Delivery, json => WebhookJson.Standing(json, known));
    }

    private static async Task Keep(ApiCall call, Webhook said, bool isPutOn, CancellationToken cancel)
    {
        if (!await call.Part<KeptWebhooks>().Change(said, isPutOn, cancel))
        {
            throw new ProblemException(Problem.ChangedMeanwhile());
        }
    }

    private static async Task<ApiAnswer> Document(ApiCall call, Webhook one, CancellationToken cancel)
    {
        var number = await NumberOf(call, one, cancel);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", WebhookJson.LinkOf(call, one));
            WebhookJson.Members(json, one, number);
            json.WriteEndObject();
        }) with
        {
            ETag = ETagOf(one),
        };
    }

    private static async Task<Webhook> Find(ApiCall call, CancellationToken cancel) =>
        await call.Part<KeptWebhooks>().Find(call.Id(IdParameter), Machine(call), cancel)
        ?? throw new ProblemException(
            Problem.NotFound(
                new InputIssue(
                    InputIssue.ReferencedResourceNotFound,
                    InputPlace.Path,
                    IdParameter,
                    call[IdParameter],
                    "api.issue.webhookUnknown"
                )
            )
        );

    /// <exception cref="ProblemException">403: a person has pages, and no webhooks.</exception>
    private static Guid Machine(ApiCall call) =>
        call.Visitor.IsMachine ? call.Visitor.UserId : throw new ProblemException(Problem.MissingPermission());

    private static async Task<string?> NumberOf(ApiCall call, Webhook one, CancellationToken cancel) =>
        one.NarrowedTo is { } employer ? await call.Part<EmployerNumbers>().Of(employer, cancel) : null;

    private static string ETagOf(Webhook one) => $"{one.Version:x}";
}
