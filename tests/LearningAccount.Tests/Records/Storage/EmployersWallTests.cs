using System.Text.RegularExpressions;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Storage;

/// <summary>Every statement that reads or closes facts keeps to one employer, but for a few that are listed here with why.</summary>
public sealed partial class EmployersWallTests
{
    private static readonly Dictionary<string, string> AcrossEmployers = new(StringComparer.Ordinal)
    {
        ["LearningAccount.App/Imports/Dmfa/DeclaringEmployer.cs"] = "finds the employer a declaration names by its numbers",
        ["LearningAccount.App/Imports/ImportFile.cs"] = "asks whether this very file was brought in before",
        ["LearningAccount.App/Imports/ListImports.cs"] = "lists imports for the operator; a file may hold several employers",
        ["LearningAccount.App/Privacy/PersonFile.cs"] = "the numbers of the person who asks, whichever journal tells of them",
        ["LearningAccount.App/Imports/UndoImport.cs"] = "finds all employers of one import; what it takes back names each",
        ["LearningAccount.Records/Access/ReadAccess.cs"] =
            "people sign in to the whole program, and are granted access by many employers",
        ["LearningAccount.Records/Access/Sessions.cs"] = "finds who is signed in",
        ["LearningAccount.Records/Access/SignInLinks.cs"] = "asks whether anybody can sign in yet",
        ["LearningAccount.Records/Corrections/EscalateSilence.cs"] = "finds the employers with requests that wait too long",
        ["LearningAccount.Records/Duties/TellDuties.cs"] = "finds whoever reads an employer, to mail what the calendars hold",
        ["LearningAccount.Records/Events/ReadEvents.cs"] =
            "what changed at all employers somebody reads, which the statement is given",
        ["LearningAccount.Records/Journal/VerifyFacts.cs"] = "checks every chain",
        ["LearningAccount.Records/Journal/VerifyJournal.cs"] = "checks every chain",
        ["LearningAccount.Records/Registry/Enterprises/ReadEnterprises.cs"] =
            "gathers the public numbers of employers and providers, to complete them from the enterprise register",
        ["LearningAccount.Records/Privacy/EraseByItself.cs"] = "finds the employers that have what is due erased by itself",
        ["LearningAccount.Records/Privacy/FilesOfOthers.cs"] = "asks who else still keeps a file that tells of several",
        ["LearningAccount.Records/Registry/FindEmployer.cs"] = "finds an employer by its numbers",
        ["LearningAccount.Records/Notices/TellDocumentMail.cs"] =
            "finds the mail of documents that arrived or did not, of all employers; what it writes names each",
        ["LearningAccount.Records/Notices/TellWorkers.cs"] = "finds the employers whose journal tells something new",
        ["LearningAccount.Records/Registry/FindWorkers.cs"] = "a person's own accounts, at all employers",
        ["LearningAccount.Records/Registry/ListEmployers.cs"] = "lists employers for the operator",
        ["LearningAccount.Records/Registry/PersonDirectory.cs"] = "the directory of numbers, which tells nothing else of anybody",
        ["LearningAccount.Records/Registry/SayListMapping.cs"] =
            "a person who brings in files for several employers uses one description for all; the answer keeps to those given",
        ["LearningAccount.Records/Trainings/Registrations/ReadRegistrations.cs"] =
            "a provider's own registrations, whichever employer decided; those of an employer name it",
        ["LearningAccount.Records/Registry/ReplaceSsin.cs"] = "a person is one at every employer",
        ["LearningAccount.Records/Storage/SqliteDatabase.cs"] =
            "the last position in the order of all lines, which tells of nobody",
    };

    [Fact]
    public void Every_statement_on_an_employers_table_names_its_employer()
    {
        var wrong =
            from statement in Statements()
            where !OneEmployer().IsMatch(statement.Text) && !AcrossEmployers.ContainsKey(statement.File)
            select $"{statement.File}: {Blanks().Replace(statement.Text, " ").Trim()}";
        Assert.Equal("", string.Join("\n", wrong));
    }

    [Fact]
    public void Nothing_is_listed_that_keeps_to_one_employer()
    {
        var crossing = Statements()
            .Where(statement => !OneEmployer().IsMatch(statement.Text))
            .Select(statement => statement.File);
        Assert.Equal([], AcrossEmployers.Keys.Except(crossing, StringComparer.Ordinal));
    }

    [Fact]
    public void The_test_finds_a_statement_that_forgets_the_employer()
    {
        Assert.True(Statements().Count() > 20);
        Assert.DoesNotMatch(OneEmployer(), "select title from training where worker_id = @worker");
        Assert.Matches(OneEmployer(), "select title from training as t where t.employer_id = @employerId");
        Assert.Matches(OneEmployer(), "select title from {Database.Keyed(connection, table, worker)}");
        Assert.DoesNotMatch(OneEmployer(), "select ssin from {Database.HoldingAnywhere(connection, table, ssin)}");
    }

    private static IEnumerable<(string File, string Text)> Statements()
    {
        var tables = string.Join('|', Tables.All.Select(table => table.Name).Concat(["journal", "journal_content"]));
        var reads = new Regex(
            $@"\b(from|join|update)\s+(({tables}|\{{\w*[tT]able\.Name\}})\b|\{{\w+\.(Keyed|Holding))",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        return from path in Project.Files(".cs")
            where path.StartsWith("src/", StringComparison.Ordinal)
            from Match literal in Literal().Matches(Project.Read(path))
            let text = literal.Groups["text"].Value
            where Verb().IsMatch(text) && reads.IsMatch(text)
            select (path["src/".Length..], text);
    }

    // Raw texts of several lines, and plain ones.
    [GeneratedRegex(
        "\"\"\"(?<text>.*?)\"\"\"|\"(?<text>([^\"\\\\\\n]|\\\\.)*)\"",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        2000
    )]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\s*(select|update)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Verb();

    // What is looked up by keys names the employer by itself, but for the one way that is made to cross.
    [GeneratedRegex(@"\bemployer_id\s*=\s*@|\{\w+\.(Keyed|Holding|HoldingAndAlike)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneEmployer();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
