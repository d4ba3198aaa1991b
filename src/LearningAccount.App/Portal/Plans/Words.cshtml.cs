using LearningAccount.App.Identity;
using LearningAccount.App.Plans;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Wording;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Plans;

/// <summary>The period of a plan and what it says as a whole: attention points, evaluation, remarks.</summary>
[Needs(PlanDesk.Making)]
public sealed class WordsModel(PlanDesk desk, Words words) : PageModel
{
    /// <summary>The texts, in the order of the page.</summary>
    public static readonly string[] Texts = ["contribution", "riskGroups", "shortage", "gender", "evaluation", "remark"];
    private SentForm? form;

    public ShownPlan Room { get; private set; } = null!;
    public SentForm Form => form ??= new(ModelState, words);

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid plan, CancellationToken stop)
    {
        if (!await FindAsync(employer, plan, stop))
        {
            return NotFound();
        }
        var head = Room.Edition.Head;
        Form["from"] = SentForm.Of(head.FromOn);
        Form["to"] = SentForm.Of(head.ToOn);
        Form["contribution"] = head.Contribution ?? "";
        Form["riskGroups"] = head.RiskGroups ?? "";
        Form["shortage"] = head.Shortage ?? "";
        Form["gender"] = head.Gender ?? "";
        Form["evaluation"] = head.Evaluation ?? "";
        Form["remark"] = head.Remark ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid plan, CancellationToken stop)
    {
        if (!await FindAsync(employer, plan, stop))
        {
            return NotFound();
        }
        Form.Take(await Request.ReadFormAsync(stop), "form");
        var (from, to) = (Form.NeededDay("from"), Form.NeededDay("to"));
        var texts = Texts.ToDictionary(text => text, text => Form.Text(text, PlanChecks.WordsLength), StringComparer.Ordinal);
        if (from is { } first && to is { } last && !Form.IsWrong)
        {
            var said = Room.Edition.Head with
            {
                FromOn = first,
                ToOn = last,
                Contribution = texts["contribution"],
                RiskGroups = texts["riskGroups"],
                Shortage = texts["shortage"],
                Gender = texts["gender"],
                Evaluation = texts["evaluation"],
                Remark = texts["remark"],
            };
            try
            {
                await desk.MakeAsync(change => EditPlan.Words(change, said, stop), stop);
                return LocalRedirect($"{PlanPaths.One(employer, plan)}#words");
            }
            catch (RefusedException refused)
            {
                Form.Say(refused.Anomaly.At, desk.Told(refused));
            }
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> FindAsync(Guid employer, Guid plan, CancellationToken stop)
    {
        if (await desk.FindAsync(employer, plan, null, words["plan.editWords"], stop) is not { IsOpen: true } found)
        {
            return false;
        }
        Room = found;
        return true;
    }
}
