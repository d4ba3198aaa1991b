using LearningAccount.App.Identity;
using LearningAccount.App.Plans;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Plans;

/// <summary>Says which training of a plan the trainings of a title belong to; also of a fixed plan, which it does not change.</summary>
[Needs(PlanDesk.Making)]
public sealed class LinkModel(PlanDesk desk, Words words) : PageModel
{
    private SentForm? form;

    public ShownPlan Room { get; private set; } = null!;
    public SentForm Form => form ??= new(ModelState, words);

    [BindProperty(SupportsGet = true)]
    public string Title { get; set; } = "";

    public IReadOnlyList<FieldOption> Lines =>
        [
            new("", words["plan.linkNone"]),
            .. Room.Edition.Lines.Select(line => new FieldOption(
                line.LineId.ToString("D"),
                $"{line.Title} · {PlanWords.Group(line, words)}"
            )),
        ];

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid plan, CancellationToken stop)
    {
        if (!await FindAsync(employer, plan, stop))
        {
            return NotFound();
        }
        var link = Room.Plan.Links.FirstOrDefault(one =>
            string.Equals(Letters.Of(one.Title), Letters.Of(Title), StringComparison.Ordinal)
        );
        Form["line"] = link?.LineId.ToString("D") ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid plan, CancellationToken stop)
    {
        if (!await FindAsync(employer, plan, stop))
        {
            return NotFound();
        }
        Form.Take(await Request.ReadFormAsync(stop), "form");
        Guid? line = Guid.TryParseExact(Form["line"], "D", out var id) ? id : null;
        try
        {
            await desk.MakeAsync(change => EditPlan.Link(change, employer, plan, Title.Trim(), line, stop), stop);
            return LocalRedirect(PlanPaths.Done(employer, plan));
        }
        catch (RefusedException refused)
        {
            Form.Say("line", desk.Told(refused));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }

    private async Task<bool> FindAsync(Guid employer, Guid plan, CancellationToken stop)
    {
        if (
            string.IsNullOrWhiteSpace(Title)
            || await desk.FindAsync(employer, plan, null, words["plan.link"], stop) is not { } found
        )
        {
            return false;
        }
        Room = found;
        return true;
    }
}
