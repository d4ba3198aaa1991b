using LearningAccount.App.Api.Access;
using LearningAccount.App.Api.Anomalies;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Corrections;
using LearningAccount.App.Api.Documentation;
using LearningAccount.App.Api.Documents;
using LearningAccount.App.Api.Duties;
using LearningAccount.App.Api.Employers;
using LearningAccount.App.Api.Events;
using LearningAccount.App.Api.GroupTrainings;
using LearningAccount.App.Api.History;
using LearningAccount.App.Api.Imports;
using LearningAccount.App.Api.Me;
using LearningAccount.App.Api.Plans;
using LearningAccount.App.Api.Privacy;
using LearningAccount.App.Api.Reconciliation;
using LearningAccount.App.Api.Reference;
using LearningAccount.App.Api.Registrations;
using LearningAccount.App.Api.Reports;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Rights;
using LearningAccount.App.Api.Sandbox;
using LearningAccount.App.Api.Trainings;
using LearningAccount.App.Api.Webhooks;
using LearningAccount.App.Api.Workers;
using LearningAccount.App.Events;
using LearningAccount.App.Events.Webhooks;
using LearningAccount.App.Identity.Machines;
using LearningAccount.App.Imports;
using LearningAccount.App.Settings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Events;
using LearningAccount.Records.Events.Webhooks;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api;

/// <summary>The REST API: what it is made of, and where it is served.</summary>
internal static class ApiHost
{
    private static readonly string[] Compressed =
    [
        ApiAnswer.JsonType,
        "application/problem+json",
        "application/x-ndjson",
        "application/yaml",
        "text/html",
        "text/css",
        "text/javascript",
    ];

    /// <summary>Every operation of the contract, by resource.</summary>
    internal static IEnumerable<ApiOperation> Operations =>
        [
            .. Monitoring.Operations,
            .. Accounts.Accounts.Operations,
            .. ReferenceApi.Operations,
            .. EmployersApi.Operations,
            .. DeclaredSizesApi.Operations,
            .. SizeClassesApi.Operations,
            .. SettingsApi.Operations,
            .. WorkersApi.Operations,
            .. EmploymentsApi.Operations,
            .. ContractsApi.Operations,
            .. SuspensionsApi.Operations,
            .. GrantedDays.Operations,
            .. OptOutBulk.Operations,
            .. AdjustmentsApi.Operations,
            .. SchemesApi.Operations,
            .. TrainingRightsApi.Operations,
            .. Evaluations.Evaluations.Operations,
            .. InBulk,
            .. TrainingsApi.Operations,
            .. GroupTrainingsApi.Operations,
            .. TrainingFilesApi.Operations,
            .. DocumentsApi.Operations,
            .. CorrectionsApi.Operations,
            .. ProviderApi.Operations,
            .. RegistrationsApi.Operations,
            .. MeApi.Operations,
            .. OwnCorrectionsApi.Operations,
            .. OwnNoticesApi.Operations,
            .. AnomaliesApi.Operations,
            .. OfEmployers,
            .. SandboxApi.Operations,
        ];

    private static IEnumerable<ApiOperation> OfEmployers =>
        [
            .. ReportsApi.Operations,
            .. DutiesApi.Operations,
            .. PlansApi.Operations,
            .. HistoryApi.Operations,
            .. AccessApi.Operations,
            .. ReconciliationApi.Operations,
            .. PrivacyApi.Operations,
        ];

    private static IEnumerable<ApiOperation> InBulk =>
        [
            .. EventFeed.Operations,
            .. WebhooksApi.Operations,
            .. Exports.Exports.Operations,
            .. ImportsApi.Operations,
            .. DocumentationPage.Operations,
        ];

    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<EmployersByNumber>().AddSingleton<EmployerNumbers>().AddSingleton<Rates>();
        services.AddSingleton<KeptAnswers>().AddSingleton<ReadEvents>().AddSingleton<FindVisitor>();
        services.AddSingleton<KeptWebhooks>().AddSingleton<ServeWebhooks>().AddSingleton<WebhookSecrets>();
        services.AddSingleton<SendWebhooks>();
        services.AddSingleton(parts => new PostWebhook(
            parts.GetRequiredService<InstallationSettings>(),
            parts.GetRequiredService<WebhookSecrets>(),
            parts.GetRequiredService<TimeProvider>()
        )
        {
            IsSandbox = parts.GetRequiredService<Database>().IsSandbox,
        });
        services.AddSingleton<ImportTasks>().AddSingleton<RunImportTask>();
        services.AddSingleton<ReadToken>(parts => parts.GetRequiredService<AccessTokens>().Read);
        services.AddSingleton(parts => new ApiDoor(
            ApiContract.Shipped,
            Operations,
            parts.GetRequiredService<ILogger<ApiDoor>>()
        ));
        services.AddResponseCompression(compression =>
        {
            // Nothing an attacker can put into a request comes back beside a secret: a token is never in an answer.
            compression.EnableForHttps = true;
            compression.MimeTypes = Compressed;
        });
    }

    /// <summary>Answers what is asked below the API's own path; all else goes on to the next door.</summary>
    public static void UseApi(this WebApplication app) =>
        app.Map(
            ApiContract.Root,
            below =>
            {
                below.Use(ApiHeaders.Add);
                below.UseHostFiltering();
                below.UseResponseCompression();
                below.Run(context => context.RequestServices.GetRequiredService<ApiDoor>().InvokeAsync(context));
            }
        );
}
