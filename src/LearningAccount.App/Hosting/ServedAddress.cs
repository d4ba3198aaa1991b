using System.Diagnostics.CodeAnalysis;
using System.Net;
using LearningAccount.App.Settings;

namespace LearningAccount.App.Hosting;

/// <summary>
/// An address the pages are served on: http to this machine alone, or https with the certificate of the settings. What is typed
/// here, and who signs in, travels over no network in the clear.
/// </summary>
internal readonly record struct ServedAddress(IPAddress Ip, int Port, bool IsHttps = false)
{
    public const string Default = "http://localhost:5080";
    private const string EveryAddress = "*";

    /// <summary>Reads one address or several with <c>;</c> between them.</summary>
    /// <param name="refusal">Says which address is refused and why.</param>
    public static bool TryParse(
        string urls,
        InstallationSettings settings,
        out IReadOnlyList<ServedAddress> addresses,
        [NotNullWhen(false)] out string? refusal
    )
    {
        var read = new List<ServedAddress>();
        addresses = read;
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            refusal = TryRead(url, settings, out var address);
            if (refusal is not null)
            {
                return false;
            }
            read.Add(address);
        }
        refusal = read.Count > 0 ? null : $"No address is given; use one such as {Default}.";
        return refusal is null;
    }

    private static string? TryRead(string url, InstallationSettings settings, out ServedAddress address)
    {
        address = default;
        // "https://*:443" means every address; Uri cannot read it.
        if (
            !Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.PathAndQuery is not "/"
            || IpOf(uri) is not { } ip
        )
        {
            return $"Not served on '{url}': give an address such as {Default}, or https://{EveryAddress}:443, with a number or localhost and without a path.";
        }
        var isHttps = uri.Scheme is "https";
        if (!isHttps && !IPAddress.IsLoopback(ip))
        {
            return $"Not served on '{url}': without https the pages are served to this machine alone, since passwords and personal data would travel in the clear. Use {Default}, or https with a certificate in {InstallationSettings.FileName} (docs/operations.md).";
        }
        if (isHttps && (settings.Certificate is null || settings.Address is null))
        {
            return $"Not served on '{url}': https needs a certificate and the address people type, both in {InstallationSettings.FileName} (docs/operations.md).";
        }
        address = new(ip, uri.Port, isHttps);
        return null;
    }

    private static IPAddress? IpOf(Uri uri) =>
        uri.Host is "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var given) ? given
        : null;
}
