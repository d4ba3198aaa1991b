using System.Net;
using System.Text.Json.Serialization;

namespace LearningAccount.App.Settings;

/// <summary>Where the changes that programs follow may be sent to, and for how long it is tried.</summary>
public sealed record WebhookSettings
{
    /// <summary>
    /// Private networks that may be sent to besides the public ones: <c>10.20.0.0/16</c>. None by default: whoever names an address
    /// could reach into the network this program runs in.
    /// </summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <summary>This machine itself may be sent to, also by http: for trying out alone.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Days in vain after which an address is given up; 3 by default.</summary>
    public int GiveUpAfterDays { get; init; } = 3;

    /// <summary>The same, read.</summary>
    [JsonIgnore]
    internal IEnumerable<IPNetwork> Networks => AllowedNetworks.Select(network => IPNetwork.Parse(network));

    /// <summary>What is wrong with it; null: nothing.</summary>
    [JsonIgnore]
    internal string? Fault =>
        GiveUpAfterDays is < 1 or > 30
            ? "giveUpAfterDays"
            : AllowedNetworks.FirstOrDefault(network => !IPNetwork.TryParse(network, out _));
}
