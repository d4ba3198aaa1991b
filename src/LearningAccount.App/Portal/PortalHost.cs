using System.Globalization;
using System.Text.Unicode;
using LearningAccount.App.Documents;
using LearningAccount.App.Identity;
using LearningAccount.App.Identity.Machines;
using LearningAccount.App.Identity.SignIn;
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
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.WebEncoders;

namespace LearningAccount.App.Portal;

/// <summary>The portal: what it is made of, and the way a request for a page takes through it.</summary>
internal static class PortalHost
{
    // Forms are small; the page that takes files sets its own limit.
    public const int FormBytes = 256 * 1024;

    public static void AddPortal(this IServiceCollection services, string dataFolder, InstallationSettings settings)
    {
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
        services.AddMachines();
        services.AddScoped<CurrentVisitor>();
        services.AddScoped(parts => parts.GetRequiredService<CurrentVisitor>().Visitor);
        services.AddScoped<Frame>();
        services.AddScoped<EmployerReading>();
        services.AddScoped<WorkerReading>();
        services.AddScoped<DutyReading>();
        services.AddSingleton<StandingDuties>().AddSingleton<SeenDuties>().AddSingleton<CalendarFeeds>().AddSingleton<DutyMail>();
        services
            .AddSingleton<ReadSnapshots>()
            .AddSingleton<ReadSeen>()
            .AddSingleton<RecentEmployments>()
            .AddSingleton<AccountEffect>()
            .AddSingleton<ReadReconciliation>();
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
        services.AddSingleton(parts => new Spool(Path.Combine(dataFolder, "spool"), parts.GetRequiredService<TimeProvider>()));
        services.AddScoped<ReadUpload>();
        services.AddSingleton<ImportDesk>();
        services.AddScoped(parts => Reader.Of(parts.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request));
        services.AddScoped(parts => Words.In(parts.GetRequiredService<Reader>().Language));
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<OneOf>(OneOf.Name));
        services.AddRazorPages(pages => pages.RootDirectory = "/Portal");
    }

    public static void UsePortal(this WebApplication app)
    {
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
        app.UseMiddleware<MachineAnswers>();
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
        app.MapMachines();
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
