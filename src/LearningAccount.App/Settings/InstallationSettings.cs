using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Settings;

/// <summary>
/// What whoever runs the program decides for the whole installation: the file <c>settings.json</c> in the data folder, read once at
/// the start. Without the file, everything has its default. docs/operations.md describes it.
/// </summary>
public sealed record InstallationSettings
{
    public const string FileName = "settings.json";
    private const int MostBytes = 256 * 1024;
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        // A name that is misspelt would be a setting that silently does nothing.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 16,
    };

    /// <summary>Where people reach the pages, such as <c>https://learning.example.be</c>; null: this machine alone.</summary>
    public Uri? Address { get; init; }

    /// <summary>For https served by the program itself; null: none.</summary>
    public CertificateSettings? Certificate { get; init; }

    public SessionSettings Sessions { get; init; } = new();

    /// <summary>The server that takes our mail; null: nothing is sent, notices stand in the portal alone.</summary>
    public MailServer? Mail { get; init; }

    /// <summary>Days an employer has to answer a worker's request before its administrators are told; 30 by default.</summary>
    public int CorrectionDays { get; init; } = 30;

    public ApiSettings Api { get; init; } = new();

    public WebhookSettings Webhooks { get; init; } = new();

    /// <summary>Other sign-ins that people may use.</summary>
    public IReadOnlyList<OutsideProvider> SignIn { get; init; } = [];

    /// <summary>True where people come by https, to the program itself or to a gateway before it.</summary>
    [JsonIgnore]
    public bool IsHttps => Address?.Scheme is "https";

    /// <exception cref="RefusedException"><c>settingsFile</c>: it is not what it should be; the sentence names the place.</exception>
    public static InstallationSettings Read(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        if (!File.Exists(path))
        {
            return new();
        }
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                throw Refused(path, "", "too large");
            }
            var read = JsonSerializer.Deserialize<InstallationSettings>(File.ReadAllBytes(path), Reading) ?? new();
            return read.Checked(path);
        }
        catch (JsonException wrong)
        {
            throw Refused(path, wrong.Path ?? "", $"line {wrong.LineNumber + 1}");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, "", wrong.Message);
        }
    }

    private InstallationSettings Checked(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        // Passwords and personal data do not travel in the clear.
        if (
            Address is { } address
            && (address.PathAndQuery is not "/" || !(address.Scheme is "https" || IsOnThisMachine(address)))
        )
        {
            throw Refused(path, "address", address.ToString());
        }
        if (Certificate is not null)
        {
            try
            {
                _ = new CertificateFiles(Certificate, folder, TimeProvider.System);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or CryptographicException)
            {
                throw Refused(path, "certificate", wrong.Message);
            }
        }
        for (var i = 0; i < SignIn.Count; i++)
        {
            var fault =
                SignIn[i].Fault(folder)
                ?? (
                    SignIn.Take(i).Any(other => string.Equals(other.Id, SignIn[i].Id, StringComparison.Ordinal))
                        ? "id: given twice."
                        : null
                );
            if (fault is not null)
            {
                throw Refused(path, $"signIn[{i}]", fault);
            }
        }
        if (Sessions is { IdleMinutes: < 1 or > 1440 } or { Hours: < 1 or > 168 })
        {
            throw Refused(path, "sessions", "");
        }
        if (Api is { RequestsPerSecond: < 1 or > 100_000 } or { BurstSeconds: < 1 or > 3_600 })
        {
            throw Refused(path, "api", "");
        }
        if (Webhooks.Fault is { } hooks)
        {
            throw Refused(path, "webhooks", hooks);
        }
        if (Mail is { } mail && (mail.Port is < 1 or > 65_535 || !mail.From.Contains('@', StringComparison.Ordinal)))
        {
            throw Refused(path, "mail", mail.From);
        }
        // A mail without an address to sign in at tells its reader nothing.
        if (Mail is not null && Address is null)
        {
            throw Refused(path, "address", "mail");
        }
        if (CorrectionDays is < 1 or > 365)
        {
            throw Refused(path, "correctionDays", "");
        }
        return this;
    }

    private static bool IsOnThisMachine(Uri address) => address.Scheme is "http" && address.IsLoopback;

    private static RefusedException Refused(string file, string at, string why) =>
        new("settingsFile", "settings", ("file", file), ("place", at), ("why", why));
}

/// <summary>How long somebody stays signed in.</summary>
public sealed record SessionSettings
{
    /// <summary>Minutes without a request after which a session ends; 30 by default.</summary>
    public int IdleMinutes { get; init; } = 30;

    /// <summary>Hours after which it ends in any case; 12 by default.</summary>
    public int Hours { get; init; } = 12;
}
