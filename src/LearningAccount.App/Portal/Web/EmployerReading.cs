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
    ReadSeen reading,
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
        if (await reading.Of(visitor, employer, now ? null : dates.Known, clock.GetUtcNow(), stop) is not { } seen)
        {
            return null;
        }
        await using var connection = await database.Connect(stop);
        var register = await EmployerRegister.Of(connection, seen.Snapshot, stop);
        var head = EmployerNames.Head(seen.Snapshot, register, words);
        (frame.Employer, frame.Dates) = (head, dates);
        return new(head, dates, seen.Law, seen.Snapshot) { Register = register, Restricted = seen.Restricted };
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
