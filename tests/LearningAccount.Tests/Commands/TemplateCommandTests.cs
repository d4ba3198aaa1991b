using LearningAccount.App.Imports.Lists;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Commands;

public sealed class TemplateCommandTests
{
    [Fact]
    public async Task A_template_is_written_where_it_was_asked_for()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["template", "trainings", "--lang", "de", "--output", "liste.xlsx"];
        Assert.Equal(new(0, "", ""), await Harness.Commands.IlaAsync(folder.Path, arguments));
        using var file = File.OpenRead(folder["liste.xlsx"]);
        using var list = ListFile.Open(file);
        Assert.Equal("Weiterbildungen", list.Sheet);
    }

    [Fact]
    public async Task What_is_asked_wrongly_is_refused_with_2()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(2, (await Harness.Commands.IlaAsync(folder.Path, ["template", "payslips"])).ExitCode);
        var nowhere = await Harness.Commands.IlaAsync(folder.Path, ["template", "staff", "--output", "no/such/folder.csv"]);
        Assert.Equal(2, nowhere.ExitCode);
        Assert.NotEmpty(nowhere.Errors);
    }
}
