using System.Text.Json;
using LearningAccount.App.Settings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>Sends people to another sign-in and takes them up when they come back.</summary>
public sealed class OutsideDesk(
    IEnumerable<OutsideClient> clients,
    OneTimeSecrets secrets,
    OutsideArrivals arrivals,
    PublicAddress address,
    IDataProtectionProvider protection,
    ILogger<OutsideDesk> log
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private readonly List<OutsideClient> clients = [.. clients];
    private readonly IDataProtector protector = protection.CreateProtector("outside-sign-in");

    public IEnumerable<OutsideProvider> Providers => clients.Select(client => client.Provider);

    public OutsideClient? Find(string? provider) =>
        clients.Find(client => string.Equals(client.Provider.Id, provider, StringComparison.Ordinal));

    /// <summary>Where the browser goes to sign in.</summary>
    /// <exception cref="OutsideSignInException">The provider cannot be reached.</exception>
    public async Task<string> Leave(HttpContext context, OutsideClient client, OutsideAttempt asked, string language)
    {
        var browser = OutsideClient.NewVerifier();
        var attempt = asked with
        {
            Provider = client.Provider.Id,
            Nonce = OutsideClient.NewVerifier(),
            Verifier = OutsideClient.NewVerifier(),
            Browser = browser,
        };
        var stop = context.RequestAborted;
        var content = protector.Protect(JsonSerializer.Serialize(attempt));
        var state = await secrets.Issue(SecretPurpose.OutsideSignIn, asked.UserId, content, Patience, stop);
        ShortCookie.Write(context, ShortCookie.Outside, browser, Patience);
        return await client.AskAt(attempt, state, Back(context, client), language, stop);
    }

    /// <summary>Who came back. The state serves once, in the browser that left.</summary>
    /// <exception cref="OutsideSignInException">Nobody who may enter; the log says why, not who.</exception>
    public async Task<(OutsideAttempt Attempt, OutsidePerson Person, OutsideArrival Arrival)> Return(
        HttpContext context,
        OutsideClient client
    )
    {
        var stop = context.RequestAborted;
        try
        {
            var kept = await secrets.Redeem(SecretPurpose.OutsideSignIn, context.Request.Query["state"], stop);
            var attempt = kept is null ? null : JsonSerializer.Deserialize<OutsideAttempt>(protector.Unprotect(kept.Content));
            var browser = ShortCookie.Read(context.Request, ShortCookie.Outside);
            ShortCookie.Forget(context, ShortCookie.Outside);
            if (
                attempt is null
                || !string.Equals(attempt.Provider, client.Provider.Id, StringComparison.Ordinal)
                || !string.Equals(attempt.Browser, browser, StringComparison.Ordinal)
            )
            {
                throw new OutsideSignInException(OutsideFault.Unasked, "nobody was sent there from this browser");
            }
            var person = await client.Answer(attempt, context.Request.Query, Back(context, client), stop);
            return (attempt, person, await arrivals.Arrive(person, attempt, stop));
        }
        catch (OutsideSignInException refused)
        {
            log.LogWarning("Sign-in by {Provider} failed: {Reason}.", client.Provider.Id, refused.Message);
            throw;
        }
    }

    /// <summary>Remembers somebody who is still to say where mail goes.</summary>
    public Task<string> Remember(OutsidePerson person, Guid personId, CancellationToken stop) =>
        secrets.Issue(
            SecretPurpose.OutsideNewcomer,
            null,
            protector.Protect(
                JsonSerializer.Serialize(new Newcomer(person.Issuer, person.Subject, person.Name, person.VerifiedEmail, personId))
            ),
            Patience,
            stop
        );

    /// <summary>Whom that secret stands for; null: nobody, or too long ago.</summary>
    public async Task<(OutsidePerson Person, Guid PersonId)?> Recall(string? secret, CancellationToken stop) =>
        await secrets.Find(SecretPurpose.OutsideNewcomer, secret, stop) is { } kept
        && JsonSerializer.Deserialize<Newcomer>(protector.Unprotect(kept.Content)) is { } newcomer
            ? (
                new OutsidePerson
                {
                    Issuer = newcomer.Issuer,
                    Subject = newcomer.Subject,
                    Name = newcomer.Name,
                    VerifiedEmail = newcomer.Email,
                    Ssin = null,
                },
                newcomer.PersonId
            )
            : null;

    /// <summary>Makes the person known who said where mail goes.</summary>
    /// <exception cref="RefusedException">The address cannot be used.</exception>
    public async Task<Guid?> Welcome(string? secret, string email, string? language, CancellationToken stop)
    {
        if (await Recall(secret, stop) is not ({ } person, var personId))
        {
            return null;
        }
        var user = await arrivals.Welcome(person, personId, email, language, stop);
        await secrets.Redeem(SecretPurpose.OutsideNewcomer, secret, stop);
        return user;
    }

    private string Back(HttpContext context, OutsideClient client) => address.Origin(context.Request) + client.Provider.BackPath;

    private sealed record Newcomer(string Issuer, string Subject, string? Name, string? Email, Guid PersonId);
}
