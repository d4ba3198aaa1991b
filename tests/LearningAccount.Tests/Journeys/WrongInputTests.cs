using LearningAccount.Law.Texts;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports.Dmfa;

namespace LearningAccount.Tests.Journeys;

/// <summary>What somebody gives by mistake: told where and what to do, in her language, and nothing half done.</summary>
[Trait("Speed", "Slow")]
public sealed class WrongInputTests
{
    [Fact]
    public async Task A_row_that_cannot_be_read_is_told_with_code_and_place_and_the_others_are_kept()
    {
        using var folder = new TemporaryFolder();
        var right = DmfaText.Person(DmfaText.Record(DmfaText.Occupation()));
        var wrong = DmfaText.Person(DmfaText.Record(DmfaText.Occupation()), "85033199279", 2, "A002");
        var file = folder.Write("dmfa.xml", DmfaText.File(DmfaText.Form("20253", right + wrong)));

        var outcome = await Harness.Commands.IlaAsync(folder.Path, ["import", file, "--bad", "again.xml"]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("00024-004", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("NaturalPerson[2]/INSS", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("85033199279", outcome.Output + outcome.Errors, StringComparison.Ordinal);

        // What is to be corrected comes out as a file of the same kind, which says the same again.
        var again = await Harness.Commands.IlaAsync(folder.Path, ["import", folder["again.xml"], "--data", "elsewhere"]);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("00024-004", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut.xml", "<?xml version=\"1.0\"?><DmfAOriginal><Form><Identification>DMFA")]
    [InlineData("doctype.xml", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><DmfAOriginal>&b;</DmfAOriginal>")]
    [InlineData("update.xml", "<?xml version=\"1.0\"?><DmfAUpdate></DmfAUpdate>")]
    [InlineData("letter.txt", "Dear payroll,\nplease find the trainings of this year.\n")]
    [InlineData("empty.csv", "")]
    public async Task A_file_that_cannot_be_read_is_refused_in_the_readers_language(string name, string content)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(name, content);
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var language in Languages.All)
        {
            var outcome = await Harness.Commands.IlaAsync(folder.Path, ["import", file, "--lang", language.Code()]);
            Assert.Equal(2, outcome.ExitCode);
            Assert.StartsWith($"{file}: ", outcome.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
            said.Add(outcome.Errors);
        }
        Assert.Equal(4, said.Count);
        var imports = await Harness.Commands.IlaAsync(folder.Path, ["imports"]);
        Assert.Equal(0, imports.ExitCode);
        Assert.DoesNotContain(name, imports.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_is_refused_as_no_file()
    {
        using var folder = new TemporaryFolder();
        var outcome = await Harness.Commands.IlaAsync(folder.Path, ["import", "/dev/stdin"], input: "INSZ;Opleiding\n");
        Assert.True(outcome.ExitCode == 2, outcome.ToString());
        Assert.Contains("[file.pipe]", outcome.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("databaseFolder", "--data", "a-file")]
    [InlineData("databaseFolder", "--data", "/proc/nowhere")]
    [InlineData("databaseDamaged", "--data", "damaged")]
    [InlineData("databaseConnection", "--database", "nonsense s3cret")]
    [InlineData("databaseConnection", "--database", "Hostt=127.0.0.1;Password=s3cret")]
    [InlineData("", "--database", "Host=127.0.0.1;Port=1;Username=u;Password=s3cret")]
    public async Task A_database_that_cannot_be_used_is_told_in_a_sentence_without_its_password(
        string code,
        params string[] place
    )
    {
        using var folder = new TemporaryFolder();
        folder.Write("a-file", "");
        Directory.CreateDirectory(folder["damaged"]);
        folder.Write("damaged/learning-account.db", new string('x', 5000));
        foreach (var command in new[] { "imports", "law" })
        {
            string[] asked = command is "law" ? ["law", "add", folder.Write("a.json", "{}")] : [command];
            var outcome = await Harness.Commands.IlaAsync(folder.Path, [.. asked, "--lang", "fr", .. place]);
            Assert.True(outcome.ExitCode == 2, outcome.ToString());
            Assert.Contains(code, outcome.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", outcome.Errors + outcome.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("import", "missing.xml")]
    [InlineData("account", "missing.json")]
    [InlineData("import")]
    [InlineData("nothing")]
    [InlineData("--port", "many")]
    [InlineData("--urls", "http://0.0.0.0:5080")]
    public async Task A_wrong_command_ends_with_2_and_says_why(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var outcome = await Harness.Commands.IlaAsync(folder.Path, arguments);
        Assert.Equal(2, outcome.ExitCode);
        Assert.NotEqual("", outcome.Errors.Trim());
        Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import", "missing.xml")]
    [InlineData("account", "missing.json")]
    [InlineData("law", "check", "missing.json")]
    public async Task A_file_that_is_not_there_is_told_in_the_readers_language(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var language in Languages.All)
        {
            var outcome = await Harness.Commands.IlaAsync(folder.Path, [.. arguments, "--lang", language.Code()]);
            Assert.Equal(2, outcome.ExitCode);
            // As it was typed: the rest of its place is nobody's business.
            Assert.StartsWith($"{arguments[^1]}: ", outcome.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain(folder.Path, outcome.Errors, StringComparison.Ordinal);
            said.Add(outcome.Errors);
        }
        Assert.Equal(4, said.Count);
    }
}
