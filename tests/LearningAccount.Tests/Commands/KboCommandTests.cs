using System.Text.Json;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Commands;

public sealed class KboCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder data = new();

    public void Dispose()
    {
        folder.Dispose();
        data.Dispose();
    }

    [Theory]
    [InlineData("nl", "Volledige set 140 van de KBO", "Bewaard: 1")]
    [InlineData("fr", "Jeu complet 140 de la BCE", "1 entreprises")]
    [InlineData("de", "Vollständiger Satz 140 der ZDU", "Behalten: 1")]
    [InlineData("en", "Full set 140 of the CBE", "Kept: 1")]
    public async Task A_set_is_brought_in_and_told_of_in_the_readers_language(string language, string set, string kept)
    {
        var path = RegisterSet.Full().With(Synthetic.Enterprise(), "Bakkerij Boon").InPackage(folder);
        var answer = await AskAsync("kbo", "import", path, "--all", "--lang", language);
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains(set, answer.Output, StringComparison.Ordinal);
        Assert.Contains(kept, answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_in_JSON_counts_and_names_wrong_rows()
    {
        var set = RegisterSet.Full().With(Synthetic.Enterprise(), "Bakkerij Boon").Line("activity.csv", "\"x\",,,,");
        var answer = await AskAsync("kbo", "import", set.InPackage(folder), "--all", "--json");
        Assert.Equal(1, answer.ExitCode);
        var told = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal(
            (140, 1, 1),
            (told.GetProperty("set").GetInt32(), told.GetProperty("kept").GetInt32(), told.GetProperty("wrong").GetInt32())
        );
        Assert.Equal("enterprises.row.number", told.GetProperty("wrongRows")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_cannot_be_brought_in_is_told_with_code_and_place()
    {
        var missing = await AskAsync("kbo", "import", folder["nothing.zip"]);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("[file.missing]", missing.Errors, StringComparison.Ordinal);
        var partly = RegisterSet.Full().WithoutFile("activity.csv").InPackage(folder);
        var refused = await AskAsync("kbo", "import", partly, "--lang", "nl");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("activity.csv ontbreekt", refused.Errors, StringComparison.Ordinal);
        var update = await AskAsync("kbo", "import", RegisterSet.Update().InPackage(folder, "update.zip"));
        Assert.Equal(2, update.ExitCode);
        Assert.Contains("[enterprisesFullFirst]", update.Errors, StringComparison.Ordinal);
    }

    private Task<Outcome> AskAsync(params string[] arguments) => InProcess.AskAsync([.. arguments, "--data", data.Path]);
}
