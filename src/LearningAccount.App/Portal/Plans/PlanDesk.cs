using LearningAccount.App.Papers;
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

/// <summary>A plan of an employer as a page shows it, in one of its editions.</summary>
/// <param name="Employer">With the workers its reader may see.</param>
/// <param name="All">With all of them: a copy must name none.</param>
public sealed record PlanRoom(EmployerView Employer, EmployerSnapshot All, Plan Plan, PlanEdition Edition, DateOnly Today)
{
    private readonly EmployerLaw law = All.LawUnder(Employer.Law);

    public Guid Id => Employer.Head.Id;

    /// <summary>Its last edition, and not fixed.</summary>
    public bool IsOpen => !Edition.IsFixed && ReferenceEquals(Edition, Plan.Latest);
    public PlanSheet Sheet => PlanSheet.Of(Edition, law.HoursPerDay);
    public PlanSheet Copy => PlanSheet.Copy(Edition, law.HoursPerDay, new(All));

    /// <summary>What the workers its reader may see followed of it; the credit is that of all.</summary>
    public PlanComparison Comparison
    {
        get
        {
            var done = ComparePlan.Of(Edition, Plan.Links, Employer.Snapshot, Employer.Law, Today);
            if (ReferenceEquals(Employer.Snapshot, All))
            {
                return done;
            }
            var (credit, used, _) = ComparePlan.Credit(Edition.Head, All, Employer.Law, Today);
            return done with { Credit = credit, Used = used };
        }
    }

    /// <summary>The plan as a document; the copy is the one without personal data.</summary>
    public Paper Paper(bool isCopy, Words words) => PlanPaper.Of(Employer.Head, isCopy ? Copy : Sheet, Comparison, words);
}

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
    public async Task<PlanRoom?> FindAsync(Guid employer, Guid plan, int? edition, string? title, CancellationToken stop)
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
        return new(found, seesAll ? found.Snapshot : all, known, shown, Today);
    }

    public Task MakeAsync(Func<Change, Task> work, CancellationToken stop) =>
        Change.Make(database, visitor.Author(null), work, stop);

    /// <summary>The same with an answer.</summary>
    public Task<T> MakeAsync<T>(Func<Change, Task<T>> work, CancellationToken stop) =>
        Change.Make(database, visitor.Author(null), work, stop);

    /// <summary>A refusal in the reader's words.</summary>
    public string Told(RefusedException refused) => RecordTexts.Of(refused.Anomaly, words.Language);
}
