using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using LearningAccount.App.Identity.Machines;
using LearningAccount.Records.Storage;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.Tests.Identity.Machines;

/// <summary>Public keys of machines, in the forms in which vendors have them.</summary>
public sealed class MachineKeyTests
{
    [Fact]
    public void The_same_key_is_called_the_same_in_whatever_form_it_comes()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=payroll.example", curve, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(80));
        var bare = MachineKey.Read(curve.ExportSubjectPublicKeyInfoPem());
        var certified = MachineKey.Read(certificate.ExportCertificatePem());
        Assert.Equal(bare with { ValidUntil = certified.ValidUntil }, certified);
        Assert.Equal(2050, certified.ValidUntil!.Value.Year);
        Assert.Equal(bare, MachineKey.Read(bare.Jwk));
        Assert.Equal("ES256", bare.Algorithm);
        Assert.Equal(bare.KeyId, Base64UrlEncoder.Encode(new JsonWebKey(bare.Jwk).ComputeJwkThumbprint()));
    }

    [Fact]
    public async Task A_file_holds_a_certificate_in_either_form_and_is_never_long()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=payroll.example", curve, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(80));
        var pem = MachineKey.Read(certificate.ExportCertificatePem());
        Assert.Equal(pem, MachineKey.Read(await TextOf(certificate.RawData)));
        Assert.Equal(pem, MachineKey.Read(await TextOf(System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()))));
        Assert.Equal("machineKey.unreadable", Code(await TextOf(curve.ExportPkcs8PrivateKey())));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => TextOf(new byte[MachineKey.LongestText + 1]));
        Assert.Equal("machineKey.unreadable", refused.Anomaly.Code);

        static Task<string> TextOf(byte[] file) =>
            MachineKey.TextOf(new MemoryStream(file), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(null, "RS256")]
    [InlineData("PS256", "PS256")]
    public void An_RSA_key_signs_with_the_one_algorithm_that_was_said(string? said, string expected)
    {
        using var rsa = RSA.Create(2048);
        var key = MachineKey.Read(rsa.ExportSubjectPublicKeyInfoPem(), said);
        Assert.Equal(expected, key.Algorithm);
        var jwk = JsonNode.Parse(key.Jwk)!.AsObject();
        jwk["alg"] = expected;
        Assert.Equal(key, MachineKey.Read(jwk.ToJsonString()));
        Assert.Equal(key.KeyId, Base64UrlEncoder.Encode(new JsonWebKey(key.Jwk).ComputeJwkThumbprint()));
    }

    [Fact]
    public void A_private_key_is_refused_in_each_form()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        var jwk = JsonNode.Parse(MachineKey.Read(curve.ExportSubjectPublicKeyInfoPem()).Jwk)!.AsObject();
        jwk["d"] = "AQAB";
        string[] secret =
        [
            curve.ExportPkcs8PrivateKeyPem(),
            curve.ExportECPrivateKeyPem(),
            rsa.ExportRSAPrivateKeyPem(),
            jwk.ToJsonString(),
            """{"kty":"oct","k":"AQAB"}""",
        ];
        Assert.All(secret, text => Assert.Equal("machineKey.private", Code(text)));
    }

    [Fact]
    public void What_is_weak_or_of_another_kind_is_refused_with_why()
    {
        using var small = RSA.Create(1024);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal("machineKey.weak", Code(small.ExportSubjectPublicKeyInfoPem()));
        Assert.Equal("machineKey.kind", Code(other.ExportSubjectPublicKeyInfoPem()));
        Assert.Equal("machineKey.kind", Code("""{"kty":"OKP","crv":"Ed25519","x":"AQAB"}"""));
        Assert.Equal("machineKey.algorithm", Code(curve.ExportSubjectPublicKeyInfoPem(), "RS256"));
        using var rsa = RSA.Create(2048);
        Assert.Equal("machineKey.algorithm", Code(rsa.ExportSubjectPublicKeyInfoPem(), "none"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQAB\",\"y\":\"AQAB\"}")]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"!!\",\"e\":\"AQAB\"}")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    public void What_is_no_key_is_refused(string text) => Assert.Equal("machineKey.unreadable", Code(text));

    [Fact]
    public void What_is_longer_than_any_key_is_not_read() =>
        Assert.Equal("machineKey.unreadable", Code(new string('{', MachineKey.LongestText + 1)));

    private static string Code(string text, string? algorithm = null) =>
        Assert.Throws<RefusedException>(() => MachineKey.Read(text, algorithm)).Anomaly.Code;
}
