using LearningAccount.App.Identity;
using LearningAccount.App.Plans;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Plans;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Plans;

/// <summary>Every state an edition of a plan was kept in, each with what it changed of the one before.</summary>
[Needs(Right.ReadEmployer)]
public sealed class VersionsModel(PlanDesk desk, Words words) : PageModel
{
    public const int Most = 100;

    public ShownPlan Room { get; private set; } = null!;
    public IReadOnlyList<(JournalLine Line, PlanEdition State, IReadOnlyList<PlanDifference> Differences)> Versions
    {
        get;
        private set;
    } = [];

    /// <summary>What the edition changed of the one before, as a whole; none of the first.</summary>
    public IReadOnlyList<PlanDifference> SinceBefore { get; private set; } = [];

    /// <summary>How many states are not shown.</summary>
    public int Others { get; private set; }

    [BindProperty(SupportsGet = true)]
    public int? Edition { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid plan, CancellationToken stop)
    {
        if (await desk.FindAsync(employer, plan, Edition, words["plan.versions"], stop) is not { } found)
        {
            return NotFound();
        }
        Room = found;
        var number = found.Edition.Head.Edition;
        await using var connection = await desk.Database.Connect(stop);
        var states = await ReadPlans.History(connection, employer, plan, number, stop);
        Versions =
        [
            .. states
                .Take(Most)
                .Select(
                    (one, place) =>
                        (
                            one.Line,
                            one.State,
                            place + 1 < states.Count ? PlanDifferences.Of(states[place + 1].State, one.State, words) : []
                        )
                ),
        ];
        Others = states.Count - Versions.Count;
        SinceBefore = found.Plan.Edition(number - 1) is { } before ? PlanDifferences.Of(before, found.Edition, words) : [];
        return Page();
    }
}
