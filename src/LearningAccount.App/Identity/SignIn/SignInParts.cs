using System.Threading.RateLimiting;
using LearningAccount.App.Settings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.RateLimiting;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>The parts of signing in, put together.</summary>
internal static class SignInParts
{
    /// <summary>Every door at which something can be tried.</summary>
    public const string Doors = "sign-in";

    // A person needs some ten requests to sign in; a company may stand behind one address.
    private const int Burst = 120;
    private const int EachMinute = 60;

    /// <param name="folder">Where files that settings name are looked for.</param>
    public static IServiceCollection AddSignIn(
        this IServiceCollection services,
        PublicAddress address,
        IReadOnlyList<OutsideProvider> providers,
        string folder
    )
    {
        services.AddSingleton(address);
        services.AddSingleton<OneTimeSecrets>().AddSingleton<SlowGuessing>().AddSingleton<SignInLinks>();
        services
            .AddSingleton<Passkeys>()
            .AddSingleton<Passwords>()
            .AddSingleton<RecoveryCodes>()
            .AddSingleton<OutsideIdentities>();
        services.AddSingleton<PasswordCheck>().AddSingleton<AppKeys>().AddSingleton<PasswordDoor>();
        services.AddSingleton<PasskeyCeremonies>().AddSingleton<Entry>().AddSingleton<KeptForms>();
        services.AddScoped<KeptFields>();
        services.AddSingleton<OutsideArrivals>().AddSingleton<OutsideDesk>();
        foreach (var provider in providers)
        {
            services.AddSingleton(parts => new OutsideClient(provider, folder, parts.GetRequiredService<Database>().Clock));
        }
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
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
        });
        return services;
    }
}
