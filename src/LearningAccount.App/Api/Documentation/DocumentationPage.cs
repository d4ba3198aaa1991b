using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Records.Access;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace LearningAccount.App.Api.Documentation;

/// <summary>
/// The contract as a page on which requests can be tried: Swagger UI out of its package, served by this program alone, with nothing
/// from anywhere else and nothing in the page that a browser is asked not to run.
/// </summary>
internal static class DocumentationPage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";
    private const string OfPackage = "Swashbuckle.AspNetCore.SwaggerUI.node_modules.swagger_ui_dist.";
    private const string Html = "text/html";

    private static readonly Lazy<Asset> Page = new(() => Own("page.html", Html));
    private static readonly FrozenDictionary<string, Lazy<Asset>> Assets = new Dictionary<string, Lazy<Asset>>(
        StringComparer.Ordinal
    )
    {
        ["page.css"] = new(() => Own("page.css", "text/css")),
        ["page.js"] = new(() => Own("page.js", "text/javascript")),
        ["swagger-ui.css"] = new(() => Package("swagger-ui.css", "text/css")),
        ["swagger-ui-bundle.js"] = new(() => Package("swagger-ui-bundle.js", "text/javascript")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<ApiOperation> Operations =>
        [new("readDocumentation", Right.Open, Read), new("readDocumentationAsset", Right.Open, ReadAsset)];

    private static Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel)
    {
        call.Context.Response.Headers.ContentSecurityPolicy = Policy;
        return Task.FromResult(Answer(Page.Value));
    }

    private static Task<ApiAnswer> ReadAsset(ApiCall call, CancellationToken cancel) =>
        Task.FromResult(
            Answer(
                Assets.TryGetValue(call["asset"]!, out var asset) ? asset.Value : throw new ProblemException(Problem.NotFound())
            )
        );

    private static ApiAnswer Answer(Asset asset) =>
        new(StatusCodes.Status200OK)
        {
            MediaType = $"{asset.MediaType}; charset=utf-8",
            Bytes = asset.Bytes,
            ETag = asset.Version,
            CacheControl = "public, max-age=300",
        };

    private static Asset Own(string name, string mediaType) =>
        Of(typeof(DocumentationPage).Assembly, $"Api/Documentation/assets/{name}", mediaType);

    private static Asset Package(string name, string mediaType) =>
        Of(typeof(SwaggerUIOptions).Assembly, OfPackage + name, mediaType);

    private static Asset Of(Assembly assembly, string name, string mediaType)
    {
        using var kept = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is missing.");
        using var copy = new MemoryStream();
        kept.CopyTo(copy);
        var bytes = copy.ToArray();
        if (bytes is [0x1F, 0x8B, ..])
        {
            // The package keeps its files compressed.
            using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            packed.CopyTo(unpacked);
            bytes = unpacked.ToArray();
        }
        return new(mediaType, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]);
    }

    private sealed record Asset(string MediaType, byte[] Bytes, string Version);
}
