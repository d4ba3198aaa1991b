using System.Text;
using System.Text.Json;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Portal.Calendar;
using LearningAccount.Tests.Records;
using HarnessCommands = LearningAccount.Tests.Harness.Commands;

namespace LearningAccount.Tests.Commands;

public sealed class DutiesCommandTests
{
    private static readonly SetClock Clock = new(new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_an_employer_has_to_do_is_told_as_text_json_calendar_and_table()
    {
        using var folder = new TemporaryFolder();
        World world;
        await using (var database = await Database.OpenAsync(null, folder["data"], Clock, TestContext.Current.CancellationToken))
        {
            world = await World.With().OfSize(SizeClass.Full).AndWorker().Employed("2025-01-01").RecordedIn(database);
        }
        var text = await Ila(folder, world, "--on", "2026-02-20", "--lang", "nl");
        Assert.True(text.ExitCode == 0, text.ToString());
        Assert.Contains(
            "[te laat] Zeg uw werknemers dat hun rekening bestaat, 1 werknemer",
            text.Output.Replace('\u00A0', ' '),
            StringComparison.Ordinal
        );

        var json = await Ila(folder, world, "--on", "2026-02-20", "--format", "json");
        using var answer = JsonDocument.Parse(json.Output);
        var duties = answer.RootElement.GetProperty("duties").EnumerateArray().ToList();
        var late = duties[0];
        Assert.Equal(
            ("tellAccount", "late", "2026-02-15"),
            (late.GetProperty("kind").GetString(), late.GetProperty("state").GetString(), late.GetProperty("on").GetString())
        );
        Assert.True(late.GetProperty("dayIsProposed").GetBoolean());
        Assert.Equal(1, late.GetProperty("workers").GetArrayLength());
        Assert.Contains(
            duties,
            duty => duty.GetProperty("kind").GetString() is "planFixed" && duty.GetProperty("on").GetString() is "2026-03-31"
        );
        Assert.DoesNotContain(world.NumberOf(0), json.Output, StringComparison.Ordinal);

        var ics = await Ila(folder, world, "--on", "2026-02-20", "--format", "ics");
        Assert.NotEmpty(ReadCalendar.Of(Encoding.UTF8.GetBytes(ics.Output)).Events);
        Assert.DoesNotContain("Peeters", ics.Output, StringComparison.Ordinal);

        var csv = await Ila(folder, world, "--on", "2026-02-20", "--format", "csv");
        Assert.Contains("Fix the training plan", csv.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Ila(folder, world, "--format", "pdf")).ExitCode);
        var unknown = await HarnessCommands.IlaAsync(
            folder.Path,
            ["duties", "--employer", SyntheticNumbers.Enterprise(9_999_950), "--data", folder["data"]]
        );
        Assert.Equal(1, unknown.ExitCode);
    }

    private static Task<Outcome> Ila(TemporaryFolder folder, World world, params string[] asked) =>
        HarnessCommands.IlaAsync(folder.Path, ["duties", "--employer", world.Number.Digits, .. asked, "--data", folder["data"]]);
}
