using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Trainings;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings.Registrations;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>An employer's trainings, as the reader of a page may see them.</summary>
public sealed record TrainingRoom(EmployerView Employer, TrainingGroups Trainings)
{
    public Guid Id => Employer.Head.Id;
    public EmployerSnapshot Snapshot => Employer.Snapshot;
}

/// <summary>What the pages of trainings have in common: to read them, to tell what a change would do, and to make it.</summary>
public sealed class TrainingDesk(
    EmployerReading reading,
    AccountEffect accounts,
    Database database,
    Visitor visitor,
    TimeProvider clock,
    Frame frame,
    Words words
)
{
    public DateOnly Today => clock.Today();

    /// <summary>Null: nothing was known of such an employer.</summary>
    /// <param name="title">The title of the page.</param>
    /// <param name="hasDates">It shows figures of a day; a page that changes something shows what is known now.</param>
    public async Task<TrainingRoom?> OpenAsync(Guid employer, string title, bool hasDates, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return null;
        }
        frame.Title = title;
        frame.Section = Section.Trainings;
        if (!hasDates)
        {
            frame.Dates = null;
            frame.Crumbs.Add((words["trainings.title"], Paths.EmployerTrainings(employer)));
        }
        return new(found, TrainingGroups.Of(found.Snapshot));
    }

    /// <summary>What providers registered of workers the reader sees, and nobody has decided yet: the first of it, and how much there is.</summary>
    /// <param name="most">So many at most; 0: they are only counted.</param>
    public async Task<(IReadOnlyList<(Registration Registration, WorkerSnapshot Worker)> Shown, int Total)> ToVerifyAsync(
        EmployerSnapshot employer,
        int most,
        CancellationToken stop,
        Guid? only = null
    )
    {
        var isNarrowed = AccessRules.Scopes(visitor, employer.Employer.EmployerId, clock.GetUtcNow()) is not null;
        await using var connection = await database.Connect(stop);
        var (shown, total) = await ReadRegistrations.OfEmployer(
            connection,
            employer.Employer,
            new()
            {
                State = RegistrationState.ToVerify,
                Id = only,
                Workers = isNarrowed ? [.. employer.Workers.Select(worker => worker.WorkerId)] : null,
            },
            (0, most),
            stop
        );
        return (
            [
                .. shown
                    .Select(one => (one.Registration, Worker: employer.Worker(one.Worker)!))
                    .Where(one => one.Worker is not null),
            ],
            total
        );
    }

    public bool MayRegister(Guid employer) => visitor.May(Right.RegisterTrainings, employer, clock.GetUtcNow());

    /// <param name="operation">Gives back the trainings as it leaves them.</param>
    /// <exception cref="RefusedException">The operation was refused.</exception>
    public async Task<EffectView> EffectAsync(
        Guid employer,
        Func<Change, Task<IReadOnlyList<TrainingVersion>>> operation,
        CancellationToken stop
    )
    {
        var effect = await accounts.Of(employer, Today, operation, stop);
        var touched = effect.Result.Select(training => training.TrainingId).ToHashSet();
        return EffectView.Of(effect, words, worker => TrainingRemarks.On(worker, touched, Today, words));
    }

    /// <summary>Makes the change. Returns the line of the journal that tells of it.</summary>
    /// <exception cref="RefusedException">The operation was refused.</exception>
    public async Task<long> SaveAsync(
        Guid employer,
        string? why,
        Func<Change, Task<IReadOnlyList<TrainingVersion>>> operation,
        CancellationToken stop
    )
    {
        var done = await Change.Make(database, visitor.Author(why), operation, stop);
        if (done.Count == 0)
        {
            return 0;
        }
        // A form that was sent twice wrote nothing the second time: the line is the one that did.
        await using var connection = await database.Connect(stop);
        var held = await ReadVersions.Now(connection, Tables.Training, employer, [done[0].WorkerId], stop);
        return held.Find(training => training.TrainingId == done[0].TrainingId)?.Recorded ?? 0;
    }

    public Task<T> MakeAsync<T>(string? why, Func<Change, Task<T>> operation, CancellationToken stop) =>
        Change.Make(database, visitor.Author(why), operation, stop);
}
