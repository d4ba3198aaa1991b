using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LearningAccount.App.Settings;

/// <summary>The certificate of https, as the tools that renew it write it: two PEM files in or beside the data folder.</summary>
public sealed record CertificateSettings
{
    /// <summary>The certificate, and those between it and its root.</summary>
    public required string File { get; init; }

    /// <summary>Its private key.</summary>
    public required string Key { get; init; }
}

/// <summary>The certificate in use; a renewed one is taken up without a start.</summary>
internal sealed class CertificateFiles
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private readonly string file;
    private readonly string key;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private SslStreamCertificateContext inUse;
    private DateTime writtenAt;
    private DateTimeOffset lookedAt;

    /// <exception cref="IOException">A file is not there.</exception>
    /// <exception cref="CryptographicException">They are no certificate and its key.</exception>
    public CertificateFiles(CertificateSettings settings, string folder, TimeProvider clock)
    {
        this.clock = clock;
        file = Path.Combine(folder, settings.File);
        key = Path.Combine(folder, settings.Key);
        inUse = Read();
        (writtenAt, lookedAt) = (File.GetLastWriteTimeUtc(file), clock.GetUtcNow());
    }

    public SslStreamCertificateContext Current()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (now - lookedAt >= LookEvery)
            {
                lookedAt = now;
                TakeUpRenewed();
            }
            return inUse;
        }
    }

    private void TakeUpRenewed()
    {
        try
        {
            var written = File.GetLastWriteTimeUtc(file);
            if (written != writtenAt)
            {
                inUse = Read();
                writtenAt = written;
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // Half written: the next look finds it whole; until then the old one serves.
        }
    }

    private SslStreamCertificateContext Read()
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(file);
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(file, key), chain, offline: true);
    }
}
