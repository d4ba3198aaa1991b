using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Web;

/// <summary>
/// Reads the employer a page is about, as it stood on the days its reader asks for, with the workers the reader may see, and
/// puts it into the frame.
/// </summary>
public sealed class EmployerReading(
    Database database,
    ReadSnapshots snapshots,
    Frame frame,
    Words words,
    TimeProvider clock,
    Visitor visitor,
    IHttpContextAccessor http
)
{
    /// <summary>Null: nothing was known of such an employer.</summary>
    public async Task<EmployerView?> FindAsync(Guid employer, CancellationToken stop)
    {
        var dates = PageDates.Of(http.HttpContext!.Request.Query, clock.Today());
        var now = dates.IsKnownToday;
        if (await snapshots.Of(employer, now ? null : dates.Known, stop) is not { } snapshot)
        {
            return null;
        }
        var scopes = AccessRules.Scopes(visitor, employer, clock.GetUtcNow());
        var latest = now || scopes is null ? snapshot : (await snapshots.Of(employer, null, stop))!;
        await using var connection = await database.Connect(stop);
        var restricted = await Restricted.Of(connection, employer, stop);
        snapshot = SeenWorkers.Of(snapshot, latest, scopes, restricted);
        var register = await EmployerRegister.Of(connection, snapshot, stop);
        var law = await ReadLawBook.From(connection, stop);
        var head = EmployerNames.Head(snapshot, register, words);
        (frame.Employer, frame.Dates) = (head, dates);
        return new(head, dates, now ? law : law.KnownOn(dates.Known), snapshot) { Register = register, Restricted = restricted };
    }
}

/// <summary>An employer as a page shows it.</summary>
public sealed record EmployerView(EmployerHead Head, PageDates Dates, LawBook Law, EmployerSnapshot Snapshot)
{
    /// <summary>What the enterprise register tells today, whatever day the page is of.</summary>
    public EmployerRegister Register { get; init; } = EmployerRegister.None;

    /// <summary>Whose data are kept and not used (GDPR, article 18); null: not asked.</summary>
    public Restricted? Restricted { get; init; }

    public EmployerStanding Standing =>
        EmployerStanding.Of(Snapshot, Law, Dates.On, Dates.IsKnownToday ? Register : EmployerRegister.None);
    public WorkerTable Table => Standing.Table;
}
