using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.Tests.Identity;

/// <summary>A provider that says what a test wants, also what no honest provider would say.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeProvider(WebApplication app) => this.app = app;

    public string Issuer { get; private set; } = "";

    /// <summary>What the metadata call the issuer; null: what it is.</summary>
    public string? SaidIssuer { get; set; }

    /// <summary>The keys that are published.</summary>
    public List<RsaSecurityKey> Keys { get; } = [NewKey("one")];

    /// <summary>The next id_token.</summary>
    public string IdToken { get; set; } = "";

    /// <summary>The description of the person, as its media type and text.</summary>
    public (string Type, string Text) Description { get; set; } = ("application/json", "{\"sub\":\"anna-1\"}");
    public int TokenStatus { get; set; } = 200;

    /// <summary>What the client last sent for its code.</summary>
    public Dictionary<string, string> Sent { get; } = new(StringComparer.Ordinal);
    public string Authorization { get; private set; } = "";
    public Dictionary<string, object> MoreMetadata { get; } = new(StringComparer.Ordinal);

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var provider = new FakeProvider(builder.Build());
        provider.Map();
        await provider.app.StartAsync(TestContext.Current.CancellationToken);
        provider.Issuer = provider.app.Urls.Single();
        return provider;
    }

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    /// <summary>A token that says these claims.</summary>
    public static string Token(Dictionary<string, object> claims, SigningCredentials? signing) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            JsonSerializer.Serialize(claims),
            signing ?? throw new ArgumentNullException(nameof(signing))
        );

    public SigningCredentials Signing => new(Keys[^1], SecurityAlgorithms.RsaSha256);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private void Map()
    {
        app.MapGet(
            "/.well-known/openid-configuration",
            () =>
                Results.Json(
                    new Dictionary<string, object>(MoreMetadata, StringComparer.Ordinal)
                    {
                        ["issuer"] = SaidIssuer ?? Issuer,
                        ["authorization_endpoint"] = $"{Issuer}/authorize?tenant=1",
                        ["token_endpoint"] = $"{Issuer}/token",
                        ["userinfo_endpoint"] = $"{Issuer}/userinfo",
                        ["jwks_uri"] = $"{Issuer}/jwks",
                    }
                )
        );
        app.MapGet("/jwks", () => Results.Json(new { keys = Keys.Select(Published) }));
        app.MapPost(
            "/token",
            async (HttpContext context) =>
            {
                Sent.Clear();
                foreach (var (name, value) in await context.Request.ReadFormAsync())
                {
                    Sent[name] = value.ToString();
                }
                Authorization = context.Request.Headers.Authorization.ToString();
                return Results.Json(
                    new
                    {
                        id_token = IdToken,
                        access_token = "an access token",
                        token_type = "Bearer",
                    },
                    statusCode: TokenStatus
                );
            }
        );
        app.MapGet("/userinfo", () => Results.Text(Description.Text, Description.Type));
    }

    private static object Published(RsaSecurityKey key)
    {
        var numbers = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            kid = key.KeyId,
            n = Base64UrlEncoder.Encode(numbers.Modulus),
            e = Base64UrlEncoder.Encode(numbers.Exponent),
        };
    }
}
