using System.Net;
using System.Net.Sockets;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>Who tries, as far as the network tells: one address, or the network of one connection where addresses are many.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        // A connection has 2^64 addresses of version 6 to try from.
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.ToString();
    }
}
