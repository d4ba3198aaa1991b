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

    public SessionSettings Sessions { get; init; } = new();

    /// <summary>The server that takes our mail; null: nothing is sent, notices stand in the portal alone.</summary>
    public MailServer? Mail { get; init; }

    /// <summary>Days an employer has to answer a worker's request before its administrators are told; 30 by default.</summary>
    public int CorrectionDays { get; init; } = 30;

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
        if (Address is { } address && (address.Scheme is not ("http" or "https") || address.PathAndQuery is not "/"))
        {
            throw Refused(path, "address", address.ToString());
        }
        if (Sessions is { IdleMinutes: < 1 or > 1440 } or { Hours: < 1 or > 168 })
        {
            throw Refused(path, "sessions", "");
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
