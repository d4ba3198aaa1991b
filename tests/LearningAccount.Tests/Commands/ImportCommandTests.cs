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
    public async Task Rows_that_only_the_way_a_list_is_written_makes_wrong_lead_to_where_it_is_said()
    {
        using var folder = new TemporaryFolder();
        folder.Write("list.csv", "INSZ;Opleiding;Datum;Uren\n64022999278;Kran;12/25/2024;4\n");
        var told = await Ila(folder, "import", "list.csv", "--dry-run", "--lang", "en");
        Assert.Contains("cell.dateDayFirst", told.Output, StringComparison.Ordinal);
        Assert.Contains("--inspect", told.Output, StringComparison.Ordinal);
        Assert.Contains("--mapping", told.Output, StringComparison.Ordinal);
        var inspected = await Ila(folder, "import", "list.csv", "--inspect", "--json");
        Assert.Contains("\"monthFirst\": true", inspected.Output, StringComparison.Ordinal);

        folder.Write("unknown.csv", "Wer;Was\n64022999278;Kran\n");
        var refused = await Ila(folder, "import", "unknown.csv", "--lang", "fr");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--inspect", refused.Errors, StringComparison.Ordinal);
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

    [Fact]
    public async Task The_rows_to_correct_of_several_files_stand_in_a_file_each_and_never_in_a_file_that_is_imported()
    {
        using var folder = new TemporaryFolder();
        foreach (var quarter in new[] { "20252", "20253" })
        {
            folder.Write($"q{quarter}.xml", File(Form(quarter, Person(Record(Occupation()), "78083299164"))));
        }
        var into = await Ila(folder, "import", "q20252.xml", "q20253.xml", "--bad", ".", "--dry-run");
        Assert.True(into.ExitCode == 1, into.ToString());
        foreach (var quarter in new[] { "20252", "20253" })
        {
            Assert.Contains(
                $"<Quarter>{quarter}<",
                System.IO.File.ReadAllText(folder[$"q{quarter}-2.xml"]),
                StringComparison.Ordinal
            );
        }

        var over = await Ila(folder, "import", "q20252.xml", "--bad", folder["q20252.xml"]);
        Assert.True(over.ExitCode == 2, over.ToString());
        Assert.Contains("Reference", System.IO.File.ReadAllText(folder["q20252.xml"]), StringComparison.Ordinal);
        Assert.Equal("", (await Ila(folder, "imports")).Output);

        var nowhere = await Ila(folder, "import", "q20252.xml", "--bad", "no/where.xml");
        Assert.True(nowhere.ExitCode == 2, nowhere.ToString());
        Assert.Contains("--bad", nowhere.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_are_told_a_refusal_by_its_code()
    {
        using var folder = new TemporaryFolder();
        folder.Write("cut.xml", "<DmfAOriginal><Form>");
        var refused = await Ila(folder, "import", "cut.xml", "missing.csv", folder.Path, "--json", "--lang", "nl");
        Assert.Equal(2, refused.ExitCode);
        var codes = JsonDocument
            .Parse(refused.Output)
            .RootElement.EnumerateArray()
            .Select(file => file.GetProperty("refused").GetProperty("code").GetString());
        Assert.Equal(["xml.broken", "file.missing", "file.folder"], codes);
        Assert.Contains("[file.missing]", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_file_name_holds_steers_no_terminal()
    {
        using var folder = new TemporaryFolder();
        folder.Write("odd\u001b[31m\nname.xml", File(Form("20253", Person(Record(Occupation())))));
        var outcome = await Ila(folder, "import", folder["odd\u001b[31m\nname.xml"]);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.DoesNotContain('\u001b', outcome.Output + (await Ila(folder, "imports")).Output);
    }

    private static Task<Outcome> Ila(TemporaryFolder folder, params string[] arguments) =>
        Harness.Commands.IlaAsync(folder.Path, [.. arguments, "--data", folder["data"]]);
}
