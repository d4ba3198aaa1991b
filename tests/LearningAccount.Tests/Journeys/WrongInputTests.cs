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
}
