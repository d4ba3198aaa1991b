using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.App.Identity.Machines;

/// <summary>
/// The public key by which a machine proves who it is (RFC 7523, <c>private_key_jwt</c>). There are no shared secrets: what is kept here
/// lets nobody in.
/// </summary>
/// <param name="KeyId">The thumbprint of the key (RFC 7638): the same key is always called the same.</param>
/// <param name="Algorithm">The one algorithm it signs with: <c>ES256</c>, <c>RS256</c> or <c>PS256</c>.</param>
/// <param name="Jwk">The key as JSON (RFC 7517), its public members alone.</param>
/// <param name="ValidUntil">The end of the certificate it came in; null: it came as a bare key.</param>
public sealed record MachineKey(string KeyId, string Algorithm, string Jwk, DateTimeOffset? ValidUntil)
{
    public const int LongestText = 16 * 1024;
    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 8192;
    private static readonly string[] OfRsa = ["RS256", "PS256"];

    /// <summary>Reads a JWK, a certificate or a public key in PEM.</summary>
    /// <param name="algorithm">For an RSA key without <c>alg</c>: which of the two; null: <c>RS256</c>.</param>
    /// <exception cref="RefusedException">
    /// <c>machineKey.unreadable</c>; <c>machineKey.private</c>: a private key was sent, and has to be made anew; <c>machineKey.weak</c>;
    /// <c>machineKey.kind</c>: not P-256 or RSA; <c>machineKey.algorithm</c>: one that the key does not sign with.
    /// </exception>
    public static MachineKey Read(string text, string? algorithm = null)
    {
        if (text.Length > LongestText)
        {
            throw Refused("unreadable");
        }
        var trimmed = text.Trim();
        try
        {
            return trimmed.StartsWith('{') ? OfJwk(trimmed, algorithm) : OfPem(trimmed, algorithm);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException or JsonException or FormatException)
        {
            throw Refused("unreadable");
        }
    }

    /// <summary>The text of a file with a key: as it stands there, or of a certificate in DER.</summary>
    /// <exception cref="RefusedException"><c>machineKey.unreadable</c>: it is too long.</exception>
    internal static async Task<string> TextOf(Stream file, CancellationToken cancel)
    {
        var bytes = new byte[LongestText + 1];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        if (length > LongestText)
        {
            throw Refused("unreadable");
        }
        // What begins a structure in DER begins no text.
        return length > 0 && bytes[0] == 0x30
            ? PemEncoding.WriteString("CERTIFICATE", bytes.AsSpan(0, length))
            : Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>The same as a key of a machine, to be kept.</summary>
    internal MachineKeyVersion Of(Guid machine, string? label, DateTimeOffset now) =>
        new()
        {
            EmployerId = JournalLine.Instance,
            Origin = FactVersion.ByHand,
            MachineId = machine,
            KeyId = KeyId,
            Algorithm = Algorithm,
            PublicKey = Jwk,
            Label = label,
            FromAt = now,
            UntilAt = ValidUntil,
        };

    private static MachineKey OfJwk(string text, string? algorithm)
    {
        using var json = JsonDocument.Parse(text);
        var members = json.RootElement;
        // p, q and the like never come without d.
        if (members.TryGetProperty("d", out _) || members.TryGetProperty("k", out _))
        {
            throw Refused("private");
        }
        var said = Text(members, "alg") ?? algorithm;
        switch (Text(members, "kty"))
        {
            case "EC" when Text(members, "crv") is "P-256":
                using (
                    var curve = ECDsa.Create(
                        new ECParameters
                        {
                            Curve = ECCurve.NamedCurves.nistP256,
                            Q = { X = Bytes(members, "x"), Y = Bytes(members, "y") },
                        }
                    )
                )
                {
                    return Of(curve, said, null);
                }
            case "RSA":
                using (var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(members, "n"), Exponent = Bytes(members, "e") }))
                {
                    return Of(rsa, said, null);
                }
            default:
                throw Refused("kind");
        }
    }

    private static MachineKey OfPem(string text, string? algorithm)
    {
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            throw Refused("private");
        }
        if (!text.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal))
        {
            return OfPublicKey(text, algorithm);
        }
        using var certificate = X509Certificate2.CreateFromPem(text);
        var until = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        using var curve = certificate.GetECDsaPublicKey();
        using var rsa = certificate.GetRSAPublicKey();
        return curve is not null ? Of(curve, algorithm, until)
            : rsa is not null ? Of(rsa, algorithm, until)
            : throw Refused("kind");
    }

    private static MachineKey OfPublicKey(string text, string? algorithm)
    {
        try
        {
            using var curve = ECDsa.Create();
            curve.ImportFromPem(text);
            return Of(curve, algorithm, null);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(text);
            return Of(rsa, algorithm, null);
        }
    }

    private static MachineKey Of(ECDsa curve, string? algorithm, DateTimeOffset? until)
    {
        var parameters = curve.ExportParameters(includePrivateParameters: false);
        if (parameters.Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value && curve.KeySize != 256)
        {
            throw Refused("kind");
        }
        if (algorithm is not (null or "ES256"))
        {
            throw Refused("algorithm");
        }
        // In the order of names, without blanks: what the thumbprint is of.
        var members =
            $$"""{"crv":"P-256","kty":"EC","x":"{{Base64UrlEncoder.Encode(parameters.Q.X!)}}","y":"{{Base64UrlEncoder.Encode(parameters.Q.Y!)}}"}""";
        return new(Thumbprint(members), "ES256", members, until);
    }

    private static MachineKey Of(RSA rsa, string? algorithm, DateTimeOffset? until)
    {
        if (rsa.KeySize is < LeastRsaBits or > MostRsaBits)
        {
            throw Refused("weak");
        }
        if (algorithm is not null && !OfRsa.Contains(algorithm, StringComparer.Ordinal))
        {
            throw Refused("algorithm");
        }
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var members =
            $$"""{"e":"{{Base64UrlEncoder.Encode(parameters.Exponent!)}}","kty":"RSA","n":"{{Base64UrlEncoder.Encode(parameters.Modulus!)}}"}""";
        return new(Thumbprint(members), algorithm ?? "RS256", members, until);
    }

    private static string Thumbprint(string members) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(members)));

    private static string? Text(JsonElement members, string name) =>
        members.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static byte[] Bytes(JsonElement members, string name) =>
        Base64UrlEncoder.DecodeBytes(Text(members, name) ?? throw Refused("unreadable"));

    private static RefusedException Refused(string why) => new($"machineKey.{why}", "key");
}
