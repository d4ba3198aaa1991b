using System.Text.Json;
using LearningAccount.Tests.Harness;
using static LearningAccount.Tests.Imports.Dmfa.DmfaText;

namespace LearningAccount.Tests.Commands;

public sealed class ImportCommandTests
{
    [Fact]
    public async Task A_declaration_is_brought_in_corrected_listed_and_taken_back()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "q3.xml",
            File(Form("20253", Person(Record(Occupation())) + Person(Record(Occupation()), "78083299164", 2)))
        );
        var first = await Ila(folder, "import", "q3.xml", "--bad", "bad.xml", "--json");
        Assert.Equal(1, first.ExitCode);
        var told = JsonDocument.Parse(first.Output).RootElement[0];
        Assert.Equal(1, told.GetProperty("counts").GetProperty("new").GetInt64());
        Assert.Equal(1, told.GetProperty("counts").GetProperty("error").GetInt64());
        Assert.DoesNotContain("78083", first.Output, StringComparison.Ordinal);
        folder.Write(
            "good.xml",
            System.IO.File.ReadAllText(folder["bad.xml"]).Replace("78083299164", OtherWorker, StringComparison.Ordinal)
        );
        var second = await Ila(folder, "import", "good.xml", "--lang", "nl");
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.Contains("1 rijen: 1 nieuw", second.Output, StringComparison.Ordinal);
        var id = told.GetProperty("import").GetString()!;
        Assert.Contains(id, (await Ila(folder, "imports")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Ila(folder, "undo", id)).ExitCode);
        Assert.Equal(1, (await Ila(folder, "undo", id)).ExitCode);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_by_exit_2()
    {
        using var folder = new TemporaryFolder();
        folder.Write("other.xml", "<DmfAUpdate/>");
        var refused = await Ila(folder, "import", "other.xml", "--dry-run", "--lang", "fr");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("DmfAOriginal", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await Ila(folder, "import", "missing.xml")).ExitCode);
    }

    private static Task<Outcome> Ila(TemporaryFolder folder, params string[] arguments) =>
        Harness.Commands.IlaAsync(folder.Path, [.. arguments, "--data", folder["data"]]);
}
