using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using LearningAccount.App.Imports;

namespace LearningAccount.App.Portal.Importing;

/// <summary>
/// Uploaded files between preview and confirmation: in the data folder, under a name that nobody can guess, gone when they
/// are brought in or left, and a day later in any case.
/// </summary>
public sealed class Spool(string folder, TimeProvider clock)
{
    private const int NameBytes = 16;
    private const string NamesFile = "names.json";
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <param name="owner">The person who uploads.</param>
    /// <summary>A place for the files of one upload; what others left behind is cleared away.</summary>
    public SpooledFiles Open(Guid owner)
    {
        Directory.CreateDirectory(folder);
        foreach (
            var old in new DirectoryInfo(folder)
                .EnumerateDirectories()
                .Where(old => old.CreationTimeUtc < clock.GetUtcNow().UtcDateTime - KeptFor)
        )
        {
            old.Delete(recursive: true);
        }
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes));
        var path = Path.Combine(folder, token);
        // For nobody but whoever runs the program.
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        return new(token, path, []) { Owner = owner };
    }

    /// <summary>The files of an upload, or null where there is none of this name.</summary>
    public SpooledFiles? Find(string token)
    {
        // The name comes from an address: nothing else than such a name may become a path.
        if (token.Length != NameBytes * 2 || token.AsSpan().ContainsAnyExcept(Hexadecimal))
        {
            return null;
        }
        var path = Path.Combine(folder, token);
        var names = Path.Combine(path, NamesFile);
        if (!File.Exists(names))
        {
            return null;
        }
        var kept = JsonSerializer.Deserialize<Kept>(File.ReadAllText(names))!;
        return new(token, path, kept.Names)
        {
            Employer = kept.Employer,
            Owner = kept.Owner,
            Refused = kept.Refused ?? [],
        };
    }

    public static void Close(SpooledFiles files) =>
        File.WriteAllText(
            Path.Combine(files.Folder, NamesFile),
            JsonSerializer.Serialize(new Kept(files.Names, files.Employer, files.Owner, files.Refused))
        );

    /// <summary>The uploads of somebody that wait to be brought in, the newest first, with when they came.</summary>
    public IReadOnlyList<(SpooledFiles Files, DateTimeOffset At)> Of(Guid owner) =>
        !Directory.Exists(folder)
            ? []
            :
            [
                .. new DirectoryInfo(folder)
                    .EnumerateDirectories()
                    .Select(each => (Files: Find(each.Name), At: new DateTimeOffset(each.CreationTimeUtc, TimeSpan.Zero)))
                    .Where(each => each.Files is not null && each.Files.Owner == owner)
                    .OrderByDescending(each => each.At)
                    .Select(each => (each.Files!, each.At)),
            ];

    public static void Forget(SpooledFiles files)
    {
        if (Directory.Exists(files.Folder))
        {
            Directory.Delete(files.Folder, recursive: true);
        }
    }

    private sealed record Kept(List<string> Names, string? Employer, Guid Owner, Dictionary<int, string>? Refused);
}

/// <summary>The files of one upload.</summary>
/// <param name="Names">As their sender names them, in the order sent; on the disk they have a number.</param>
public sealed record SpooledFiles(string Token, string Folder, List<string> Names)
{
    /// <summary>The enterprise number of lists that do not name their employer, as their sender wrote it.</summary>
    public string? Employer { get; set; }

    /// <summary>Who sent them; nobody else finds them.</summary>
    public required Guid Owner { get; init; }

    /// <summary>Why a file cannot be brought in at all, by its place: a code.</summary>
    public Dictionary<int, string> Refused { get; init; } = [];

    public FileStream Open(int place) => new(PathOf(place), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);

    /// <summary>What a person said about a file.</summary>
    public FileAnswers AnswersOf(int place) =>
        File.Exists(AnswersPath(place)) ? FileAnswers.OfJson(File.ReadAllText(AnswersPath(place))) : FileAnswers.None;

    /// <summary>Keeps it, whole or not at all.</summary>
    public void Keep(int place, FileAnswers answers)
    {
        var half = AnswersPath(place) + ".new";
        File.WriteAllText(half, answers.ToJson());
        File.Move(half, AnswersPath(place), overwrite: true);
    }

    private string AnswersPath(int place) => PathOf(place) + ".answers";

    public string PathOf(int place) => Path.Combine(Folder, place.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
