namespace LearningAccount.App.Portal;

/// <summary>The web program: what it is made of and how a request passes through it.</summary>
internal static class PortalHost
{
    public static WebApplication Build(DatabasePlace place, IReadOnlyList<LoopbackAddress> addresses)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Without this, addresses in environment variables would be listened on as well.
            kestrel.Configure();
            foreach (var address in addresses)
            {
                kestrel.Listen(address.Ip, address.Port);
            }
        });
        var app = builder.Build();
        app.MapGet("/", () => $"Learning Account ({place.DataFolder})");
        return app;
    }
}
