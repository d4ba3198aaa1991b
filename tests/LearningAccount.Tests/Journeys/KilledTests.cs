using System.Globalization;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports;
using LearningAccount.Tests.Imports.Dmfa;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Journeys;

/// <summary>The program killed as by a power cut while it writes: all of a file or nothing, and safe to repeat.</summary>
[Trait("Speed", "Slow")]
public sealed class KilledTests
{
    private const int Workers = 3_000;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_import_that_is_killed_leaves_nothing_and_can_be_given_again(Engine engine)
    {
        using var files = new TemporaryFolder();
        var declaration = files.Write("dmfa.xml", Declaration());
        await using var database = await TestDatabase.OpenAsync(engine);
        string[] command = ["import", declaration, .. PlaceOf(database)];

        var killedWhileItRan = 0;
        foreach (var milliseconds in new[] { 250, 500, 700, 900, 1100, 1400 })
        {
            killedWhileItRan += await Kill(command, files.Path, milliseconds) ? 1 : 0;
            var kept = await database.Count("worker");
            Assert.True(kept is 0 or Workers, $"{kept} workers of {Workers} were kept after {milliseconds} ms.");
        }
        Assert.True(killedWhileItRan > 0, "It was never killed while it ran, so this shows nothing.");
        var again = await Harness.Commands.IlaAsync(files.Path, command);
        Assert.True(again.ExitCode == 0, again.ToString());

        await using var undisturbed = await TestDatabase.OpenAsync(engine);
        await Harness.Commands.IlaAsync(files.Path, ["import", declaration, .. PlaceOf(undisturbed)]);
        Assert.Equal(await undisturbed.Facts(), await database.Facts());
        await database.AssertJournalHolds();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Files_of_one_employer_that_are_brought_in_at_once_all_come_in(Engine engine)
    {
        using var files = new TemporaryFolder();
        await using var database = await TestDatabase.OpenAsync(engine);
        var imports = Enumerable
            .Range(1, 4)
            .Select(quarter => files.Write($"q{quarter}.xml", Declaration($"2025{quarter}")))
            .Select(file => Harness.Commands.IlaAsync(files.Path, ["import", file, .. PlaceOf(database)]));
        foreach (var import in await Task.WhenAll(imports))
        {
            Assert.True(import.ExitCode == 0, import.ToString());
        }
        Assert.Equal(4, await database.Count("declaration"));
        Assert.Equal(Workers, await database.Count("worker"));
        await database.AssertJournalHolds();
    }

    /// <summary>True when it was still running.</summary>
    private static async Task<bool> Kill(string[] command, string folder, int milliseconds)
    {
        using var process = Harness.Commands.Start("dotnet", [Project.ProgramFile, .. command], folder);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        var running = !process.HasExited;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return running;
    }

    private static string[] PlaceOf(TestDatabase database) =>
        database.Connection is { } connection
            ? ["--data", database.Folder, "--database", connection]
            : ["--data", database.Folder];

    private static string Declaration(string quarter = "20253")
    {
        var born = new DateOnly(1960, 1, 1);
        var persons = Enumerable
            .Range(0, Workers)
            .Select(i =>
            {
                var day = born.AddDays(i);
                var ssin = SyntheticNumbers.Ssin(day.Year % 100, day.Month, day.Day, 991 + i % 8, from2000: false);
                var reference = $"A{i.ToString("00000", CultureInfo.InvariantCulture)}";
                return DmfaText.Person(DmfaText.Record(DmfaText.Occupation()), ssin, i + 1, reference);
            });
        return DmfaText.File(DmfaText.Form(quarter, string.Concat(persons)));
    }
}
