using System.IO.Compression;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;
using HarnessCommands = LearningAccount.Tests.Harness.Commands;

namespace LearningAccount.Tests.Commands;

public sealed class PrivacyCommandTests
{
    private static readonly SetClock Clock = new(new(2016, 1, 15, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_is_due_is_told_first_and_erased_when_asked_and_the_journal_is_sound()
    {
        using var folder = new TemporaryFolder();
        World world;
        await using (var database = await Database.OpenAsync(null, folder["data"], Clock, TestContext.Current.CancellationToken))
        {
            world = await World
                .With()
                .AndWorker("Zwartehand", "Zoltan")
                .Employed("2010-01-01", "2015-06-30")
                .AndWorker()
                .Employed("2014-01-01")
                .Trained("2024-05-06", "2")
                .RecordedIn(database);
        }
        var number = world.Number.ToString();
        var told = await Ila(folder, "privacy", "erase", "--employer", number);
        Assert.True(told.ExitCode == 0, told.ToString());
        Assert.Contains("contract: 1", told.Output, StringComparison.Ordinal);
        Assert.Contains("--yes", told.Output, StringComparison.Ordinal);
        var done = await Ila(folder, "privacy", "erase", "--employer", number, "--yes");
        Assert.True(done.ExitCode == 0, done.ToString());
        var again = await Ila(folder, "privacy", "erase", "--employer", number, "--yes");
        Assert.Contains("Nothing is due", again.Output, StringComparison.Ordinal);
        var verified = await Ila(folder, "journal", "verify");
        Assert.True(verified.ExitCode == 0, verified.ToString());
        Assert.Contains("erased by the retention rules", verified.Output, StringComparison.Ordinal);

        // A number on the command line would stand in the history of commands.
        var open = await Ila(
            folder,
            "privacy",
            "export",
            "--employer",
            number,
            "--worker",
            world.NumberOf(1),
            folder["copy.zip"]
        );
        Assert.Equal(2, open.ExitCode);
        Assert.DoesNotContain(world.NumberOf(1), open.Errors, StringComparison.Ordinal);
        var copy = await HarnessCommands.IlaAsync(
            folder.Path,
            ["privacy", "export", "--employer", number, "--ssin-from-stdin", folder["copy.zip"], "--data", folder["data"]],
            world.NumberOf(1)
        );
        Assert.True(copy.ExitCode == 0, copy.ToString());
        using var zip = ZipFile.OpenRead(folder["copy.zip"]);
        Assert.Equal(
            ["SHA256SUMS", "data.json", "everything.json", "report.html", "report.pdf", "rows.json"],
            zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)
        );
        var register = await Ila(folder, "privacy", "register", "--employer", number);
        Assert.Contains("person_number", register.Output, StringComparison.Ordinal);
        var terms = await Ila(folder, "privacy", "retention", "--employer", number, "--kind", "account", "--months", "24");
        Assert.Contains("account: 2 years", terms.Output, StringComparison.Ordinal);
        string[] restrict =
        [
            "privacy",
            "restrict",
            "--employer",
            number,
            "--worker",
            $"{world.WorkerIds[1]:D}",
            "--reason",
            "Contested",
        ];
        Assert.Equal(0, (await Ila(folder, restrict)).ExitCode);
        Assert.Equal(0, (await Ila(folder, [.. restrict, "--lift"])).ExitCode);
    }

    private static Task<Outcome> Ila(TemporaryFolder folder, params string[] arguments) =>
        HarnessCommands.IlaAsync(folder.Path, [.. arguments, "--data", folder["data"]]);
}
