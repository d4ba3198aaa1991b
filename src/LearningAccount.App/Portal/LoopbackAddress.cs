using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace LearningAccount.App.Portal;

/// <summary>An address on which only this machine reaches the pages. There is no sign-in yet, so no other address is served.</summary>
internal readonly record struct LoopbackAddress(IPAddress Ip, int Port)
{
    public const string Default = "http://localhost:5080";

    /// <summary>Reads one address or several with <c>;</c> between them.</summary>
    /// <param name="refusal">Says which address is refused and why.</param>
    public static bool TryParse(
        string urls,
        out IReadOnlyList<LoopbackAddress> addresses,
        [NotNullWhen(false)] out string? refusal
    )
    {
        var read = new List<LoopbackAddress>();
        addresses = read;
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // "http://*:5080" and "http://+:5080" mean every address; Uri cannot read them.
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !IsLoopback(uri, out var ip))
            {
                refusal =
                    $"Not served on '{url}': there is no sign-in yet, so the pages are served to this machine alone. Use {Default} or another port of 127.0.0.1, [::1] or localhost.";
                return false;
            }
            if (uri.Scheme is not "http" || uri.PathAndQuery is not "/")
            {
                refusal = $"Not served on '{url}': give an address such as {Default}, with http and without a path.";
                return false;
            }
            read.Add(new(ip, uri.Port));
        }
        refusal = read.Count > 0 ? null : $"No address is given; use one such as {Default}.";
        return refusal is null;
    }

    private static bool IsLoopback(Uri uri, [NotNullWhen(true)] out IPAddress? ip)
    {
        ip =
            uri.Host is "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(uri.Host, out var given) ? given
            : null;
        return ip is not null && IPAddress.IsLoopback(ip);
    }
}
