using System.Reflection;
using LearningAccount.App.Identity;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace LearningAccount.Tests.Portal;

/// <summary>A route the program has, what it says of who may use it, and whether a page answers.</summary>
internal sealed record ProgramRoute(string Pattern, Right? Right, bool IsPage)
{
    /// <summary>All of them, asked of the program itself: what is new is there by itself.</summary>
    public static async Task<List<ProgramRoute>> AllAsync(ServedPortal portal)
    {
        var loader = portal.Part<PageLoader>();
        var routes = new List<ProgramRoute>();
        foreach (var endpoint in portal.Part<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>();
            var page = endpoint.Metadata.GetMetadata<PageActionDescriptor>();
            if (page is not null)
            {
                var loaded = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
                needs = loaded.ModelTypeInfo!.GetCustomAttribute<NeedsAttribute>();
            }
            routes.Add(new(endpoint.RoutePattern.RawText ?? "/", needs?.Right, page is not null));
        }
        return [.. routes.Distinct()];
    }
}
