using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;
using LearningAccount.Tests.Records.Plans;
using HarnessCommands = LearningAccount.Tests.Harness.Commands;

namespace LearningAccount.Tests.Commands;

public sealed class PlanCommandTests
{
    private static readonly SetClock Clock = new(new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_plan_is_written_as_text_and_its_copy_as_a_file()
    {
        using var folder = new TemporaryFolder();
        World world;
        await using (var database = await Database.OpenAsync(null, folder["data"], Clock, TestContext.Current.CancellationToken))
        {
            world = await World
                .With()
                .OfSize(SizeClass.Full)
                .AndWorker("Baert", "Bea")
                .Employed("2024-01-01")
                .RecordedIn(database);
            await PlanWorld.PlanAsync(database, world, PlanWorld.Line("Welding by Bea Baert", 12, days: 2));
        }
        var text = await Ila(folder, "--year", "2026", "--lang", "nl");
        Assert.True(text.ExitCode == 0, text.ToString());
        Assert.Contains("Opleidingsplan 2026", text.Output, StringComparison.Ordinal);
        Assert.Contains("Welding by Bea Baert", text.Output, StringComparison.Ordinal);

        var copy = await Ila(folder, "--year", "2026", "--for-administration", "--format", "html", "--out", folder["copy.html"]);
        Assert.True(copy.ExitCode == 0, copy.ToString());
        var page = await File.ReadAllTextAsync(folder["copy.html"], TestContext.Current.CancellationToken);
        Assert.Contains("Welding by […]", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Baert", page, StringComparison.Ordinal);

        var none = await Ila(folder, "--year", "2030");
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("No training plan covers 2030", none.Errors, StringComparison.Ordinal);

        Task<Outcome> Ila(TemporaryFolder data, params string[] asked) =>
            HarnessCommands.IlaAsync(data.Path, ["plan", "--employer", world.Number.Digits, .. asked, "--data", data["data"]]);
    }
}
