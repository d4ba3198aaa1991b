using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;
using static LearningAccount.Tests.Imports.Dmfa.DmfaText;

namespace LearningAccount.Tests.Imports;

/// <summary>The real program, killed in the middle of an import as a power cut would.</summary>
[Trait("Speed", "Slow")]
public sealed class KilledImportTests
{
    private const int Persons = 20_000;
    private const int Kills = 4;
    public static TheoryData<Engine> All => Engines.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_killed_import_leaves_nothing_and_runs_again(Engine engine)
    {
        await using var world = await TestDatabase.OpenAsync(engine);
        using var folder = new TemporaryFolder();
        var persons = string.Concat(Enumerable.Range(0, Persons).Select(i => Person(Record(Occupation()), Number(i), i + 1)));
        var file = folder.Write("many.xml", File(Form("20253", persons)));
        string[] import =
        [
            Project.ProgramFile,
            "import",
            file,
            "--data",
            world.Folder,
            .. world.Connection is { } connection ? (string[])["--database", connection] : [],
        ];
        var random = new Random(20_253);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var program = Harness.Commands.Start("dotnet", import, folder.Path);
            await Task.Delay(random.Next(300, 2500), TestContext.Current.CancellationToken);
            var wasRunning = !program.HasExited;
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
            var workers = await world.Count("worker");
            Assert.True(workers is 0 or Persons, $"{workers} workers after kill {kill}");
            Assert.True(wasRunning || workers == Persons, "It ended without bringing the file in.");
        }
        var done = await Harness.Commands.RunAsync("dotnet", import, folder.Path);
        Assert.True(done.ExitCode == 0, done.ToString());
        Assert.Equal(Persons, await world.Count("worker"));
        Assert.Equal(Persons, await world.Count("occupation"));
        Assert.Equal(Persons, await world.Count("declaration_person"));
        Assert.Equal(Persons, (await world.Sizes())["2025Q3"]);
        await world.AssertJournalHolds();
    }

    private static string Number(int i) =>
        SyntheticNumbers.Ssin(40 + i / 1344, 1 + i / 112 % 12, 1 + i / 4 % 28, 991 + i % 4, from2000: false);
}
