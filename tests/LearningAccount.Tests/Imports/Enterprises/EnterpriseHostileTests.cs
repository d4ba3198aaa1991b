using System.IO.Compression;
using System.Text;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Enterprises;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Imports.Enterprises;

/// <summary>Files that are damaged, or made to harm: refused with a sentence, and what was there stays.</summary>
public sealed class EnterpriseHostileTests : IDisposable
{
    private static readonly EnterpriseNumber Ours = Synthetic.Enterprise(1);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("meta.csv")]
    [InlineData("enterprise.csv")]
    [InlineData("activity.csv")]
    [InlineData("code.csv")]
    public async Task A_file_that_is_missing_is_named(string file)
    {
        await RefusedAsync(Set().WithoutFile(file).InPackage(folder), "enterprises.fileMissing", file);
        await RefusedAsync(Set().WithoutFile(file).InFolder(folder), "enterprises.fileMissing", file);
    }

    [Fact]
    public async Task A_column_that_is_missing_is_named()
    {
        var refused = await RefusedAsync(
            Set().Replace("activity.csv", "\"NaceCode\"", "\"Nace\"").InPackage(folder),
            "enterprises.columns",
            "activity.csv"
        );
        Assert.Contains("NaceCode", ImportTexts.Of(refused.Anomaly, Language.Nl), StringComparison.Ordinal);
    }

    [Fact]
    public Task What_says_nothing_of_itself_is_refused() =>
        RefusedAsync(Set().Replace("meta.csv", "\"full\"", "\"some\"").InPackage(folder), "enterprises.meta", "meta.csv");

    [Fact]
    public async Task What_is_no_package_is_refused()
    {
        await RefusedAsync(folder.Write("set.zip", "PK no package"), "enterprises.package", "");
        var bytes = File.ReadAllBytes(Set().Many(500, 2).InPackage(folder, "whole.zip"));
        // Somewhere in the middle of the packed rows.
        bytes.AsSpan(bytes.Length / 4, 400).Fill(0xA5);
        File.WriteAllBytes(folder["damaged.zip"], bytes);
        await using var world = await WorldAsync();
        await Assert.ThrowsAsync<FileRefusedException>(() => ImportAsync(world, folder["damaged.zip"]));
    }

    [Fact]
    public async Task A_small_package_that_unpacks_to_far_more_is_refused_while_it_is_read()
    {
        var path = Set().WithoutFile("activity.csv").InPackage(folder);
        using (var package = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            using var text = new StreamWriter(package.CreateEntry("activity.csv").Open(), Encoding.UTF8);
            text.Write("\"EntityNumber\",\"ActivityGroup\",\"NaceVersion\",\"NaceCode\",\"Classification\"\r\n");
            var row = $"\"{Ours}\",{new string(' ', 10_000)},,,\r\n";
            for (var i = 0; i < 2_000; i++)
            {
                text.Write(row);
            }
        }
        await RefusedAsync(path, "file.tooLong", "");
    }

    [Fact]
    public async Task An_endless_row_is_not_waited_for()
    {
        var line = $"\"{Ours}\",\"2\",\"001\",\"{new string('x', 200_000)}\"";
        await RefusedAsync(Set().Line("denomination.csv", line).InPackage(folder), "enterprises.line", "denomination.csv:3");
        var open = $"\"{Ours}\",\"2\",\"001\",\"Nooit gesloten";
        await RefusedAsync(Set().Line("denomination.csv", open).InFolder(folder), "enterprises.line", "denomination.csv:3");
    }

    [Fact]
    public async Task Another_encoding_is_refused()
    {
        await RefusedAsync(
            Set("Boulangerie Noël").InFolder(folder, Encoding.Latin1),
            "enterprises.notUtf8",
            "denomination.csv:2"
        );
        await RefusedAsync(
            Set().InFolder(folder, new UnicodeEncoding(bigEndian: false, byteOrderMark: false)),
            "enterprises.columns",
            "meta.csv"
        );
    }

    [Fact]
    public async Task A_mark_of_UTF_8_is_no_part_of_a_column()
    {
        await using var world = await WorldAsync();
        await ImportAsync(
            world,
            Set("Boulangerie Noël").InFolder(folder, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true))
        );
        Assert.Equal("Boulangerie Noël", await NameAsync(world));
    }

    [Fact]
    public async Task Rows_that_are_wrong_are_counted_and_the_first_ones_named()
    {
        await using var world = await WorldAsync();
        var set = Set()
            .Line("denomination.csv", $"\"{Ours.ToString()[..^1]}0\",\"2\",\"001\",\"Fout controlegetal\"")
            .Line("denomination.csv", "\"onzin\",\"2\",\"001\",\"Fout\"")
            .Line("denomination.csv", $"\"{Ours}\",\"2\",\"001\"")
            .Line("denomination.csv", "\"8.999.999.999\",\"2\",\"003\",\"Een vestiging\"")
            .Line("enterprise.csv", $"\"{Ours}\",\"AC\",\"012\",\"2\",\"014\",,31-31-2020");
        var report = await ImportAsync(world, set.InPackage(folder));
        Assert.Equal((4L, 1L), (report.Counts.WrongRows, report.Counts.Repeated));
        Assert.Equal(
            [
                ("enterprise.csv", 3L, "enterprises.row.date"),
                ("denomination.csv", 3L, "enterprises.row.number"),
                ("denomination.csv", 4L, "enterprises.row.number"),
                ("denomination.csv", 5L, "enterprises.row.fields"),
            ],
            report.Counts.Named.Select(row => (row.File, row.Line, row.Code))
        );
        Assert.Equal("Bakkerij Boon", await NameAsync(world));

        var limits = new EnterpriseLimits { WrongRows = 3 };
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => ImportAsync(world, folder["set.zip"], limits));
        Assert.Equal("enterprises.tooManyWrong", refused.Anomaly.Code);
    }

    [Fact]
    public async Task There_is_an_end_to_files_and_rows()
    {
        await using var world = await WorldAsync();
        var path = Set().Many(20, 2).InPackage(folder);
        async Task<string> With(EnterpriseLimits limits) =>
            (await Assert.ThrowsAsync<FileRefusedException>(() => ImportAsync(world, path, limits))).Anomaly.Code;
        Assert.Equal("enterprises.tooManyRows", await With(new() { Rows = 20 }));
        Assert.Equal("file.tooLong", await With(new() { FileBytes = 500 }));
        Assert.Equal("enterprises.package", await With(new() { PackageEntries = 3 }));
    }

    [Fact]
    public async Task Reading_stops_when_somebody_stops_it()
    {
        await using var world = await WorldAsync();
        using var stopped = new CancellationTokenSource();
        var path = Set().Many(40_000, 2).InPackage(folder);
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new ImportEnterprises(world.Database).Do(path, false, false, Synthetic.Tester, stopped.Token)
        );
        Assert.Equal(0, await world.Count("enterprise"));
    }

    /// <summary>Nothing of what is only passed by is kept: what is held in memory does not grow with the files.</summary>
    [Fact]
    public async Task Memory_does_not_grow_with_the_files()
    {
        await using var world = await WorldAsync();
        var (small, large) = (Set().Many(100, 2).InPackage(folder, "a.zip"), Set().Many(20_000, 10).InPackage(folder, "b.zip"));
        await AllocatedAsync(world, small);
        var few = await AllocatedAsync(world, small);
        var many = await AllocatedAsync(world, large);
        // 240,000 rows more: not even one object of 24 bytes for each.
        Assert.True(many - few < 240_000 * 24, $"{few} bytes for few rows, {many} for many");
    }

    // Of this thread alone, since other tests run beside it.
    private static async Task<long> AllocatedAsync(TestDatabase world, string path)
    {
        var (limits, set) = (EnterpriseLimits.Default, new EnterpriseSet(1, EnterpriseSetKind.Full, new(2026, 1, 2)));
        using var files = EnterpriseFiles.Open(path, limits);
        using var stage = await EnterpriseStage.Begin(world.Database, set, keepsAll: false, isForced: false, Stop);
        var before = GC.GetAllocatedBytesForCurrentThread();
        new ReadEnterpriseSet(files, stage, limits, new(), Stop).Do();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static RegisterSet Set(string name = "Bakkerij Boon") => RegisterSet.Full().With(Ours, name);

    /// <summary>Refused at a place, and what was there before is there still.</summary>
    private static async Task<FileRefusedException> RefusedAsync(string path, string code, string at)
    {
        await using var world = await WorldAsync();
        using var known = new TemporaryFolder();
        await ImportAsync(world, RegisterSet.Full(100).With(Ours, "Zoals het was").InPackage(known));
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => ImportAsync(world, path));
        Assert.Equal((code, at), (refused.Anomaly.Code, refused.Anomaly.At));
        Assert.Equal("Zoals het was", await NameAsync(world));
        return refused;
    }

    private static async Task<string?> NameAsync(TestDatabase world)
    {
        await using var connection = await world.Database.Connect(Stop);
        return LanguageTexts.In((await ReadEnterprises.Of(connection, Ours, Stop))?.Names, Language.Nl);
    }

    private static async Task<TestDatabase> WorldAsync()
    {
        var world = await TestDatabase.OpenAsync(Engine.Sqlite);
        var employer = Guid.CreateVersion7();
        await Change.Make(
            world.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(employer, "test", Stop);
                change.Insert(FactTables.Employer, Synthetic.Employer(employer));
            },
            Stop
        );
        return world;
    }

    private static Task<EnterpriseReport> ImportAsync(TestDatabase world, string path, EnterpriseLimits? limits = null) =>
        new ImportEnterprises(world.Database, limits).Do(path, keepsAll: false, isForced: false, Synthetic.Tester, Stop);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
