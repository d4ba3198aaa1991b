using System.Text.RegularExpressions;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Journal;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Portal.History;

/// <summary>Whatever the program writes into a journal, its pages say in words. The codes are collected from the program itself.</summary>
public sealed partial class ActionWordsTests
{
    // They stand in the journal of the installation, which no employer reads, or are never written.
    private static readonly string[] NotOfAnEmployer =
    [
        "addLawFile",
        "bringInEnterprises",
        "registerUser",
        "changeUser",
        "registerMachine",
        "changeMachine",
        "openMachine",
        "stopMachine",
        "revokeTokens",
        "addMachineKey",
        "endMachineKey",
        "rehearsal",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public void Every_action_of_the_journal_has_words()
    {
        var codes = Codes();
        // Should the reading of the program fail, these would be missing.
        Assert.Superset(
            new HashSet<string>(["cancelTraining", "adjust", "sayContract", "agreeCorrection", "registerEmployer", "import"]),
            codes
        );
        Faults.None(
            codes
                .Except(NotOfAnEmployer)
                .Where(code => !Words.Has($"history.action.{code}"))
                .Select(code => $"'{code}' is written into journals and has no words: history.action.{code}.")
        );
    }

    [Fact]
    public void Every_door_has_words() =>
        Assert.All(Enum.GetValues<Door>(), door => Assert.True(Words.Has($"history.door.{door}"), door.ToString()));

    private static HashSet<string> Codes()
    {
        var sources = Project
            .Files(".cs")
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal))
            .Select(path => (Name: Path.GetFileName(path).Split('.')[0], Text: Project.Read(path)))
            .ToList();
        // What takes the code of an action, by its name: within its class, and from without.
        var takers = sources
            .SelectMany(source =>
                Taker()
                    .Matches(source.Text)
                    .Select(match => match.Groups["name"].Value)
                    .Where(name => name is not ("OpenLine" or "Action"))
                    .Select(name => name is "Do" ? $"{source.Name}.Do" : name)
            )
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, text) in sources)
        {
            foreach (var taker in takers)
            {
                var call = taker.EndsWith(".Do", StringComparison.Ordinal) && taker == $"{name}.Do" ? "Do" : taker;
                codes.UnionWith(Arguments(text, call));
            }
            codes.UnionWith(Assigned().Matches(text).SelectMany(match => Literals(match.Value)));
        }
        return codes;
    }

    /// <summary>The codes among the arguments of each call.</summary>
    private static IEnumerable<string> Arguments(string text, string call)
    {
        foreach (Match found in Regex.Matches(text, $@"(?<!\w){Regex.Escape(call)}\(", RegexOptions.ExplicitCapture, Patience))
        {
            var (depth, end) = (0, found.Index + call.Length);
            do
            {
                depth += text[end] switch
                {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
                end++;
            } while (depth > 0 && end < text.Length);
            // The first of them that is no origin of a fact: what follows are codes of other things.
            foreach (var code in Literals(text[found.Index..end]).Where(code => code is not "manual").Take(1))
            {
                yield return code;
            }
        }
    }

    private static IEnumerable<string> Literals(string text) => Code().Matches(text).Select(match => match.Groups["code"].Value);

    [GeneratedRegex(@"\b(?<name>\w+)\([^()]*\bstring action\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Taker();

    [GeneratedRegex(
        @"\bAction = ([^;]*?)(,\r?\n\s*[A-Z]\w+ = |;)|\bActionOf\(CorrectionStep step\) =>[^;]*;",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex Assigned();

    [GeneratedRegex("\"(?<code>[a-z][a-z]+([A-Z][a-z]+)*)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Code();
}
