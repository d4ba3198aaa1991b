using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports;

/// <summary>How a file names somebody without a national number.</summary>
public sealed record SaidPerson(string? FamilyName, string? GivenNames, DateOnly? BirthDate, string? Email)
{
    private const int KeyBytes = 16;

    /// <summary>The names without order, case and accents: lists write the family name first or last.</summary>
    public string NameKey { get; } = NameKeyOf(FamilyName, GivenNames);

    /// <summary>What an answer about this person is kept under; it tells no name.</summary>
    public string Key(Guid employerId) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{employerId}|{NameKey}|{BirthDate:yyyy-MM-dd}|{Email?.ToLowerInvariant()}"))[
                ..KeyBytes
            ]
        );

    public static string NameKeyOf(string? familyName, string? givenNames) =>
        string.Join(
            ' ',
            $"{familyName} {givenNames}"
                .Split([' ', '-', '\'', ',', '.'], StringSplitOptions.RemoveEmptyEntries)
                .Select(Letters.Of)
                .Where(word => word.Length > 0)
                .Order(StringComparer.Ordinal)
        );
}

/// <summary>A worker somebody may be.</summary>
/// <param name="SameName">Its names are the same, whatever their order.</param>
/// <param name="SameBirthDate">Null: one of the two is not known.</param>
/// <param name="SameEmail">Null: one of the two is not known.</param>
public sealed record PersonCandidate(WorkerIdentityVersion Worker, bool SameName, bool? SameBirthDate, bool? SameEmail);

/// <summary>Somebody a file names without a number, and the workers it may be.</summary>
public sealed record AskedPerson(Guid EmployerId, SaidPerson Said, ImmutableArray<PersonCandidate> Candidates)
{
    public string Key => Said.Key(EmployerId);

    /// <summary>The rows about this person, as the file numbers them; no more than a page shows.</summary>
    public List<int> Rows { get; } = [];
    public long RowCount { get; set; }
}

/// <summary>A training of a row beside the known one it looks like.</summary>
/// <param name="Choice">What was answered; null: the row waits.</param>
public sealed record SimilarTraining(int Row, TrainingVersion Said, TrainingVersion Known, SimilarChoice? Choice);

/// <summary>What only a person can answer about a file.</summary>
public sealed class ImportQuestions
{
    /// <summary>Told of one file at most; a file with more has one fault, not thousands.</summary>
    public const int Most = 5_000;
    private const int RowsShown = 20;
    private readonly Dictionary<string, AskedPerson> persons = new(StringComparer.Ordinal);
    private readonly List<SimilarTraining> similar = [];

    public IReadOnlyCollection<AskedPerson> Persons => persons.Values;
    public IReadOnlyList<SimilarTraining> Similar => similar;

    /// <summary>Rows that look like a known training and wait for an answer.</summary>
    public long Waiting { get; private set; }

    internal void Ask(AskedPerson person, int row)
    {
        if (!persons.TryGetValue(person.Key, out var asked))
        {
            if (persons.Count == Most)
            {
                return;
            }
            persons.Add(person.Key, asked = person);
        }
        asked.RowCount++;
        if (asked.Rows.Count < RowsShown)
        {
            asked.Rows.Add(row);
        }
    }

    internal void Ask(SimilarTraining one)
    {
        Waiting += one.Choice is null ? 1 : 0;
        if (similar.Count < Most)
        {
            similar.Add(one);
        }
    }
}
