using System.Text.Json;
using LearningAccount.App.Documents;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;
using HarnessCommands = LearningAccount.Tests.Harness.Commands;

namespace LearningAccount.Tests.Commands;

public sealed class DocumentsCommandTests
{
    private static readonly SetClock Clock = new(new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Documents_are_issued_written_sent_and_listed()
    {
        using var folder = new TemporaryFolder();
        World world;
        await using (var database = await Database.OpenAsync(null, folder["data"], Clock, TestContext.Current.CancellationToken))
        {
            world = await World
                .With()
                .OfSize(SizeClass.Full)
                .AndWorker()
                .Employed("2025-01-01")
                .AndWorker("Janssens", "Bram")
                .Employed("2025-01-01")
                .RecordedIn(database);
        }
        var employer = world.Number.Digits;
        var issued = await Ila(folder, "documents", "issue", "yearlyNotice", "--employer", employer);
        Assert.True(issued.ExitCode == 0, issued.ToString());
        Assert.Contains("2/2", issued.Errors, StringComparison.Ordinal);
        var run = issued.Output.Trim();

        // Who has it gets no second one.
        var again = await Ila(folder, "documents", "issue", "yearlyNotice", "--employer", employer);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("[document.nobody]", again.Errors, StringComparison.Ordinal);

        foreach (var format in (string[])["pdf", "zip", "ebox"])
        {
            var file = folder[$"all.{format}"];
            var written = await Ila(folder, "documents", "write", "--employer", employer, "--run", run, "--as", format, file);
            Assert.True(written.ExitCode == 0, written.ToString());
            Assert.True(new FileInfo(file).Length > 1_000);
        }

        Assert.Equal("2", (await Ila(folder, "documents", "sent", "--employer", employer, "--run", run)).Output.Trim());
        var list = await Ila(folder, "documents", "list", "--employer", employer, "--json");
        using var answer = JsonDocument.Parse(list.Output);
        Assert.All(
            answer.RootElement.EnumerateArray(),
            one => Assert.Equal("paper", one.GetProperty("steps")[0].GetProperty("channel").GetString())
        );
        Assert.DoesNotContain(
            "Peeters",
            (await Ila(folder, "documents", "list", "--employer", employer, "--not-told")).Output,
            StringComparison.Ordinal
        );
        var changed = await Ila(folder, "documents", "changed", "--employer", employer);
        Assert.Contains("still hold", changed.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Ila(folder, "journal", "verify")).ExitCode);

        // Of one worker alone, whoever it is meant for otherwise.
        var one = $"{world.WorkerIds[0]:D}";
        var evidence = await Ila(folder, "documents", "issue", "evidenceFile", "--employer", employer, "--worker", one);
        Assert.Contains("1/1", evidence.Errors, StringComparison.Ordinal);
        var unknown = await Ila(folder, "documents", "issue", "evidenceFile", "--employer", employer, "--worker", run);
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("[document.unknownWorker]", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_again_after_a_run_was_broken_off_it_goes_on_with_that_one()
    {
        using var folder = new TemporaryFolder();
        World world;
        Guid run;
        await using (var database = await Database.OpenAsync(null, folder["data"], Clock, TestContext.Current.CancellationToken))
        {
            world = await World.With().OfSize(SizeClass.Full).AndWorker().Employed("2025-01-01").RecordedIn(database);
            run = await new DocumentRuns(database).Ask(
                world.EmployerId,
                DocumentKind.YearlyNotice,
                new DocumentAsked { On = new(2026, 1, 15) }.ToJson(),
                [IssueRun.Named(world.WorkerIds[0], null)],
                new("operator", Door.Command),
                TestContext.Current.CancellationToken
            );
        }
        string[] asked = ["documents", "issue", "yearlyNotice", "--employer", world.Number.Digits, "--on", "2026-01-15"];
        var issued = await Ila(folder, asked);
        Assert.True(issued.ExitCode == 0, issued.ToString());
        Assert.Equal(ColumnText.Of(run), issued.Output.Trim());
        Assert.Equal(1, (await Ila(folder, asked)).ExitCode);
    }

    private static Task<Outcome> Ila(TemporaryFolder folder, params string[] asked) =>
        HarnessCommands.IlaAsync(folder.Path, [.. asked, "--data", folder["data"]]);
}
