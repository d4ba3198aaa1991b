using System.Globalization;
using System.Net.Security;
using System.Text.Unicode;
using LearningAccount.App.Documents;
using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Jobs;
using LearningAccount.App.Mail;
using LearningAccount.App.Portal.Access;
using LearningAccount.App.Portal.Calendar;
using LearningAccount.App.Portal.Corrections;
using LearningAccount.App.Portal.Documents;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Figures;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Importing;
using LearningAccount.App.Portal.Me;
using LearningAccount.App.Portal.Plans;
using LearningAccount.App.Portal.Privacy;
using LearningAccount.App.Portal.Reconciliation;
using LearningAccount.App.Portal.SignIn;
using LearningAccount.App.Portal.Trainings;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Privacy;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Reconciliation;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.WebEncoders;

namespace LearningAccount.App.Portal;

/// <summary>The web program: what it is made of and the way a request takes through it.</summary>
internal static class PortalHost
{
    // Forms are small; the page that takes files sets its own limit.
    private const int FormBytes = 256 * 1024;
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
            parts => parts.AddSingleton(_ => opened()).AddHostedService<DueWork>().AddHostedService<DocumentWork>(),
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
                ApplicationName = typeof(PortalHost).Assembly.GetName().Name,
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
            kestrel.Limits.MaxRequestBodySize = FormBytes;
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
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = settings.IsHttps ? "__Host-form" : "form";
            form.Cookie.Path = "/";
            form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.Cookie.HttpOnly = true;
            form.FormFieldName = "form";
            form.HeaderName = ReadUpload.TokenHeader;
            form.SuppressXFrameOptionsHeader = true;
        });
        // Names keep their accents: the pages are UTF-8, only what is markup needs encoding.
        services.Configure<WebEncoderOptions>(encoding => encoding.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        var (idle, whole) = (settings.Sessions.IdleMinutes, settings.Sessions.Hours);
        services.AddSingleton(new SessionLimits(TimeSpan.FromMinutes(idle), TimeSpan.FromHours(whole)));
        services.AddSingleton<Sessions>().AddSingleton<Looks>();
        services.AddSignIn(new(settings.Address), settings.SignIn, dataFolder);
        services.AddScoped<CurrentVisitor>();
        services.AddScoped(parts => parts.GetRequiredService<CurrentVisitor>().Visitor);
        services.AddScoped<Frame>();
        services.AddScoped<EmployerReading>();
        services.AddScoped<WorkerReading>();
        services.AddScoped<DutyReading>();
        services.AddSingleton<StandingDuties>().AddSingleton<SeenDuties>().AddSingleton<CalendarFeeds>().AddSingleton<DutyMail>();
        services.AddSingleton<ReadSnapshots>().AddSingleton<AccountEffect>().AddSingleton<ReadReconciliation>();
        services.AddScoped<TrainingDesk>();
        services.AddScoped<PlanDesk>();
        services.AddScoped<FiguresDesk>();
        services.AddScoped<Invitations>();
        services.AddScoped<ChangeParts>();
        services.AddScoped<DocumentReading>();
        services.AddScoped<OwnDocuments>();
        services.AddSingleton<DocumentRuns>();
        services.AddSingleton(parts => new DocumentDesks(
            parts.GetRequiredService<Database>(),
            parts.GetRequiredService<ReadSnapshots>(),
            parts.GetRequiredService<ReadNotices>(),
            settings.Address
        ));
        services.AddSingleton(parts => new IssueRun(
            parts.GetRequiredService<Database>(),
            parts.GetRequiredService<DocumentDesks>(),
            parts.GetRequiredService<DocumentRuns>(),
            settings.Mail is not null
        ));
        services.AddScoped<OwnReading>();
        services.AddScoped<RequestReading>();
        services
            .AddSingleton<ReadNotices>()
            .AddSingleton<PersonFile>()
            .AddSingleton<Outbox>()
            .AddSingleton<MailChoices>()
            .AddSingleton<StopLinks>();
        services.AddSingleton(parts =>
            OwnPaths.InMail(
                settings,
                parts.GetRequiredService<StopLinks>(),
                parts.GetRequiredService<SignInLinks>(),
                parts.GetRequiredService<Database>()
            )
        );
        services.AddSingleton(new Spool(Path.Combine(dataFolder, "spool"), clock));
        services.AddScoped<ReadUpload>();
        services.AddSingleton<ImportDesk>();
        services.AddScoped(parts => Reader.Of(parts.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request));
        services.AddScoped(parts => Words.In(parts.GetRequiredService<Reader>().Language));
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<OneOf>(OneOf.Name));
        services.AddRazorPages(pages => pages.RootDirectory = "/Portal");
    }

    private static void Pass(WebApplication app, InstallationSettings settings)
    {
        if (settings.IsHttps)
        {
            app.UseForwardedHeaders();
            app.Use(RefuseInTheClear);
        }
        app.Use(SafeHeaders.Add);
        app.UseHostFiltering();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                StatusCodeSelector = thrown =>
                    thrown is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError,
            }
        );
        app.UseStatusCodePagesWithReExecute("/error");
        // Begun here, so that it goes on beside all that follows.
        var pages = new PagesWhenAsked(app.Services);
        app.UseRouting();
        app.Use(RefuseTooLarge);
        app.UseMiddleware<Gate>();
        app.UseMiddleware<KeptPages>();
        app.UseRateLimiter();
        app.MapAssets();
        app.MapReader();
        app.MapSignIn();
        app.MapWorkersFile();
        app.MapReconciliation();
        app.MapTrainings();
        app.MapPlans();
        app.MapFigures();
        app.MapOwnFiles();
        app.MapDocuments();
        app.MapPrivacyFiles();
        app.MapTemplates();
        app.MapCalendar();
        ((IEndpointRouteBuilder)app).DataSources.Add(pages);
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

    // Told before it is read: the check of a form's token would take it for a form without one.
    private static Task RefuseTooLarge(HttpContext context, RequestDelegate next)
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? FormBytes;
        var telling = context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (context.Request.ContentLength > limit && !telling)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }
        return next(context);
    }
}
