using LearningAccount.App.Identity;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Figures;

/// <summary>Figures for other papers, over a period: each opens into the trainings behind it.</summary>
[Needs(Right.ReadEmployer)]
public sealed class IndexModel(FiguresDesk desk) : PageModel
{
    public FiguresRoom Room { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await desk.OpenAsync(employer, Request.Query, stop) is not { } room)
        {
            return NotFound();
        }
        Room = room;
        if (room.Fault is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return Page();
    }
}
