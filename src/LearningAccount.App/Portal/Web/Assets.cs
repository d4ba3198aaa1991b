using System.Collections.Frozen;
using System.Security.Cryptography;
using LearningAccount.App.Identity;
using LearningAccount.Records.Access;

namespace LearningAccount.App.Portal.Web;

/// <summary>
/// The style sheet, the script and the mark: carried in the program and served under a name that holds their hash, so that
/// a browser may keep them for good.
/// </summary>
internal static class Assets
{
    private const string Folder = "Portal/Assets/";

    // One style sheet for the reader, in the order in which later rules go before earlier ones; one idea a file for us.
    private static readonly string[] StyleParts =
    [
        "tokens",
        "ground",
        "frame",
        "page",
        "forms",
        "register",
        "importing",
        "lists",
        "tables",
        "notices",
        "reasons",
        "pictures",
        "charts",
        "home",
        "calendar",
        "account",
        "sign-in",
        "own",
        "paper",
        "widths",
    ];
    private static readonly FrozenDictionary<string, Asset> ByAddress = Load()
        .ToFrozenDictionary(asset => asset.Address, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, string> Addresses = ByAddress.Values.ToFrozenDictionary(
        asset => asset.Name,
        asset => asset.Address,
        StringComparer.Ordinal
    );

    /// <summary>The address of an asset such as <c>portal.css</c>.</summary>
    public static string Address(string name) => Addresses[name];

    public static void MapAssets(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/assets/{name}",
                IResult (HttpContext context, string name) =>
                {
                    if (!ByAddress.TryGetValue($"/assets/{name}", out var asset))
                    {
                        return Results.NotFound();
                    }
                    context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                    return Results.Bytes(asset.Bytes, asset.ContentType);
                }
            )
            .Needs(Right.Open);

    private static IEnumerable<Asset> Load()
    {
        yield return Named("portal.css", "text/css; charset=utf-8", [.. StyleParts.SelectMany(part => Read($"{part}.css"))]);
        yield return Named("portal.js", "text/javascript; charset=utf-8", Read("portal.js"));
        yield return Named("passkeys.js", "text/javascript; charset=utf-8", Read("passkeys.js"));
        yield return Named("mark.svg", "image/svg+xml", Read("mark.svg"));
    }

    private static byte[] Read(string name)
    {
        using var stream =
            typeof(Assets).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidDataException($"The program carries no asset '{name}'.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static Asset Named(string name, string contentType, byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        var address = $"/assets/{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}";
        return new(name, address, contentType, bytes);
    }

    private sealed record Asset(string Name, string Address, string ContentType, byte[] Bytes);
}
