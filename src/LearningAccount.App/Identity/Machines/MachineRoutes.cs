using System.Text.Json.Nodes;
using System.Threading.RateLimiting;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.App.Identity.Machines;

/// <summary>Where machines sign in: OAuth 2.0 client credentials (RFC 6749, 7523), revocation (RFC 7009), metadata (RFC 8414).</summary>
internal static class MachineRoutes
{
    private const string JwksPath = "/oauth2/jwks";
    private const string MetadataPath = "/.well-known/oauth-authorization-server";
    private const string GrantType = "client_credentials";
    private const string Doors = "machine-sign-in";

    // A machine needs one request in ten minutes; thousands of a bureau's clients may stand behind one address.
    private const int Burst = 300;
    private const int EachMinute = 120;
    private const int MostNamed = 10;
    private const int LongestNamed = 80;

    public static IServiceCollection AddMachines(this IServiceCollection services)
    {
        services.AddSingleton<MachineVisitors>().AddSingleton<MachineDoor>();
        services.AddSingleton<TokenKeys>().AddSingleton<PersonTokens>().AddSingleton<AccessTokens>().AddSingleton<ClientDesk>();
        services.AddSingleton<ReadToken>(parts => parts.GetRequiredService<AccessTokens>().Read);
        return services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(
                Doors,
                context =>
                    RateLimitPartition.GetTokenBucketLimiter(
                        ClientAddress.Of(context),
                        _ =>
                            new()
                            {
                                TokenLimit = Burst,
                                TokensPerPeriod = EachMinute,
                                ReplenishmentPeriod = TimeSpan.FromMinutes(1),
                                AutoReplenishment = true,
                            }
                    )
            );
            limiter.OnRejected = (rejected, _) =>
                rejected.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName is Doors
                    ? new(OAuthAnswer.Write(rejected.HttpContext, OAuthException.TooMany(TimeSpan.FromMinutes(1))))
                    : ValueTask.CompletedTask;
        });
    }

    public static void MapMachines(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ClientDesk.TokenPath, context => Answer(context, Issue)).Needs(Right.Open).RequireRateLimiting(Doors);
        routes
            .MapPost(ClientDesk.RevocationPath, context => Answer(context, Revoke))
            .Needs(Right.Open)
            .RequireRateLimiting(Doors);
        routes.MapGet(JwksPath, Keys).Needs(Right.Open).RequireRateLimiting(Doors);
        routes.MapGet(MetadataPath, Describe).Needs(Right.Open);
    }

    /// <summary>How an address of these is asked; null: there is none.</summary>
    public static string? MethodOf(string? path) =>
        path switch
        {
            ClientDesk.TokenPath or ClientDesk.RevocationPath => HttpMethods.Post,
            JwksPath => HttpMethods.Get,
            _ => null,
        };

    private static async Task Answer(HttpContext context, Func<HttpContext, OAuthForm, MachineVersion, Task> work)
    {
        try
        {
            var form = await OAuthForm.Read(context.Request, context.RequestAborted);
            // What is asked for at all is said first: it needs no proof.
            if (context.Request.Path == ClientDesk.TokenPath && form.Needed("grant_type") is not GrantType)
            {
                throw new OAuthException("unsupported_grant_type", $"grant_type has to be {GrantType}.");
            }
            var desk = context.RequestServices.GetRequiredService<ClientDesk>();
            await work(context, form, await desk.Find(context, form, context.RequestAborted));
        }
        catch (OAuthException refused)
        {
            await OAuthAnswer.Write(context, refused);
        }
    }

    private static async Task Issue(HttpContext context, OAuthForm form, MachineVersion machine)
    {
        var may = ApiScopes.Read(machine.Scopes).ToList();
        var asked = form["scope"] is { } scope
            ? scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList()
            : may;
        var beyond = asked.Except(may, StringComparer.Ordinal).ToList();
        if (asked.Count == 0 || beyond.Count > 0)
        {
            throw new OAuthException("invalid_scope", WhyNot(beyond));
        }
        var tokens = context.RequestServices.GetRequiredService<AccessTokens>();
        var issued = await tokens.Issue(machine.MachineId, asked, context.RequestAborted);
        context.Response.Headers.Pragma = "no-cache";
        await OAuthAnswer.Write(
            context,
            new JsonObject
            {
                ["access_token"] = issued.Token,
                ["token_type"] = "Bearer",
                ["expires_in"] = (int)AccessTokens.Life.TotalSeconds,
                ["scope"] = ApiScopes.Text(asked),
            }
        );
    }

    private static string WhyNot(IReadOnlyList<string> beyond)
    {
        var known = beyond.ToLookup(scope => ApiScopes.Find(scope) == scope);
        string[] said =
        [
            beyond.Count == 0 ? "No scope is asked for: name one, or leave scope out for all of this client." : "",
            known[false].Any()
                ? $"No scope is called {Named(known[false])}; write each in full, such as {ApiScopes.All[0]}."
                : "",
            known[true].Any() ? $"Not given to this client: {Named(known[true])}. Those who look after it can." : "",
        ];
        return string.Join(' ', said.Where(one => one.Length > 0));
    }

    // As many as somebody reads.
    private static string Named(IEnumerable<string> scopes) =>
        string.Join(' ', scopes.Take(MostNamed).Select(scope => scope[..Math.Min(scope.Length, LongestNamed)]));

    // A token that is not the client's, or none at all, is answered as one that was revoked (RFC 7009, section 2.2).
    private static async Task Revoke(HttpContext context, OAuthForm form, MachineVersion machine)
    {
        var (token, cancel) = (form.Needed("token"), context.RequestAborted);
        var tokens = context.RequestServices.GetRequiredService<AccessTokens>();
        if (await tokens.Own(token, cancel) is var (owner, id, until) && owner == machine.MachineId)
        {
            await context.RequestServices.GetRequiredService<MachineDoor>().Revoke(id, until, cancel);
        }
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = 0;
    }

    private static async Task Keys(HttpContext context)
    {
        var keys = await context.RequestServices.GetRequiredService<TokenKeys>().Public(context.RequestAborted);
        var written = keys.Select(key => new JsonObject
        {
            ["kty"] = key.Kty,
            ["crv"] = key.Crv,
            ["x"] = key.X,
            ["y"] = key.Y,
            ["kid"] = key.Kid,
            ["use"] = "sig",
            ["alg"] = SecurityAlgorithms.EcdsaSha256,
        });
        await OAuthAnswer.Write(context, new JsonObject { ["keys"] = new JsonArray([.. written]) }, "public, max-age=300");
    }

    private static Task Describe(HttpContext context)
    {
        var origin = context.RequestServices.GetRequiredService<PublicAddress>().Origin(context.Request);
        return OAuthAnswer.Write(
            context,
            new JsonObject
            {
                ["issuer"] = origin,
                ["token_endpoint"] = origin + ClientDesk.TokenPath,
                ["token_endpoint_auth_methods_supported"] = Texts("private_key_jwt"),
                ["token_endpoint_auth_signing_alg_values_supported"] = Texts("ES256", "RS256", "PS256"),
                ["revocation_endpoint"] = origin + ClientDesk.RevocationPath,
                ["revocation_endpoint_auth_methods_supported"] = Texts("private_key_jwt"),
                ["revocation_endpoint_auth_signing_alg_values_supported"] = Texts("ES256", "RS256", "PS256"),
                ["jwks_uri"] = origin + JwksPath,
                ["grant_types_supported"] = Texts(GrantType),
                ["response_types_supported"] = new JsonArray(),
                ["scopes_supported"] = Texts([.. ApiScopes.All]),
            },
            "public, max-age=300"
        );
    }

    private static JsonArray Texts(params string[] texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
