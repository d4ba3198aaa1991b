using System.Collections.Immutable;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Plans;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Plans;

/// <summary>The training plans of an employer, by period; whether one is due, and why.</summary>
[Needs(Right.ReadEmployer)]
public sealed class IndexModel(PlanDesk desk, Words words) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public IReadOnlyList<Plan> Plans { get; private set; } = [];
    public PlanThreshold Threshold { get; private set; } = null!;
    public ImmutableArray<Anomaly> Warnings { get; private set; } = [];
    public bool MayChange { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await desk.OpenAsync(employer, words["plan.title"], stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        Plans = await desk.AllAsync(employer, stop);
        MayChange = desk.MayChange(employer);
        var year = desk.Today.Year;
        Threshold = PlanThreshold.Of(found.Snapshot, found.Law, year);
        Warnings = Plans.OfYear(year) is { } plan
            ? [.. PlanWarnings.Of(plan.Latest, desk.Today), .. PlanWarnings.OfThreshold(Threshold)]
            : PlanWarnings.OfNone(Threshold, desk.Today);
        return Page();
    }

    public Fraction Days(PlanEdition edition) =>
        ComparePlan.Planned(edition.Lines, View.Snapshot.LawUnder(View.Law).HoursPerDay).Days;
}
