using System.Collections.Immutable;
using LearningAccount.App.Identity;
using LearningAccount.App.Plans;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Plans;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Plans;

/// <summary>One plan on one page: how far it is, its trainings, what it says, and where to go from here.</summary>
[Needs(Right.ReadEmployer)]
public sealed class OneModel(PlanDesk desk) : PageModel
{
    public ShownPlan Room { get; private set; } = null!;
    public PlanSheet Sheet { get; private set; } = null!;
    public PlanComparison Comparison { get; private set; } = null!;
    public ImmutableArray<Anomaly> Warnings { get; private set; } = [];

    /// <summary>The reader may change it, and it is the last edition.</summary>
    public bool MayChange { get; private set; }
    public bool MayEdit => MayChange && Room.IsOpen;

    /// <summary>Which edition; null: the last one.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Edition { get; set; }

    /// <summary>What can be done next, the likeliest first.</summary>
    public IEnumerable<string> Steps =>
        Room.Edition.Step switch
        {
            _ when !MayChange => [],
            PlanStep.Draft => ["send", "advise", "fix", "withdraw"],
            PlanStep.Sent => ["advise", "fix", "send", "back"],
            PlanStep.Advised => ["fix", "advise", "back"],
            PlanStep.Fixed => ["file", "amend", "back"],
            _ => ["amend", "file", "back"],
        };

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid plan, CancellationToken stop)
    {
        if (await desk.FindAsync(employer, plan, Edition, null, stop) is not { } found)
        {
            return NotFound();
        }
        Room = found;
        MayChange = desk.MayChange(employer) && ReferenceEquals(found.Edition, found.Plan.Latest);
        Sheet = found.Sheet;
        Comparison = found.Comparison;
        Warnings = PlanWarnings.Of(found.Edition, desk.Today);
        return Page();
    }
}
