using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace LearningAccount.App.Portal.Web;

/// <summary>
/// The Razor pages as routes, looked up on a thread of their own: that takes longer than all else the program does to start, and
/// nothing but the first request needs it.
/// </summary>
internal sealed class PagesWhenAsked : EndpointDataSource
{
    private readonly Lazy<EndpointDataSource> pages;

    public PagesWhenAsked(IServiceProvider services)
    {
        pages = new(() =>
        {
            var routes = new Routes(services);
            routes.MapRazorPages();
            return routes.DataSources.Single();
        });
        _ = Task.Run(() => pages.Value);
    }

    public override IReadOnlyList<Endpoint> Endpoints => pages.Value.Endpoints;

    /// <summary>They are compiled into the program and never change.</summary>
    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;

    private sealed class Routes(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;
        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}
