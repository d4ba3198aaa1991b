using System.Collections.Immutable;
using System.Security.Cryptography;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.App.Identity.Machines;

/// <summary>
/// The keys that sign access tokens (ES256). Their private part is protected by the keys of the data folder, so a copy of the database
/// alone signs nothing. Every thirty days another one signs; the public part of the old one stays until its last token has ended.
/// </summary>
internal sealed class TokenKeys(Database database, IDataProtectionProvider protection) : IDisposable
{
    private static readonly TimeSpan SignsFor = TimeSpan.FromDays(30);

    /// <summary>What another program on the same database did with the keys is known after this time.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private const int KeyIdLetters = 43;
    private readonly KeptTokenKeys kept = new(database);
    private readonly IDataProtector protector = protection.CreateProtector("token-key");
    private readonly SemaphoreSlim making = new(1, 1);
    private volatile Known known = new([], DateTimeOffset.MinValue);

    /// <summary>The key that signs now; one is made where there is none.</summary>
    public async Task<SigningCredentials> ToSign(CancellationToken cancel) =>
        await Signing(mayBeOld: true, cancel) ?? await Made(cancel);

    /// <summary>The key some token names; null: there is none such, or it has ended.</summary>
    public async ValueTask<SecurityKey?> Find(string keyId, CancellationToken cancel)
    {
        // Ours are thumbprints: others need not be looked for.
        if (keyId.Length != KeyIdLetters)
        {
            return null;
        }
        return In(await Read(mayBeOld: true, cancel), keyId)
            // Another program may have made it just now.
            ?? In(await Read(mayBeOld: false, cancel), keyId);
    }

    /// <summary>The public keys by which tokens can be checked, the newest first.</summary>
    public async Task<IReadOnlyList<JsonWebKey>> Public(CancellationToken cancel)
    {
        await ToSign(cancel);
        return
        [
            .. (await Read(mayBeOld: false, cancel)).Keys.Select(key => new JsonWebKey(key.Kept.PublicKey)
            {
                Kid = key.Kept.KeyId,
            }),
        ];
    }

    public void Dispose()
    {
        making.Dispose();
    }

    private SecurityKey? In(Known read, string keyId)
    {
        var now = database.Clock.GetUtcNow();
        return read
            .Keys.FirstOrDefault(key => string.Equals(key.Kept.KeyId, keyId, StringComparison.Ordinal) && key.Kept.EndsAt > now)
            ?.Key;
    }

    private async Task<SigningCredentials?> Signing(bool mayBeOld, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        return (await Read(mayBeOld, cancel)).Keys.FirstOrDefault(key => key.Kept.SignsUntil > now && key.Signs) is { } found
            ? new(found.Key, SecurityAlgorithms.EcdsaSha256)
            : null;
    }

    // Of those of this program who find none at the same time, one makes it. Two programs may make one each: both hold.
    private async Task<SigningCredentials> Made(CancellationToken cancel)
    {
        await making.WaitAsync(cancel);
        try
        {
            if (await Signing(mayBeOld: false, cancel) is { } others)
            {
                return others;
            }
            using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var open = MachineKey.Read(curve.ExportSubjectPublicKeyInfoPem());
            var secret = Convert.ToBase64String(protector.Protect(curve.ExportPkcs8PrivateKey()));
            await kept.Add(open.KeyId, open.Jwk, secret, SignsFor, cancel);
            return await Signing(mayBeOld: false, cancel)
                ?? throw new InvalidOperationException("The key that was just made cannot be read.");
        }
        finally
        {
            making.Release();
        }
    }

    private async ValueTask<Known> Read(bool mayBeOld, CancellationToken cancel)
    {
        var now = database.Clock.GetUtcNow();
        var before = known;
        if (mayBeOld && now - before.At < Rest)
        {
            return before;
        }
        var rows = await kept.All(cancel);
        // A key that is known already stays the same object: what checks signatures with it is kept by it.
        return known = new(
            [
                .. rows.Select(row =>
                    before.Keys.FirstOrDefault(key => key.Kept.KeyId == row.KeyId) is { } same
                        ? same with
                        {
                            Kept = row,
                        }
                        : KeyOf(row)
                ),
            ],
            now
        );
    }

    private ReadKey KeyOf(KeptTokenKey row)
    {
        var curve = ECDsa.Create();
        var signs = true;
        try
        {
            curve.ImportPkcs8PrivateKey(protector.Unprotect(Convert.FromBase64String(row.PrivateKey)), out _);
        }
        catch (CryptographicException)
        {
            // The keys of the data folder are others: it checks what was signed, and signs nothing more.
            signs = false;
            var open = new JsonWebKey(row.PublicKey);
            curve.ImportParameters(
                new()
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = { X = Base64UrlEncoder.DecodeBytes(open.X), Y = Base64UrlEncoder.DecodeBytes(open.Y) },
                }
            );
        }
        return new(row, new(curve) { KeyId = row.KeyId }, signs);
    }

    private sealed record Known(ImmutableArray<ReadKey> Keys, DateTimeOffset At);

    private sealed record ReadKey(KeptTokenKey Kept, ECDsaSecurityKey Key, bool Signs);
}
