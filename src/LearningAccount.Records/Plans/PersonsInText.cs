using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Plans;

/// <summary>
/// Finds in a text what names a person: national and telephone numbers, mail addresses, and the family names of an employer's
/// workers with the first names beside them. A first name alone is not looked for: it may be a month, a rose or a town. Names
/// of people who do not work for the employer cannot be known.
/// </summary>
public sealed partial class PersonsInText
{
    /// <summary>What stands in the place of what was found.</summary>
    public const string Mark = "[…]";
    private const int LeastLetters = 2;

    // The words of each family name, by the first of them.
    private readonly Dictionary<string, List<ImmutableArray<string>>> families = new(StringComparer.Ordinal);
    private readonly HashSet<string> given = new(StringComparer.Ordinal);

    public PersonsInText(EmployerSnapshot snapshot)
        : this(snapshot.Workers.Select(worker => worker.Identity).OfType<WorkerIdentityVersion>()) { }

    public PersonsInText(IEnumerable<WorkerIdentityVersion> identities)
    {
        foreach (var identity in identities)
        {
            var family = Words(identity.FamilyName ?? "").Select(word => Letters.Of(word.Value)).ToImmutableArray();
            if (family.Sum(word => word.Length) < LeastLetters)
            {
                continue;
            }
            if (!families.TryGetValue(family[0], out var names))
            {
                families.Add(family[0], names = []);
            }
            if (!names.Exists(name => name.SequenceEqual(family)))
            {
                names.Add(family);
            }
            given.UnionWith(Words(identity.GivenNames ?? "").Select(word => Letters.Of(word.Value)));
        }
    }

    /// <summary>The text with a mark in the place of each; the same text where nothing was found.</summary>
    public string Without(string text)
    {
        text = Mail().Replace(text, Mark);
        text = LongNumber().Replace(text, Mark);
        var marked = new StringBuilder(text.Length);
        var from = 0;
        foreach (var (start, end) in Names(text))
        {
            marked.Append(text, from, start - from).Append(Mark);
            from = end;
        }
        return marked.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The same of everything somebody wrote in a plan.</summary>
    public PlanEdition Without(PlanEdition plan)
    {
        var head = plan.Head;
        return new(
            head with
            {
                Contribution = Of(head.Contribution),
                RiskGroups = Of(head.RiskGroups),
                Shortage = Of(head.Shortage),
                Gender = Of(head.Gender),
                Evaluation = Of(head.Evaluation),
                Remark = Of(head.Remark),
                Opinion = Of(head.Opinion),
                FiledReference = Of(head.FiledReference),
            },
            [
                .. plan.Lines.Select(line =>
                    line with
                    {
                        Title = Without(line.Title),
                        GroupName = Of(line.GroupName),
                        GroupParts = Of(line.GroupParts),
                        Provider = Of(line.Provider),
                        Aim = Of(line.Aim),
                        Remark = Of(line.Remark),
                    }
                ),
            ]
        );
    }

    private string? Of(string? text) => text is null ? null : Without(text);

    private List<(int Start, int End)> Names(string text)
    {
        var words = Words(text).ToList();
        var keys = words.ConvertAll(word => Letters.Of(word.Value));
        var found = new List<(int, int)>();
        for (var i = 0; i < words.Count; i++)
        {
            if (LengthAt(keys, i) is not { } length || !IsName(words, i, length))
            {
                continue;
            }
            var (first, last) = (i, i + length - 1);
            while (first > 0 && given.Contains(keys[first - 1]) && StartsLarge(words[first - 1]))
            {
                first--;
            }
            while (last + 1 < words.Count && given.Contains(keys[last + 1]) && StartsLarge(words[last + 1]))
            {
                last++;
            }
            var start = words[first].Index;
            if (found.Count > 0 && start < found[^1].Item2)
            {
                start = found[^1].Item2;
            }
            found.Add((start, words[last].Index + words[last].Length));
            i = last;
        }
        return found;
    }

    private int? LengthAt(List<string> keys, int at) =>
        families.TryGetValue(keys[at], out var names)
            ? names
                .Where(name => at + name.Length <= keys.Count && name.SequenceEqual(keys.Skip(at).Take(name.Length)))
                .Select(name => (int?)name.Length)
                .Max()
            : null;

    // "De groep" is no Mr De Groep: one of its words is written as a name.
    private static bool IsName(List<Match> words, int at, int length) => StartsLarge(words[at + length - 1]);

    private static bool StartsLarge(Match word) => char.IsUpper(word.Value[0]);

    private static IEnumerable<Match> Words(string text) => Word().Matches(text);

    [GeneratedRegex(@"[\p{L}\p{M}]+(['’][\p{L}\p{M}]+)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mail();

    // Nine digits and more with at most two signs between two of them: also a number that is typed wrong.
    [GeneratedRegex(@"\+?(?<![0-9])[0-9](?:[ ./()-]{0,2}[0-9]){8,}(?![0-9])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongNumber();
}
