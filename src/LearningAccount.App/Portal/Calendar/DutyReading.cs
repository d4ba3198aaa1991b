using System.Collections.Immutable;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Calendar;

/// <summary>The duties of the employer a page is about, on the days its reader asks for, with the workers the reader may see.</summary>
public sealed class DutyReading(Database database)
{
    /// <param name="until">Null: as far ahead as the calendar usually looks.</param>
    public async Task<ImmutableArray<Duty>> Of(EmployerView employer, DateOnly? until, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        var facts = await DutyFacts.Of(connection, employer.Snapshot, stop);
        var law = employer.Snapshot.LawUnder(employer.Law);
        return facts.On(employer.Snapshot, law, employer.Standing.Outlooks, employer.Dates.On, until);
    }
}
