using LearningAccount.App.Documents;
using LearningAccount.App.Plans;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Plans;

/// <summary>
/// What the pages of training plans have in common. Everybody who reads the employer reads its plans; they are made by who
/// manages rights of the whole employer: a plan speaks of everybody, so nobody whose access is narrowed to a department makes it.
/// </summary>
public sealed class PlanDesk(
    EmployerReading reading,
    ReadSnapshots snapshots,
    Database database,
    Visitor visitor,
    TimeProvider clock,
    Frame frame,
    Words words
)
{
    public const Right Making = Right.ManageRights;

    public DateOnly Today => clock.Today();
    public Database Database => database;

    public bool MayChange(Guid employer) => visitor.May(Making, employer, clock.GetUtcNow());

    /// <summary>Null: nothing was known of such an employer.</summary>
    public async Task<EmployerView?> OpenAsync(Guid employer, string title, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return null;
        }
        frame.Title = title;
        (frame.Section, frame.Tab) = (Section.Documents, "plan");
        // Plans are shown as they are now; their own versions tell how they were.
        frame.Dates = null;
        return found;
    }

    public async Task<IReadOnlyList<Plan>> AllAsync(Guid employer, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        return await ReadPlans.All(connection, employer, stop);
    }

    /// <summary>Null: there is no such plan, or no such edition of it.</summary>
    /// <param name="edition">Null: the last one.</param>
    /// <param name="title">The title of a page about a part of the plan; null: the page is the plan's own.</param>
    public async Task<ShownPlan?> FindAsync(Guid employer, Guid plan, int? edition, string? title, CancellationToken stop)
    {
        if (await OpenAsync(employer, title ?? "", stop) is not { } found)
        {
            return null;
        }
        Plan? known;
        await using (var connection = await database.Connect(stop))
        {
            known = await ReadPlans.Find(connection, employer, plan, stop);
        }
        if (known is null || (edition is { } number ? known.Edition(number) : known.Latest) is not { } shown)
        {
            return null;
        }
        frame.Crumbs.Add((words["plan.title"], PlanPaths.List(employer)));
        var name = PlanWords.Title(shown.Head, words);
        if (title is null)
        {
            frame.Title = name;
        }
        else
        {
            frame.Crumbs.Add((name, PlanPaths.One(employer, plan)));
        }
        var all = (await snapshots.Of(employer, null, stop))!;
        // Who sees all workers may be shown a page of the line before.
        var seesAll = all.Workers.Length == found.Snapshot.Workers.Length;
        return new(known, shown, found.Snapshot, seesAll ? found.Snapshot : all, found.Law, Today);
    }

    /// <summary>In whose name its papers go out.</summary>
    public async Task<Sender> SenderAsync(ShownPlan plan, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        var register = await EmployerRegister.Of(connection, plan.All, stop);
        return await Sender.Of(connection, plan.All, register, stop);
    }

    public Task MakeAsync(Func<Change, Task> work, CancellationToken stop) =>
        Change.Make(database, visitor.Author(null), work, stop);

    /// <summary>The same with an answer.</summary>
    public Task<T> MakeAsync<T>(Func<Change, Task<T>> work, CancellationToken stop) =>
        Change.Make(database, visitor.Author(null), work, stop);

    /// <summary>A refusal in the reader's words.</summary>
    public string Told(RefusedException refused) => RecordTexts.BesideField(refused.Anomaly, words.Language);
}
