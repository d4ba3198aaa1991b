using System.Globalization;
using LearningAccount.App.Settings;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports;
using LearningAccount.Tests.Records;
using LearningAccount.Tests.Records.Notices;

namespace LearningAccount.Tests.Journeys;

/// <summary>The whole program, killed as by a power cut between handing a mail over and noting so.</summary>
[Trait("Speed", "Slow")]
public sealed class KilledMailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_worker_is_told_once_and_mailed_at_least_once_under_one_id(Engine engine)
    {
        using var folder = new TemporaryFolder();
        await using var server = new ReceivingMailServer();
        await using var test = await TestDatabase.OpenAsync(engine);
        test.Clock.Now = TimeProvider.System.GetUtcNow();
        var year = test.Clock.Now.Year.ToString(CultureInfo.InvariantCulture);
        var world = await World.With().OfSize(SizeClass.Full).AndWorker().Employed($"{year}-01-01").RecordedIn(test.Database);
        await TestVisitor.Named("Anna Peeters").AsWorker(world.EmployerId, world.WorkerIds[0]).SignInAsync(test.Database);
        File.WriteAllText(
            Path.Combine(test.Folder, InstallationSettings.FileName),
            $$"""
            { "address": "http://127.0.0.1:5080",
              "mail": { "host": "127.0.0.1", "port": {{server.Port}}, "security": "none", "from": "no-reply@accounts.example" } }
            """
        );
        string[] place = test.Connection is { } connection
            ? ["--data", test.Folder, "--database", connection]
            : ["--data", test.Folder];

        await using (var program = await ServedProgram.StartAsync(folder.Path, place))
        {
            var killed = new TaskCompletionSource();
            server.BeforeItSaysSo = async () =>
            {
                await program.KillAsync();
                killed.TrySetResult();
            };
            await killed.Task.WaitAsync(TimeSpan.FromSeconds(90), Cancel);
        }
        server.BeforeItSaysSo = () => Task.CompletedTask;
        Assert.Equal("waiting", (await TellWorkersTests.Mail(test)).Single().State);

        // As if the time had passed for which the one who was killed might still be sending.
        await test.Tamper("update outbox set leased_until = '2000-01-01T00:00:00.000000Z'");
        await using (await ServedProgram.StartAsync(folder.Path, place))
        {
            for (var i = 0; i < 90 && (await TellWorkersTests.Mail(test)).Single().State is "waiting"; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
            }
        }
        Assert.Equal("sent", (await TellWorkersTests.Mail(test)).Single().State);
        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(mail => mail.Header("Message-ID")).Distinct(StringComparer.Ordinal));
        await using var reading = await test.Database.Connect(Cancel);
        Assert.Single(await ReadVersions.Now(reading, Tables.Notice, world.EmployerId, Cancel));
        await test.AssertJournalHolds();
    }
}
