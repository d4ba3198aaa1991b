using LearningAccount.App.Identity;
using LearningAccount.App.Plans;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Plans;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Plans;

/// <summary>What was done of a plan: by training, by target group, together; and what was followed outside it.</summary>
[Needs(Right.ReadEmployer)]
public sealed class DoneModel(PlanDesk desk, Words words) : PageModel
{
    public ShownPlan Room { get; private set; } = null!;
    public PlanComparison Comparison { get; private set; } = null!;
    public bool MayChange { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid plan, CancellationToken stop)
    {
        if (await desk.FindAsync(employer, plan, null, words["plan.done.title"], stop) is not { } found)
        {
            return NotFound();
        }
        // Of a plan that is being amended, what holds is compared.
        Room = found.Plan.Fixed is { } kept ? found with { Edition = kept } : found;
        Comparison = Room.Comparison;
        MayChange = desk.MayChange(employer);
        return Page();
    }

    /// <summary>The titles somebody linked to a training of the plan.</summary>
    public IEnumerable<string> Linked(Guid line) =>
        Room.Plan.Links.Where(link => link.LineId == line).Select(link => link.Title).Order(NameOrder.Comparer);
}
