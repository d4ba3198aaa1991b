using System.Text.Json;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;
using HarnessCommands = LearningAccount.Tests.Harness.Commands;

namespace LearningAccount.Tests.Commands;

public sealed class ShowCommandTests
{
    private static readonly SetClock Clock = new(new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_accounts_of_an_employer_are_a_list_of_figures()
    {
        using var folder = new TemporaryFolder();
        var world = await Written(folder);
        var shown = await Ila(folder, ["show", "accounts", world.Number.ToString(), "--on", "2025-12-31", "--json"]);
        Assert.True(shown.ExitCode == 0, shown.ToString());
        using var list = JsonDocument.Parse(shown.Output);
        Assert.Equal(2, list.RootElement.GetArrayLength());
        var claes = list.RootElement[0];
        Assert.Equal("Claes Bram", claes.GetProperty("name").GetString());
        Assert.Equal("resignation", claes.GetProperty("exit").GetProperty("reason").GetString());
        var peeters = list.RootElement[1];
        Assert.Equal(world.WorkerIds[0], peeters.GetProperty("worker").GetGuid());
        Assert.Equal("4", peeters.GetProperty("balance").GetProperty("exact").GetString());
        Assert.Equal("5/2", peeters.GetProperty("credit").GetString());
    }

    [Fact]
    public async Task The_account_of_a_worker_is_that_of_a_case_file_and_names_no_number()
    {
        using var folder = new TemporaryFolder();
        var world = await Written(folder);
        var ssin = world.NumberOf(0);
        string[] asked = ["show", "account", world.Number.Digits, "--ssin-from-stdin", "--on", "2025-12-31", "--json"];
        var shown = await Ila(folder, asked, ssin + "\n");
        Assert.True(shown.ExitCode == 0, shown.ToString());
        Assert.DoesNotContain(ssin, shown.Output, StringComparison.Ordinal);
        using var account = JsonDocument.Parse(shown.Output);
        string[] members = ["case", "on", "law", "size", "years", "window", "balance", "exit", "entries", "reasons", "anomalies"];
        Assert.Equal(members, account.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("4", account.RootElement.GetProperty("balance").GetProperty("exact").GetString());

        var stranger = await Ila(folder, asked, SyntheticNumbers.Ssin(99, 1, 31, 991, from2000: false));
        Assert.Equal(1, stranger.ExitCode);
        Assert.DoesNotContain("9901", stranger.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, (await Ila(folder, asked, "12345")).ExitCode);
    }

    [Theory]
    [InlineData("nl", "Maes Metaal", "zelf ingevuld")]
    [InlineData("fr", "Maes Metaal", "saisie manuelle")]
    [InlineData("de", "Maes Metaal", "von Hand")]
    [InlineData("en", "Maes Metaal", "by hand")]
    public async Task Every_part_speaks_four_languages(string language, string name, string source)
    {
        using var folder = new TemporaryFolder();
        var world = await Written(folder);
        foreach (var part in (string[])["size", "accounts", "employments"])
        {
            var shown = await Ila(folder, ["show", part, world.Number.Digits, "--lang", language]);
            Assert.True(shown.ExitCode == 0, shown.ToString());
            Assert.Contains(name, shown.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("{", shown.Output, StringComparison.Ordinal);
            if (part is "employments")
            {
                Assert.Contains(source, shown.Output, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_was_not_known_then_and_who_is_not_known_at_all_are_told()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(1, (await Ila(folder, ["show", "size", "0999990123"])).ExitCode);
        var world = await Written(folder);
        Assert.Equal(1, (await Ila(folder, ["show", "size", world.Number.Digits, "--known", "2026-01-14"])).ExitCode);
        Assert.Equal(0, (await Ila(folder, ["show", "size", world.Number.Digits, "--known", "2026-01-15"])).ExitCode);
        Assert.Equal(1, (await Ila(folder, ["show", "size", SyntheticNumbers.Enterprise(9_999_950)])).ExitCode);
    }

    [Fact]
    public async Task The_synthetic_declaration_gives_its_size_and_who_made_it_up()
    {
        Assert.SkipWhen(Project.Shared is null, "The synthetic declaration stands beside the project.");
        using var folder = new TemporaryFolder();
        var file = Path.Combine(Project.Shared!, "data", "nsso", "dmfa-a.xml");
        var imported = await Ila(folder, ["import", file]);
        Assert.True(imported.ExitCode == 0, imported.ToString());
        var shown = await Ila(folder, ["show", "size", "0999.990.123", "--json"]);
        using var size = JsonDocument.Parse(shown.Output);
        var quarter = Assert.Single(size.RootElement.GetProperty("quarters").EnumerateArray());
        Assert.Equal("702/95", quarter.GetProperty("fte").GetString());
        Assert.Equal(10, quarter.GetProperty("counted").GetArrayLength());
        Assert.Equal(
            ["notActive", "student"],
            quarter.GetProperty("leftOut").EnumerateArray().Select(person => person.GetProperty("reason").GetString()!)
        );
        Assert.DoesNotContain("78083199164", shown.Output, StringComparison.Ordinal);

        var employments = await Ila(folder, ["show", "employments", "0999990123", "--json"]);
        using var workers = JsonDocument.Parse(employments.Output);
        var all = workers
            .RootElement.EnumerateArray()
            .SelectMany(worker => worker.GetProperty("employments").EnumerateArray())
            .ToList();
        Assert.Equal((11, 11), (workers.RootElement.GetArrayLength(), all.Count));
        Assert.Equal(13, all.Sum(employment => employment.GetProperty("parts").GetArrayLength()));
        Assert.Single(all, employment => employment.GetProperty("startUncertain").GetBoolean());
        Assert.Single(all, employment => employment.GetProperty("end").ValueKind == JsonValueKind.String);
    }

    [Fact]
    public async Task A_row_that_was_brought_in_is_shown_as_it_stood()
    {
        using var folder = new TemporaryFolder();
        var list = folder.Write(
            "lijst.csv",
            "Ondernemingsnummer;INSZ;Opleiding;Datum;Uren;Zaal\n0999990222;64022999278;Lassen;1/3/2024;4;7\n"
        );
        Assert.Equal(0, (await Ila(folder, ["import", list])).ExitCode);
        var import = (await Ila(folder, ["imports"]))
            .Output.Split(' ', '\n')
            .First(word => Guid.TryParse(word.Trim(':', ','), out _));
        string[] asked = ["show", "row", "0999990222", import.Trim(':', ','), "2"];
        var shown = await Ila(folder, [.. asked, "--lang", "nl"]);
        Assert.Contains("lijst.csv, rij 2", shown.Output, StringComparison.Ordinal);
        Assert.Contains("INSZ: 64.02.29-***.**", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Zaal: 7", shown.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await Ila(folder, [.. asked, "--json"])).Output);
        Assert.Equal("Lassen", json.RootElement.GetProperty("fields")[2].GetProperty("value").GetString());
        Assert.Equal(1, (await Ila(folder, ["show", "row", "0999990222", "x", "2"])).ExitCode);
        Assert.Equal(1, (await Ila(folder, [.. asked[..^1], "3"])).ExitCode);
    }

    [Fact]
    public async Task The_journal_is_verified_and_what_was_altered_is_named()
    {
        using var folder = new TemporaryFolder();
        var world = await Written(folder);
        var sound = await Ila(folder, ["journal", "verify"]);
        Assert.True(sound.ExitCode == 0, sound.ToString());
        Assert.Contains("world", (await Ila(folder, ["journal", "list", world.Number.Digits])).Output, StringComparison.Ordinal);
        await using (var database = await Database.OpenAsync(null, folder["data"], Clock, Cancel))
        {
            await using var connection = await database.Connect(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "update training set title = 'Nothing'";
            await command.ExecuteNonQueryAsync(Cancel);
        }
        var altered = await Ila(folder, ["journal", "verify", "--lang", "nl"]);
        Assert.Equal(1, altered.ExitCode);
        Assert.Contains("regel 1 van 2026-01-15T09:00:00.000000Z in training", altered.Output, StringComparison.Ordinal);
        Assert.Contains(world.Number.ToString(), altered.Output, StringComparison.Ordinal);
    }

    private static async Task<World> Written(TemporaryFolder folder)
    {
        await using var database = await Database.OpenAsync(null, folder["data"], Clock, Cancel);
        return await World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker("Peeters", "Anna")
            .Employed("2024-01-01", regime: "1/2")
            .Trained("2024-05-02", "1")
            .AndWorker("Claes", "Bram")
            .Employed("2024-01-01", to: "2025-06-30", reason: EndReason.Resignation)
            .RecordedIn(database);
    }

    private static Task<Outcome> Ila(TemporaryFolder folder, string[] asked, string input = "") =>
        HarnessCommands.IlaAsync(folder.Path, [.. asked, "--data", folder["data"]], input);
}
