using LearningAccount.App.Mail;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings.Registrations;

namespace LearningAccount.App.Jobs;

/// <summary>
/// Does what is due by itself, over and over: takes the steps that silence leads to, tells workers what they have to be told,
/// keeps the calendars of duties, erases what is due where an employer said so, and sends mail. Each part may be done by several
/// programs at once, and again after being broken off.
/// </summary>
internal sealed partial class DueWork(
    Database database,
    ReadSnapshots snapshots,
    Outbox outbox,
    MailLinks links,
    InstallationSettings settings,
    TimeProvider clock,
    ILogger<DueWork> log
) : BackgroundService
{
    private const int MorningHour = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private DateOnly? told;

    // None is thought of that would not go out.
    private MailServer? Mail => database.IsSandbox ? null : settings.Mail;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Pause;
        var (retention, remains) = (new EraseByItself(database, snapshots), new ScrubErased(database));
        while (true)
        {
            await Task.Delay(pause, clock, stoppingToken);
            var begun = clock.GetTimestamp();
            await TryAsync(
                "silence",
                stop => new EscalateSilence(database).Do(TimeSpan.FromDays(settings.CorrectionDays), stop),
                stoppingToken
            );
            await TryAsync("notices", new TellWorkers(database, snapshots, Mail is not null).Do, stoppingToken);
            await TryAsync("duties", TellDutiesAsync, stoppingToken);
            await TryAsync("mail of documents", new TellDocumentMail(database).Do, stoppingToken);
            await TryAsync("retention", retention.Do, stoppingToken);
            await TryAsync("remains of what was erased", remains.Do, stoppingToken);
            await TryAsync("answers given", stop => GivenAnswers.Sweep(database, stop), stoppingToken);
            await TryAsync("registrations", stop => SendRegistrations.Sweep(database, stop), stoppingToken);
            if (Mail is { } server)
            {
                await TryAsync("mail", new SendOutbox(outbox, server, links, clock).Do, stoppingToken);
                await TryAsync("sweep", outbox.Sweep, stoppingToken);
            }
            pause = PauseAfter(clock.GetElapsedTime(begun));
        }
    }

    // While much is written, each round has much to read anew: it takes a tenth of the time at most, for those who wait are people.
    private static TimeSpan PauseAfter(TimeSpan round) =>
        TimeSpan.FromTicks(Math.Clamp(9 * round.Ticks, Pause.Ticks, Longest.Ticks));

    // The calendars are kept up with what is written; mail of them is thought of once a day, in the morning.
    private async Task TellDutiesAsync(CancellationToken stop)
    {
        await new StandingDuties(database, snapshots).Refresh(null, int.MaxValue, stop);
        var now = BelgianDay.Clock(clock.GetUtcNow());
        var today = DateOnly.FromDateTime(now.DateTime);
        if (Mail is not null && now.Hour >= MorningHour && told != today)
        {
            await new TellDuties(database, snapshots).Do(stop);
            told = today;
        }
    }

    // What fails is tried again in the next round, and keeps nothing else from being done.
    private async Task TryAsync(string part, Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            Failed(log, part, failed);
        }
    }

    [LoggerMessage(LogLevel.Error, "What is due by itself could not be done: {Part}. It is tried again.")]
    private static partial void Failed(ILogger log, string part, Exception failed);
}
