using LearningAccount.App.Identity;
using LearningAccount.App.Plans;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Plans;

/// <summary>
/// Says that a step of a plan was taken: sent for an opinion, opinion received, fixed, filed; or takes the last one back, begins
/// an amendment, withdraws a draft.
/// </summary>
[Needs(PlanDesk.Making)]
public sealed class StepModel(PlanDesk desk, Words words) : PageModel
{
    private SentForm? form;

    public ShownPlan Room { get; private set; } = null!;

    /// <summary>As the address spells it.</summary>
    public string Step { get; private set; } = "";
    public SentForm Form => form ??= new(ModelState, words);

    /// <summary>The day of the step is asked for.</summary>
    public bool HasDay => Step is "send" or "advise" or "fix" or "file";
    public IReadOnlyList<FieldOption> Bodies =>
        [.. Enum.GetValues<PlanBody>().Select(body => new FieldOption(CodeText.Of(body), words[$"plan.body.{body}"]))];

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid plan, string step, CancellationToken stop)
    {
        if (!await FindAsync(employer, plan, step, stop))
        {
            return NotFound();
        }
        var head = Room.Edition.Head;
        Form["on"] = SentForm.Of(Known(head) ?? desk.Today);
        Form["body"] = CodeText.Of(head.Body ?? PlanBody.WorksCouncil);
        Form["meeting"] = SentForm.Of(head.MeetingOn);
        Form["opinion"] = head.Opinion ?? "";
        Form["inForce"] = SentForm.Of(head.InForceOn ?? desk.Today);
        Form["reference"] = head.FiledReference ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid plan, string step, CancellationToken stop)
    {
        if (!await FindAsync(employer, plan, step, stop))
        {
            return NotFound();
        }
        Form.Take(await Request.ReadFormAsync(stop), "form");
        if (Read(new(employer, plan), stop) is { } work && !Form.IsWrong)
        {
            try
            {
                await desk.MakeAsync(work, stop);
                var isGone = Step is "withdraw" && !Room.Edition.IsAmendment;
                return LocalRedirect(isGone ? PlanPaths.List(employer) : PlanPaths.One(employer, plan));
            }
            catch (RefusedException refused)
            {
                var at = refused.Anomaly.At;
                Form.Say(
                    at is "meetingOn" ? "meeting"
                        : HasDay ? "on"
                        : at,
                    desk.Told(refused)
                );
            }
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private DateOnly? Known(TrainingPlanVersion head) =>
        Step switch
        {
            "send" => head.SentOn,
            "advise" => head.OpinionOn,
            "fix" => head.FixedOn,
            "file" => head.FiledOn,
            _ => null,
        };

    private Func<Change, Task>? Read(PlanKey plan, CancellationToken stop)
    {
        var (employer, id, today) = (plan.EmployerId, plan.PlanId, desk.Today);
        switch (Step)
        {
            case "back":
                return change => TakePlanStep.Back(change, plan, stop);
            case "amend":
                return change => OpenPlan.Amend(change, employer, id, stop);
            case "withdraw":
                return change => OpenPlan.Withdraw(change, employer, id, stop);
        }
        if (Form.NeededDay("on") is not { } on)
        {
            return null;
        }
        switch (Step)
        {
            case "send":
                var meeting = Form.Day("meeting");
                return Form.Code<PlanBody>("body") is { } body
                    ? change => TakePlanStep.Send(change, plan, body, on, meeting, today, stop)
                    : null;
            case "advise":
                var opinion = Form.Text("opinion", PlanChecks.WordsLength);
                return change => TakePlanStep.Advise(change, plan, on, opinion, today, stop);
            case "fix":
                return Form.NeededDay("inForce") is { } inForce
                    ? change => TakePlanStep.Fix(change, plan, on, inForce, today, stop)
                    : null;
            default:
                var reference = Form.Text("reference", PlanChecks.NameLength);
                return change => TakePlanStep.File(change, plan, on, reference, today, stop);
        }
    }

    private async Task<bool> FindAsync(Guid employer, Guid plan, string step, CancellationToken stop)
    {
        if (await desk.FindAsync(employer, plan, null, words[$"plan.act.{step}"], stop) is not { } found)
        {
            return false;
        }
        (Room, Step) = (found, step);
        return true;
    }
}
