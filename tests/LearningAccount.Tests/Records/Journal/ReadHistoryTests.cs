using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Journal;

/// <summary>Who changed what, when and why, read from the versions of facts and the lines that wrote them, on each engine.</summary>
public sealed class ReadHistoryTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_training_tells_each_change_with_what_it_was_before_and_after(Engine engine)
    {
        await using var kept = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(kept.Database);
        var cancel = TestContext.Current.CancellationToken;
        var training = await TrainingAsync(kept.Database, world);
        await ChangeAsync(
            kept.Database,
            "Typed wrong.",
            change => change.Replace(Tables.Training, training, training with { Days = 2 }, cancel),
            world.EmployerId
        );
        var longer = await TrainingAsync(kept.Database, world);
        await ChangeAsync(
            kept.Database,
            null,
            change => change.Replace(Tables.Training, longer, longer with { Status = TrainingStatus.Cancelled }, cancel),
            world.EmployerId
        );

        await using var connection = await kept.Database.Connect(cancel);
        var changes = (await ReadHistory.Of(connection, world.EmployerId, world.WorkerIds, cancel))
            .Where(change => change.Table is "training")
            .ToList();
        Assert.Equal([3, 2, 1], changes.Select(change => change.Seq));
        Assert.Equal([new("status", "followed", "cancelled")], changes[0].Fields);
        Assert.Equal([new("days", "1", "2")], changes[1].Fields);
        Assert.Null(changes[2].Before);
        Assert.Equal("Welding", changes[2].Named);

        var lines = await ReadHistory.Lines(connection, world.EmployerId, [1, 2, 3], cancel);
        Assert.Equal([null, "Typed wrong.", null], lines.Select(line => line.Why));
        Assert.Equal(("test", Door.Portal), (lines[1].Actor, lines[1].Door));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_line_tells_what_it_did_and_of_a_large_one_the_numbers(Engine engine)
    {
        await using var kept = await TestDatabase.OpenAsync(engine);
        var world = Company();
        for (var i = 0; i <= ReadHistory.MostFactsTold; i++)
        {
            world.Corrected("2026-02-02", "1", $"{i}");
        }
        await world.RecordedIn(kept.Database);
        var cancel = TestContext.Current.CancellationToken;
        await using var connection = await kept.Database.Connect(cancel);
        var changes = await ReadHistory.OfLine(connection, world.EmployerId, 1, cancel);
        Assert.DoesNotContain(changes, change => change.Table is "adjustment" or "person_number");
        Assert.Single(changes, change => change.Table is "training");
        var counts = (await ReadHistory.Counts(connection, world.EmployerId, [1], cancel))[1];
        Assert.Contains(("adjustment", ReadHistory.MostFactsTold + 1L, 0L), counts);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_setting_tells_its_values_and_the_number_of_a_person_is_never_told(Engine engine)
    {
        await using var kept = await TestDatabase.OpenAsync(engine);
        var world = await Company().RecordedIn(kept.Database);
        var cancel = TestContext.Current.CancellationToken;
        foreach (var value in (string[])["heads", "fte"])
        {
            await ChangeAsync(
                kept.Database,
                null,
                change =>
                    ChangeSettings.Do(
                        change,
                        world.EmployerId,
                        new Dictionary<string, string>(StringComparer.Ordinal) { ["fallbackUnit"] = $"\"{value}\"" },
                        "manual",
                        cancel
                    ),
                world.EmployerId
            );
        }
        await using var connection = await kept.Database.Connect(cancel);
        var settings = (await ReadHistory.Of(connection, world.EmployerId, cancel))
            .Where(change => change.Table is "setting")
            .ToList();
        Assert.All(settings, change => Assert.Equal("fallbackUnit", change.Key));
        Assert.Equal(2, settings.Count);
        var told = (await ReadHistory.Of(connection, world.EmployerId, world.WorkerIds, cancel)).SelectMany(change =>
            change.Fields
        );
        Assert.DoesNotContain(told, field => field.Column is "ssin");
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Lines_are_found_by_words_door_and_days(Engine engine)
    {
        await using var kept = await TestDatabase.OpenAsync(engine);
        kept.Clock.Set("2026-01-15T22:30:00Z");
        var world = await Company().RecordedIn(kept.Database);
        kept.Clock.Set("2026-01-15T23:30:00Z");
        var cancel = TestContext.Current.CancellationToken;
        var training = await TrainingAsync(kept.Database, world);
        await ChangeAsync(
            kept.Database,
            "100% sure",
            change => change.Replace(Tables.Training, training, training with { Days = 2 }, cancel),
            world.EmployerId
        );

        await FoundAsync(new(), 2, 1);
        await FoundAsync(new() { Text = "100% SURE" }, 2);
        await FoundAsync(new() { Text = "100_ sure" });
        await FoundAsync(new() { Door = Door.Command }, 1);
        // The second was made after midnight in Belgium.
        await FoundAsync(new() { From = new(2026, 1, 16) }, 2);
        await FoundAsync(new() { To = new(2026, 1, 15) }, 1);

        async Task FoundAsync(HistoryQuestion question, params long[] expected)
        {
            await using var connection = await kept.Database.Connect(cancel);
            var (count, lines) = await ReadHistory.Page(connection, world.EmployerId, question, 0, 50, cancel);
            Assert.Equal(lines.Count, count);
            Assert.Equal(expected, lines.Select(line => line.Seq));
        }
    }

    private static World Company() =>
        World.With().OfSize(SizeClass.Full).AndWorker().Employed("2026-01-01").Trained("2026-02-02", "1");

    private static async Task<TrainingVersion> TrainingAsync(Database database, World world)
    {
        await using var connection = await database.Connect(TestContext.Current.CancellationToken);
        return Assert.Single(
            await ReadVersions.Now(connection, Tables.Training, world.EmployerId, TestContext.Current.CancellationToken)
        );
    }

    private static Task ChangeAsync(Database database, string? why, Func<Change, Task> work, Guid employer) =>
        Change.Make(
            database,
            new Author("test", Door.Portal, why),
            async change =>
            {
                await change.Touch(employer, "test", TestContext.Current.CancellationToken);
                await work(change);
                return true;
            },
            TestContext.Current.CancellationToken
        );
}
