using System.Diagnostics;
using System.Globalization;
using System.Text;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Journeys;

/// <summary>Lists of trainings, and the program killed as by a power cut while it brings them in.</summary>
[Trait("Speed", "Slow")]
public sealed class KilledListTests
{
    private const int Workers = 1_500;
    private static readonly string[] Titles = ["Lassen", "Heftruck", "Eerste hulp", "Brandpreventie"];
    private static readonly int Rows = Workers * Titles.Length;
    private static readonly double[] Moments = [0.35, 0.5, 0.6, 0.7, 0.8, 0.9];

    public static TheoryData<Engine> All => Engines.All;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task A_list_that_is_killed_leaves_nothing_comes_again_once_and_goes_in_one_step(Engine engine)
    {
        using var files = new TemporaryFolder();
        var list = files.Write("opleidingen.csv", List(Titles));
        await using var undisturbed = await TestDatabase.OpenAsync(engine);
        var watch = Stopwatch.StartNew();
        await Ila(files, undisturbed, "import", list);
        var whole = watch.Elapsed;
        var expected = await Trainings(undisturbed);
        Assert.Equal(Rows, expected.Count);

        await using var world = await TestDatabase.OpenAsync(engine);
        var killedWhileItRan = 0;
        foreach (var moment in Moments)
        {
            killedWhileItRan += await Kill(files, world, whole * moment, list) ? 1 : 0;
            var kept = await world.Count("training");
            Assert.True(kept == 0 || kept == Rows, $"{kept} trainings of {Rows} were kept after {moment} of the time.");
            await AssertSound(world, engine);
            if (engine is Engine.Postgres && kept == 0)
            {
                // A server counts its rows when it likes, also now: tables full of what was undone, so that it expects no rows.
                await world.Tamper("analyze worker, person_number, worker_identity, training, import_row");
            }
        }
        Assert.True(killedWhileItRan > 0, "It was never killed while it ran, so this shows nothing.");
        await Ila(files, world, "import", list);
        Assert.Equal(expected, await Trainings(world));
        Assert.Equal(await undisturbed.Facts(), await world.Facts());
        Assert.Equal(Rows, await world.Count("import_row"));

        // Once more, and once more in other bytes.
        await Ila(files, world, "import", list);
        await Ila(files, world, "import", files.Write("nogmaals.csv", List(Titles).ReplaceLineEndings("\r\n")));
        Assert.Equal(expected, await Trainings(world));
        Assert.Equal((Rows, Workers), (await world.Count("training"), await world.Count("worker")));

        var import = (await world.Held(FactTables.Import)).Single(one => one.FileName is "opleidingen.csv").ImportId;
        await Ila(files, world, "undo", import.ToString("D"));
        Assert.Empty(await world.Held(FactTables.Training));
        Assert.Empty(await world.Held(FactTables.Worker));
        await Ila(files, world, "import", list);
        Assert.Equal(expected, await Trainings(world));
        Assert.Equal(await undisturbed.Facts(), await world.Facts());
        await AssertSound(world, engine);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_several_files_those_before_the_kill_stay_and_the_same_command_brings_the_rest(Engine engine)
    {
        using var files = new TemporaryFolder();
        string[] lists = [files.Write("eerst.csv", List(Titles[..1])), files.Write("daarna.csv", List(Titles[1..]))];
        await using var undisturbed = await TestDatabase.OpenAsync(engine);
        await Ila(files, undisturbed, ["import", .. lists]);

        await using var world = await TestDatabase.OpenAsync(engine);
        using (var program = Start(files, world, ["import", .. lists]))
        {
            while (await world.Count("import") == 0 && !program.HasExited)
            {
                await Task.Delay(10, Cancel);
            }
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync(Cancel);
        }
        Assert.Equal(Workers, await world.Count("training"));
        await AssertSound(world, engine);
        await Ila(files, world, ["import", .. lists]);
        Assert.Equal(await Trainings(undisturbed), await Trainings(world));
        Assert.Equal(await undisturbed.Facts(), await world.Facts());
        Assert.Equal((Rows, 2), (await world.Count("training"), await world.Count("import")));
        await AssertSound(world, engine);
    }

    private static async Task<List<string>> Trainings(TestDatabase world)
    {
        var numbers = (await world.Held(FactTables.PersonNumber)).ToDictionary(one => one.PersonId, one => one.Ssin.Digits);
        var people = (await world.Held(FactTables.Worker)).ToDictionary(one => one.WorkerId, one => numbers[one.PersonId]);
        return
        [
            .. (await world.Held(FactTables.Training))
                .Select(one => $"{people[one.WorkerId]} {one.Title} {one.StartOn} {one.EndOn} {one.Hours} {one.Status}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static async Task AssertSound(TestDatabase world, Engine engine)
    {
        await world.AssertJournalHolds();
        if (engine is Engine.Sqlite)
        {
            Assert.Equal(1, await world.Count("pragma_integrity_check where integrity_check = 'ok'"));
        }
    }

    private static async Task Ila(TemporaryFolder files, TestDatabase world, params string[] command)
    {
        var done = await Harness.Commands.IlaAsync(files.Path, [.. command, .. PlaceOf(world)]);
        Assert.True(done.ExitCode == 0, done.ToString());
    }

    /// <summary>True when it was still running.</summary>
    private static async Task<bool> Kill(TemporaryFolder files, TestDatabase world, TimeSpan after, string list)
    {
        using var program = Start(files, world, "import", list);
        await Task.Delay(after, Cancel);
        var running = !program.HasExited;
        program.Kill(entireProcessTree: true);
        await program.WaitForExitAsync(Cancel);
        return running;
    }

    private static Process Start(TemporaryFolder files, TestDatabase world, params string[] command)
    {
        var program = Harness.Commands.Start("dotnet", [Project.ProgramFile, .. command, .. PlaceOf(world)], files.Path);
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        return program;
    }

    private static string[] PlaceOf(TestDatabase world) =>
        world.Connection is { } connection ? ["--data", world.Folder, "--database", connection] : ["--data", world.Folder];

    private static string List(IEnumerable<string> titles)
    {
        var text = new StringBuilder("Ondernemingsnummer;INSZ;Naam;Voornaam;Opleiding;Datum;Uren\n");
        var born = new DateOnly(1960, 1, 1);
        foreach (var title in titles)
        {
            for (var i = 0; i < Workers; i++)
            {
                var day = born.AddDays(i);
                var ssin = SyntheticNumbers.Ssin(day.Year % 100, day.Month, day.Day, 991 + i % 8, from2000: false);
                var on = new DateOnly(2024, 1 + title.Length % 12, 1).AddDays(i % 27);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"0999990222;{ssin};Peeters{i};Anna;{title};{on:d/M/yyyy};{1 + (i % 8)}\n"
                );
            }
        }
        return text.ToString();
    }
}
