using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Papers;
using LearningAccount.Tests.Records;
using LearningAccount.Tests.Records.Reports;

namespace LearningAccount.Tests.Commands;

public sealed class FiguresCommandTests
{
    private static readonly SetClock Clock = new(new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Figures_come_as_text_json_csv_and_workbook_each_with_what_is_behind_them()
    {
        using var folder = new TemporaryFolder();
        World world;
        await using (var database = await Database.OpenAsync(null, folder["data"], Clock, TestContext.Current.CancellationToken))
        {
            world = await SmallCompany.Told.RecordedIn(database);
        }
        string[] year = ["--employer", world.Number.ToString(), "--from", "2025-01-01", "--to", "2025-12-31"];

        var text = await Ila(folder, ["social-balance", .. year, "--lang", "nl"]);
        Assert.True(text.ExitCode == 0, text.ToString());
        Assert.Contains("Sociale balans, 2025", text.Output, StringComparison.Ordinal);
        Assert.Contains("17,6", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(world.NumberOf(0), text.Output, StringComparison.Ordinal);

        var json = await Ila(folder, ["social-balance", .. year, "--format", "json"]);
        using var answer = JsonDocument.Parse(json.Output);
        var figures = answer.RootElement.GetProperty("figures").EnumerateArray().ToList();
        foreach (var figure in figures)
        {
            var sum = figure
                .GetProperty("behind")
                .EnumerateArray()
                .Aggregate(Fraction.Zero, (total, share) => total + Fraction.Parse(share.GetProperty("adds").GetString()!));
            Assert.Equal(figure.GetProperty("value").GetString(), sum.ToString());
        }
        Assert.Contains(figures, figure => figure.GetProperty("code").GetString() is "58033");

        var leave = await Ila(folder, ["leave", .. year]);
        Assert.Contains("ODB-1001234", leave.Output, StringComparison.Ordinal);
        Assert.Contains("2025-12-15", leave.Output, StringComparison.Ordinal);
        Assert.Contains(
            "SF-77",
            (await Ila(folder, ["sector-fund", .. year, "--format", "csv", "--behind"])).Output,
            StringComparison.Ordinal
        );
        var equality = await Ila(folder, ["equality", .. year, "--format", "json"]);
        Assert.DoesNotContain("\"worker\"", equality.Output, StringComparison.Ordinal);
        Assert.Contains("null", equality.Output, StringComparison.Ordinal);

        Assert.Equal(
            0,
            (await Ila(folder, ["social-balance", .. year, "--format", "xlsx", "--output", folder["out.xlsx"]])).ExitCode
        );
        Assert.True(new FileInfo(folder["out.xlsx"]).Length > 1_000);
        var pdf = await Ila(folder, ["leave", .. year, "--lang", "fr", "--format", "pdf", "--output", folder["out.pdf"]]);
        Assert.True(pdf.ExitCode == 0, pdf.ToString());
        var paper = await File.ReadAllBytesAsync(folder["out.pdf"], TestContext.Current.CancellationToken);
        Assert.Contains("ODB-1001234", await ReadBack.TextOfAsync(paper), StringComparison.Ordinal);
        foreach (var form in new[] { "xlsx", "pdf" })
        {
            Assert.Equal(2, (await Ila(folder, ["social-balance", .. year, "--format", form])).ExitCode);
        }
        Assert.Equal(
            2,
            (
                await Ila(folder, ["leave", "--employer", world.Number.ToString(), "--from", "2025-02-01", "--to", "2025-01-01"])
            ).ExitCode
        );
        Assert.Equal(1, (await Ila(folder, ["leave", "--employer", SyntheticNumbers.Enterprise(9_999_950)])).ExitCode);
    }

    private static Task<Outcome> Ila(TemporaryFolder folder, string[] asked) =>
        InProcess.AskAsync(["figures", .. asked, "--data", folder["data"]]);
}
