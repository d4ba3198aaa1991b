using LearningAccount.App.Identity;
using LearningAccount.App.Plans;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Me;

/// <summary>
/// The training plan that holds where I work, as workers see it on simple request (rulebook R7.11): the one that is fixed,
/// without anything that tells of persons.
/// </summary>
[Needs(Right.OwnAccount)]
public sealed class PlanModel(OwnReading reading, Database database, TimeProvider clock, Frame frame, Words words)
    : OwnPage(reading, frame, words)
{
    /// <summary>Null: none is fixed for this year.</summary>
    public PlanSheet? Sheet { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, Section.MyTrainings, stop))
        {
            return NotFound();
        }
        Frame.Title = Words["plan.title"];
        Frame.Crumbs.Add((Words["me.title.MyTrainings"], OwnPaths.Trainings(employer)));
        await using var connection = await database.Connect(stop);
        var plan = await ReadPlans.OfYear(connection, employer, clock.Today().Year, stop);
        if (plan?.Fixed is { } kept)
        {
            var snapshot = View.Employer.Snapshot;
            Sheet = PlanSheet.Copy(kept, snapshot.LawUnder(View.Employer.Law).HoursPerDay, new(snapshot));
        }
        return Page();
    }
}
