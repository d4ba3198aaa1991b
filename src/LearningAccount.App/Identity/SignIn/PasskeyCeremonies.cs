using System.Buffers.Text;
using System.Text.Json;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>What the browser needs to make or use a passkey, and the secret by which the answer is recognised.</summary>
/// <param name="Options">The browser's own options, as JSON.</param>
/// <param name="Ceremony">Comes back with the answer, once.</param>
public sealed record PasskeyQuestion(JsonElement Options, string Ceremony);

/// <summary>
/// Making and using passkeys. The framework verifies (challenge, origin, domain, user verification, signature, counter); here
/// every challenge is answered once, and the count is taken up so that of two answers with the same count one fails.
/// </summary>
public sealed class PasskeyCeremonies
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private const int LongestAnswer = 32 * 1024;
    private readonly Passkeys passkeys;
    private readonly OneTimeSecrets secrets;
    private readonly TimeProvider clock;
    private readonly IPasskeyHandler<PasskeyUser> handler;

    public PasskeyCeremonies(
        Passkeys passkeys,
        OneTimeSecrets secrets,
        Database database,
        PublicAddress address,
        IServiceProvider parts
    )
    {
        (this.passkeys, this.secrets, clock) = (passkeys, secrets, database.Clock);
        var users = new UserManager<PasskeyUser>(
            new PasskeyUsers(passkeys, database),
            Options.Create(new IdentityOptions()),
            new PasswordHasher<PasskeyUser>(),
            [],
            [],
            new UpperInvariantLookupNormalizer(),
            new IdentityErrorDescriber(),
            parts,
            parts.GetRequiredService<ILogger<UserManager<PasskeyUser>>>()
        );
        var options = new IdentityPasskeyOptions
        {
            // On this machine alone it is the name in the address, which the filter of hosts has let pass.
            ServerDomain = address.Configured?.Host,
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            AttestationConveyancePreference = "none",
            AuthenticatorTimeout = Patience,
            ValidateOrigin = context =>
                ValueTask.FromResult(
                    !context.CrossOrigin
                        && string.Equals(context.Origin, address.Origin(context.HttpContext.Request), StringComparison.Ordinal)
                ),
        };
        handler = new PasskeyHandler<PasskeyUser>(users, Options.Create(options));
    }

    /// <summary>Passkeys belong to a name; an address of digits has none.</summary>
    public static bool ArePossibleAt(HttpRequest request) => Uri.CheckHostName(request.Host.Host) is UriHostNameType.Dns;

    /// <summary>Asks the browser to make a passkey for somebody.</summary>
    public async Task<PasskeyQuestion> AskToMake(HttpContext context, Guid userId, string email, string name)
    {
        var made = await handler.MakeCreationOptionsAsync(
            new()
            {
                Id = userId.ToString("D"),
                Name = email,
                DisplayName = name,
            },
            context
        );
        return await Question(made.CreationOptionsJson, made.AttestationState!, userId, context.RequestAborted);
    }

    /// <summary>Keeps the passkey the browser made.</summary>
    /// <param name="mayKeep">Asked when all is verified, before it is kept.</param>
    /// <returns>False: the answer is not one to our question, or the person has enough of them.</returns>
    public async Task<bool> Make(
        HttpContext context,
        Guid userId,
        string? ceremony,
        string? answer,
        string name,
        Func<Task<bool>> mayKeep
    )
    {
        var stop = context.RequestAborted;
        if (
            answer is not { Length: > 0 and <= LongestAnswer }
            || await secrets.Redeem(SecretPurpose.PasskeyChallenge, ceremony, stop) is not { } asked
            || asked.UserId != userId
        )
        {
            return false;
        }
        var made = await handler.PerformAttestationAsync(
            new()
            {
                HttpContext = context,
                CredentialJson = answer,
                AttestationState = asked.Content,
            }
        );
        return made.Succeeded
            && await mayKeep()
            && await passkeys.Add(
                new()
                {
                    CredentialId = Base64Url.EncodeToString(made.Passkey.CredentialId),
                    UserId = userId,
                    Name = name.Length <= Passkeys.LongestName ? name : name[..Passkeys.LongestName],
                    PublicKey = Base64Url.EncodeToString(made.Passkey.PublicKey),
                    SignCount = made.Passkey.SignCount,
                    Transports = made.Passkey.Transports is { Length: > 0 } transports ? Listed(transports) : null,
                    IsBackupEligible = made.Passkey.IsBackupEligible,
                    IsBackedUp = made.Passkey.IsBackedUp,
                    MadeAt = clock.GetUtcNow(),
                    UsedAt = null,
                },
                stop
            );
    }

    /// <summary>Asks the browser to use a passkey: any it has for this site, or one of somebody's.</summary>
    public async Task<PasskeyQuestion> AskToUse(HttpContext context, Guid? userId)
    {
        var asked = await handler.MakeRequestOptionsAsync(userId is { } id ? new PasskeyUser(id) : null, context);
        return await Question(asked.RequestOptionsJson, asked.AssertionState!, userId, context.RequestAborted);
    }

    /// <summary>Who used a passkey; null where the answer is not one to our question.</summary>
    public async Task<Guid?> Use(HttpContext context, string? ceremony, string? answer)
    {
        var stop = context.RequestAborted;
        if (
            answer is not { Length: > 0 and <= LongestAnswer }
            || await secrets.Redeem(SecretPurpose.PasskeyChallenge, ceremony, stop) is not { } asked
        )
        {
            return null;
        }
        var used = await handler.PerformAssertionAsync(
            new()
            {
                HttpContext = context,
                CredentialJson = answer,
                AssertionState = asked.Content,
            }
        );
        if (!used.Succeeded)
        {
            return null;
        }
        var id = Base64Url.EncodeToString(used.Passkey.CredentialId);
        // Read again: the framework has put the new count into its own copy.
        var known = await passkeys.Find(id, stop);
        var counts =
            known is not null
            && (used.Passkey.SignCount > known.SignCount || used.Passkey.SignCount == 0 && known.SignCount == 0);
        return counts && await passkeys.Use(id, known!.SignCount, used.Passkey.SignCount, used.Passkey.IsBackedUp, stop)
            ? used.User.Id
            : null;
    }

    private async Task<PasskeyQuestion> Question(string options, string state, Guid? userId, CancellationToken stop)
    {
        var ceremony = await secrets.Issue(SecretPurpose.PasskeyChallenge, userId, state, Patience, stop);
        return new(JsonDocument.Parse(options).RootElement.Clone(), ceremony);
    }

    // What the device says of itself is kept as far as it is one of the few words there are.
    private static string Listed(string[] transports) =>
        string.Join(
            ',',
            transports.Where(word => word.Length <= 20 && word.All(c => char.IsAsciiLetter(c) || c is '-')).Take(10)
        );
}
