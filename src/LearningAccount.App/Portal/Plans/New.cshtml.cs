using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Plans;

/// <summary>Begins a plan: for which period, and what its trainings are proposed from.</summary>
[Needs(PlanDesk.Making)]
public sealed class NewModel(PlanDesk desk, Frame frame, Words words) : PageModel
{
    public static readonly PlanSources[] Sources = [PlanSources.Planned, PlanSources.LastPlan, PlanSources.Followed];
    private IReadOnlyList<Plan> plans = [];
    private SentForm? form;

    public EmployerView View { get; private set; } = null!;
    public SentForm Form => form ??= new(ModelState, words);

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        // The first year from this one on for which there is none.
        var year = Enumerable.Range(desk.Today.Year, plans.Count + 1).First(one => !plans.Any(plan => plan.Covers(one)));
        Form["from"] = SentForm.Of(new(year, 1, 1));
        Form["to"] = SentForm.Of(new(year, 12, 31));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        Form.Take(await Request.ReadFormAsync(stop), "form");
        var (from, to) = (Form.NeededDay("from"), Form.NeededDay("to"));
        if (from is { } first && to is { } last && !Form.IsWrong)
        {
            try
            {
                PlanChecks.OrThrow(PlanChecks.OfPeriod(first, last));
                var sources = Sources
                    .Where(source => Form.Has("sources", source.ToString()))
                    .Aggregate(PlanSources.None, (all, one) => all | one);
                var before = plans.FirstOrDefault(plan => plan.Latest.Head.FromOn < first);
                var lines = ProposeLines.Of(View.Snapshot, first, last, sources, before?.Fixed ?? before?.Latest);
                var plan = await desk.MakeAsync(change => OpenPlan.Do(change, employer, first, last, lines, stop), stop);
                return LocalRedirect(PlanPaths.One(employer, plan));
            }
            catch (RefusedException refused)
            {
                Form.Say(refused.Anomaly.At, desk.Told(refused));
            }
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Proposed at first; where the form was sent, as it was ticked.</summary>
    public bool IsTicked(PlanSources source) => !Request.HasFormContentType || Form.Has("sources", source.ToString());

    private async Task<bool> FindAsync(Guid employer, CancellationToken stop)
    {
        if (await desk.OpenAsync(employer, words["plan.new"], stop) is not { } found)
        {
            return false;
        }
        View = found;
        plans = await desk.AllAsync(employer, stop);
        frame.Crumbs.Add((words["plan.title"], PlanPaths.List(employer)));
        return true;
    }
}
