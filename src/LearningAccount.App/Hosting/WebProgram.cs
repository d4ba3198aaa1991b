using System.Net.Security;
using LearningAccount.App.Api;
using LearningAccount.App.Jobs;
using LearningAccount.App.Portal;
using LearningAccount.App.Settings;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace LearningAccount.App.Hosting;

/// <summary>The web program: where it listens, what it is made of, and the doors behind which a request is answered.</summary>
internal static class WebProgram
{
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Over a database that stays its owner's.</summary>
    public static WebApplication Build(
        Database database,
        string dataFolder,
        IReadOnlyList<ServedAddress> addresses,
        TimeProvider clock,
        string? environment = null
    )
    {
        var settings = InstallationSettings.Read(dataFolder);
        return Build(parts => parts.AddSingleton(database), dataFolder, addresses, clock, settings, environment);
    }

    /// <summary>
    /// The program as it is started, with the work it does by itself, over a database that is being opened and is closed with it.
    /// </summary>
    /// <param name="opened">The database; asked for when the program is started, not while it is built.</param>
    public static WebApplication Build(
        Func<Database> opened,
        string dataFolder,
        IReadOnlyList<ServedAddress> addresses,
        TimeProvider clock,
        InstallationSettings settings
    ) =>
        Build(
            parts =>
                parts
                    .AddSingleton(_ => opened())
                    .AddHostedService<DueWork>()
                    .AddHostedService<DocumentWork>()
                    .AddHostedService<ImportTaskWork>()
                    .AddHostedService<WebhookWork>(),
            dataFolder,
            addresses,
            clock,
            settings
        );

    private static WebApplication Build(
        Action<IServiceCollection> addDatabase,
        string dataFolder,
        IReadOnlyList<ServedAddress> addresses,
        TimeProvider clock,
        InstallationSettings settings,
        string? environment = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                // The pages are found in this program, whoever started it.
                ApplicationName = typeof(WebProgram).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = environment,
                // The settings of an installation are read once, when it starts.
                Args = ["--hostBuilder:reloadConfigOnChange=false"],
            }
        );
        var certificate = settings.Certificate is { } files ? new CertificateFiles(files, dataFolder, clock) : null;
        Listen(builder.WebHost.UseKestrelHttpsConfiguration(), addresses, certificate);
        // Addresses of pages may hold a name that was searched for: they stay out of the log.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // A form without its token is refused in words; whoever sends them by the thousand fills no log.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        // Where it is served is said in a sentence by the command.
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // The keys of forms need no more protection than the accounts beside them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        addDatabase(builder.Services);
        AddParts(builder.Services, dataFolder, clock, settings);
        var app = builder.Build();
        Pass(app, settings);
        return app;
    }

    private static void Listen(IWebHostBuilder host, IReadOnlyList<ServedAddress> addresses, CertificateFiles? certificate) =>
        host.ConfigureKestrel(kestrel =>
        {
            // Without this, addresses in the configuration would be listened on as well.
            kestrel.Configure();
            kestrel.AddServerHeader = false;
            // Read byte by byte, every header can be read: the door that is asked says what is wrong with it, and not an empty answer.
            kestrel.RequestHeaderEncodingSelector = static _ => System.Text.Encoding.Latin1;
            kestrel.Limits.MaxRequestBodySize = PortalHost.FormBytes;
            foreach (var address in addresses)
            {
                kestrel.Listen(
                    address.Ip,
                    address.Port,
                    listening =>
                    {
                        if (address.IsHttps)
                        {
                            listening.UseHttps(
                                new TlsHandshakeCallbackOptions
                                {
                                    OnConnection = _ =>
                                        ValueTask.FromResult(
                                            new SslServerAuthenticationOptions
                                            {
                                                ServerCertificateContext = certificate!.Current(),
                                            }
                                        ),
                                }
                            );
                        }
                    }
                );
            }
        });

    private static void AddParts(
        IServiceCollection services,
        string dataFolder,
        TimeProvider clock,
        InstallationSettings settings
    )
    {
        services.AddSingleton(clock).AddSingleton(settings);
        services
            .AddDataProtection()
            .SetApplicationName("learning-account")
            .PersistKeysToFileSystem(new(Path.Combine(dataFolder, "keys")));
        services.AddHostFiltering(filter =>
            filter.AllowedHosts = settings.Address is { } address ? [address.Host] : LoopbackNames
        );
        // A gateway on this machine may say who asked it, and how; nobody else may.
        services.Configure<ForwardedHeadersOptions>(forwarded =>
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
        );
        services.AddPortal(dataFolder, settings);
        services.AddApi();
    }

    private static void Pass(WebApplication app, InstallationSettings settings)
    {
        app.Use(TellEnvironment);
        if (settings.IsHttps)
        {
            app.UseForwardedHeaders();
            app.Use(RefuseInTheClear);
        }
        app.UseApi();
        app.UsePortal();
    }

    // What comes out of a sandbox is not to be taken for what is so.
    private static Task TellEnvironment(HttpContext context, RequestDelegate next)
    {
        if (context.RequestServices.GetRequiredService<Database>().IsSandbox)
        {
            context.Response.Headers[EnvironmentMark.Header] = EnvironmentMark.Sandbox;
        }
        return next(context);
    }

    // Whoever came by http, or through a gateway that does not say how, would send cookies and passwords in the clear.
    private static Task RefuseInTheClear(HttpContext context, RequestDelegate next)
    {
        if (context.Request.IsHttps)
        {
            return next(context);
        }
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return context.Response.WriteAsync(
            "By https alone. A gateway has to say so: X-Forwarded-Proto: https.",
            context.RequestAborted
        );
    }
}
