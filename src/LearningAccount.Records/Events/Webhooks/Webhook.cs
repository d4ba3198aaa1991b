using System.Collections.Immutable;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Events.Webhooks;

public enum WebhookState
{
    Active,

    /// <summary>Its program wants nothing for now.</summary>
    Paused,

    /// <summary>We gave up; its program puts it on again.</summary>
    Disabled,
}

/// <summary>Why nothing is sent any more until its program says so.</summary>
public enum WebhookEnd
{
    /// <summary>The receiver says that the address is gone (410).</summary>
    Gone,

    /// <summary>For days nothing could be delivered.</summary>
    Failing,

    /// <summary>Its secret cannot be read with the keys of this installation: a new one has to be made.</summary>
    SecretLost,
}

/// <summary>Why something was not delivered.</summary>
public enum WebhookFault
{
    /// <summary>Another status than 200 to 299.</summary>
    Status,

    /// <summary>A redirect, which is not followed.</summary>
    Redirect,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>Nobody listens there, or the connection broke.</summary>
    NotReached,

    /// <summary>No secure connection: its certificate is not trusted, has ended, or is of another name.</summary>
    NotSecure,

    /// <summary>There is no such name.</summary>
    NameUnknown,

    /// <summary>The name leads where nothing is sent to: into a private network, to this machine.</summary>
    AddressRefused,
}

/// <summary>An address to which a program has changes sent, and how far it came.</summary>
public sealed record Webhook
{
    public required Guid WebhookId { get; init; }

    /// <summary>Whose it is: it is told what that machine may read.</summary>
    public required Guid MachineId { get; init; }
    public required string Address { get; init; }

    /// <summary>The address of the API as its program reached it, without a slash at its end; links in events begin with it.</summary>
    public required string Root { get; init; }
    public required string? Description { get; init; }

    /// <summary>Events of this employer alone; null: of all its program may read.</summary>
    public required Guid? NarrowedTo { get; init; }

    /// <summary>Codes of <see cref="EventKind"/> with commas between; null: all.</summary>
    public required string? Kinds { get; init; }

    /// <summary>Events in one request, at most; 1: each by itself.</summary>
    public required long BatchSize { get; init; }
    public required WebhookState State { get; init; }
    public WebhookEnd? DisabledReason { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Another one with each change of what its program is shown of it.</summary>
    public long Version { get; init; } = 1;

    /// <summary>What signs, protected.</summary>
    public required string Secret { get; init; }

    /// <summary>The one before, which signs besides for a while; null: none.</summary>
    public string? OldSecret { get; init; }
    public DateTimeOffset? OldSecretUntil { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The text of the cursor after the last event that was delivered.</summary>
    public required string Place { get; init; }

    /// <summary>Nothing is sent before.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>In vain, one after the other.</summary>
    public long Attempts { get; init; }
    public DateTimeOffset? FailingSince { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Of whoever sends at the moment; null: nobody.</summary>
    public string? Lease { get; init; }

    /// <summary>True where a person or its program puts it on again; one that cannot sign needs another secret first.</summary>
    public bool CanBePutOn => State is WebhookState.Disabled && DisabledReason is not WebhookEnd.SecretLost;

    /// <summary>The same, sent to from now on.</summary>
    public Webhook On => this with { State = WebhookState.Active, DisabledReason = null, DisabledAt = null };

    /// <summary>Where it stands in the feed of all employers.</summary>
    public EventCursor Cursor => EventCursor.Of(Place) ?? EventCursor.Start(ofEmployer: false);

    /// <summary>What it is told of; empty: everything.</summary>
    public ImmutableArray<EventKind> EventKinds =>
        [
            .. (Kinds ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(kind => Enum.Parse<EventKind>(kind, ignoreCase: true)),
        ];

    /// <summary>As <see cref="Kinds"/> keeps them; null: all.</summary>
    public static string? Text(IEnumerable<EventKind> kinds) =>
        string.Join(',', kinds.Distinct().Order().Select(kind => ColumnText.Of(kind))) is { Length: > 0 } text ? text : null;
}

/// <summary>One request, tried once or several times.</summary>
public sealed record WebhookDelivery
{
    public required Guid DeliveryId { get; init; }

    /// <summary>What the receiver knows it by: <c>webhook-id</c>.</summary>
    public required Guid MessageId { get; init; }
    public required bool IsTest { get; init; }
    public required long Events { get; init; }

    /// <summary>Of its first event; null: it is a test.</summary>
    public required EventKind? FirstType { get; init; }

    /// <summary><c>waiting</c> to be tried again, <c>delivered</c>, or <c>givenUp</c>.</summary>
    public required string State { get; init; }
    public required DateTimeOffset BegunAt { get; init; }
    public required DateTimeOffset TriedAt { get; init; }
    public required long Attempts { get; init; }

    /// <summary>Of the last answer (HTTP); null: there was none.</summary>
    public required long? Status { get; init; }
    public required WebhookFault? Fault { get; init; }

    /// <summary>When it is tried again.</summary>
    public required DateTimeOffset? NextAt { get; init; }
}

/// <summary>A request as it is sent.</summary>
/// <param name="MessageId">The same for the same events, whenever they are sent.</param>
/// <param name="FirstType">Null: a test.</param>
public sealed record WebhookMessage(Guid MessageId, int Events, EventKind? FirstType);

/// <summary>What came of one attempt.</summary>
/// <param name="Status">The status of the answer; null: there was none.</param>
/// <param name="Fault">Null: it was delivered.</param>
/// <param name="RetryAfter">What the receiver asks to wait.</param>
public sealed record WebhookOutcome(int? Status, WebhookFault? Fault, TimeSpan? RetryAfter = null)
{
    private const int GoneStatus = 410;

    public bool IsDelivered => Fault is null;

    /// <summary>The receiver wants nothing more at this address, ever.</summary>
    public bool IsGone => Status is GoneStatus;
}
