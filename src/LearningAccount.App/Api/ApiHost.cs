using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Requests;

namespace LearningAccount.App.Api;

/// <summary>The REST API: what it is made of, and where it is served.</summary>
internal static class ApiHost
{
    private static readonly Dictionary<string, ApiHandler> Handlers = new(StringComparer.Ordinal)
    {
        ["checkHealth"] = Monitoring.CheckHealth,
        ["readContract"] = Monitoring.ReadContract,
    };

    public static void AddApi(this IServiceCollection services) =>
        services.AddSingleton(parts => new ApiDoor(ApiContract.Shipped, Handlers, parts.GetRequiredService<ILogger<ApiDoor>>()));

    /// <summary>Answers what is asked below the API's own path; all else goes on to the next door.</summary>
    public static void UseApi(this WebApplication app) =>
        app.Map(
            ApiContract.Root,
            below =>
            {
                below.Use(ApiHeaders.Add);
                below.UseHostFiltering();
                below.Run(context => context.RequestServices.GetRequiredService<ApiDoor>().InvokeAsync(context));
            }
        );
}
