using LearningAccount.App.Identity.SignIn;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Identity.Machines;

/// <summary>
/// Finds out which machine asks, by the assertion in its form (RFC 7523, section 2.2). There is no other way in: no shared secret, no
/// basic authentication.
/// </summary>
internal sealed partial class ClientDesk(
    Database database,
    MachineDoor door,
    SlowGuessing guessing,
    PublicAddress address,
    ILogger<ClientDesk> log
)
{
    public const string TokenPath = "/oauth2/token";
    public const string RevocationPath = "/oauth2/revoke";

    /// <exception cref="OAuthException"><c>invalid_client</c>, <c>invalid_request</c>; too many tries from one address.</exception>
    public async Task<MachineVersion> Find(HttpContext context, OAuthForm form, CancellationToken cancel)
    {
        // Of each machine by itself: one that is set up wrongly keeps no other of its bureau waiting.
        var claimed = form["client_assertion"] is { } said ? ClientAssertion.Claimed(said) : null;
        var from = $"machine {claimed:D} from {ClientAddress.Of(context)}";
        var tried = await guessing.Tried(from, cancel);
        if (tried is { Wait: { } wait })
        {
            throw OAuthException.TooMany(wait);
        }
        try
        {
            var machine = await Read(context.Request, form, cancel);
            if (tried is not null)
            {
                await guessing.Forget(from, cancel);
            }
            return machine;
        }
        catch (OAuthException refused) when (refused.Status is StatusCodes.Status401Unauthorized)
        {
            // Signatures are not guessed: what is slowed down is a program that tries without end.
            await guessing.Try(from, GuessLimit.Address, cancel);
            throw;
        }
    }

    private async Task<MachineVersion> Read(HttpRequest request, OAuthForm form, CancellationToken cancel)
    {
        if (request.Headers.Authorization.Count > 0 || form["client_secret"] is not null)
        {
            throw OAuthException.Client("Secrets are not used here: sign a client_assertion (private_key_jwt).");
        }
        if (form.Needed("client_assertion_type") is not ClientAssertion.Type)
        {
            throw OAuthException.Request($"client_assertion_type has to be {ClientAssertion.Type}.");
        }
        var text = form.Needed("client_assertion");
        if (ClientAssertion.Claimed(text) is not { } claimed)
        {
            throw OAuthException.Client("The assertion is no JWT whose iss and sub are both the client's id.");
        }
        if (form["client_id"] is { } said && !string.Equals(said, claimed.ToString("D"), StringComparison.Ordinal))
        {
            throw OAuthException.Client("client_id is another one than the assertion is of.");
        }
        await using var connection = await database.Connect(cancel);
        var machine = await ReadMachines.Find(connection, claimed, cancel);
        var keys = machine is null ? [] : await ReadMachines.Keys(connection, claimed, cancel);
        var read = await ClientAssertion.Check(
            text,
            claimed,
            keys.Select(key => new MachineKey(key.KeyId, key.Algorithm, key.PublicKey, key.UntilAt)),
            Audiences(request),
            database.Clock.GetUtcNow()
        );
        if (machine is null || read.Assertion is not { } assertion)
        {
            Refused(claimed, read.Why);
            throw OAuthException.Client(read.Why);
        }
        if (!await door.Use(assertion.Machine, assertion.Id, assertion.Until, cancel))
        {
            Refused(claimed, "replayed");
            throw OAuthException.Client("The assertion was used before: each needs a jti of its own.");
        }
        if (!machine.IsOpen)
        {
            throw OAuthException.Client("This client was stopped by those who look after it.");
        }
        await door.Enter(machine.MachineId, assertion.KeyId, cancel);
        return machine;
    }

    private string[] Audiences(HttpRequest request)
    {
        var origin = address.Origin(request);
        return [origin + TokenPath, origin, origin + RevocationPath];
    }

    // The id of a machine is no secret; what it sent is not written down.
    [LoggerMessage(Level = LogLevel.Information, Message = "Machine {Machine} was not let in: {Why}")]
    private partial void Refused(Guid machine, string why);
}
