using System.Text.Json;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;
using HarnessCommands = LearningAccount.Tests.Harness.Commands;

namespace LearningAccount.Tests.Commands;

public sealed class ReconcileCommandTests
{
    private static readonly SetClock Clock = new(new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_another_register_showed_is_compared_in_text_json_and_csv()
    {
        using var folder = new TemporaryFolder();
        World world;
        await using (var database = await Database.OpenAsync(null, folder["data"], Clock, TestContext.Current.CancellationToken))
        {
            world = await World.With().OfSize(SizeClass.Full).AndWorker().Employed("2025-01-01").RecordedIn(database);
        }
        await File.WriteAllTextAsync(
            folder["rights.csv"],
            $"INSZ;Jaar;Krediet;Opgenomen;Saldo;Gezien op\n{world.NumberOf(0)};2025;5;1;4;1/1/2026\n",
            TestContext.Current.CancellationToken
        );
        var imported = await Ila(folder, "import", folder["rights.csv"]);
        Assert.True(imported.ExitCode == 0, imported.ToString());

        var text = await Ila(folder, "reconcile", "--employer", world.Number.ToString(), "--lang", "nl");
        Assert.True(text.ExitCode == 0, text.ToString());
        Assert.Contains("Peeters Anna, 2025", text.Output, StringComparison.Ordinal);
        Assert.Contains("[trainingUnknownHere]", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(world.NumberOf(0), text.Output, StringComparison.Ordinal);

        var json = await Ila(folder, "reconcile", "--employer", world.Number.Digits, "--json");
        using var answer = JsonDocument.Parse(json.Output);
        var line = answer.RootElement.GetProperty("lines")[0];
        Assert.Equal(
            ("differs", "-1"),
            (line.GetProperty("state").GetString(), line.GetProperty("difference").GetProperty("left").GetString())
        );
        Assert.Equal(1, answer.RootElement.GetProperty("totals")[0].GetProperty("in").GetProperty("rows").GetInt32());

        Assert.Equal(0, (await Ila(folder, "reconcile", "--employer", world.Number.Digits, "--csv", folder["out.csv"])).ExitCode);
        Assert.Contains(
            "Peeters",
            await File.ReadAllTextAsync(folder["out.csv"], TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(1, (await Ila(folder, "reconcile", "--employer", SyntheticNumbers.Enterprise(9_999_950))).ExitCode);
    }

    private static Task<Outcome> Ila(TemporaryFolder folder, params string[] asked) =>
        HarnessCommands.IlaAsync(folder.Path, [.. asked, "--data", folder["data"]]);
}
