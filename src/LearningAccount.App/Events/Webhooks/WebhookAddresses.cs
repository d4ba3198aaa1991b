using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using LearningAccount.App.Settings;
using LearningAccount.Law;

namespace LearningAccount.App.Events.Webhooks;

/// <summary>
/// Where webhooks may lead. Whoever names an address has us connect there, so none may lead into a network that is not open to
/// everybody: what an address says is checked when it is named, and where a name leads each time a connection is made.
/// </summary>
internal sealed class WebhookAddresses(WebhookSettings settings)
{
    public const int LongestAddress = 500;
    private const int HttpsPort = 443;
    private const int LastSystemPort = 1024;

    // IANA's special-purpose registries (RFC 6890 and later): what is not reachable by everybody, or stands for something else.
    private static readonly ImmutableArray<IPNetwork> ClosedV4 = Networks(
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4"
    );

    // Of IPv6 all that is public begins so; in it, what tunnels to other addresses and what is for examples.
    private static readonly IPNetwork OpenV6 = IPNetwork.Parse("2000::/3");
    private static readonly ImmutableArray<IPNetwork> ClosedV6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
    private static readonly ImmutableArray<IPNetwork> Loopback = Networks("127.0.0.0/8", "::1/128");
    private readonly ImmutableArray<IPNetwork> allowed = [.. settings.Networks, .. settings.AllowLoopback ? Loopback : []];

    /// <summary>What keeps an address from being one, as a code; null: nothing.</summary>
    public string? FaultOf(string text)
    {
        if (text.Length > LongestAddress || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Host.Length == 0)
        {
            return "webhook.noAddress";
        }
        // An address is shown to people and stands in logs of others.
        if (SsinInText.IsIn(Uri.UnescapeDataString(text)))
        {
            return "webhook.numberInAddress";
        }
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            return "webhook.credentials";
        }
        var isHere = settings.AllowLoopback && address.IsLoopback;
        if (address.Scheme is not "https" && !(isHere && address.Scheme is "http"))
        {
            return "webhook.notHttps";
        }
        if (address.Port is not HttpsPort and <= LastSystemPort)
        {
            return "webhook.port";
        }
        return IPAddress.TryParse(address.DnsSafeHost, out var direct) && !Allows(direct) ? "webhook.closedNetwork" : null;
    }

    /// <summary>True where connections to it may be made.</summary>
    public bool Allows(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        if (allowed.Any(network => network.Contains(address)))
        {
            return true;
        }
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !ClosedV4.Any(network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => OpenV6.Contains(address) && !ClosedV6.Any(network => network.Contains(address)),
            _ => false,
        };
    }

    private static ImmutableArray<IPNetwork> Networks(params string[] networks) =>
        [.. networks.Select(network => IPNetwork.Parse(network))];
}
