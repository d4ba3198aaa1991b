using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Operator;

/// <summary>Opens an employer to the operator in an emergency: for an hour, to read, with a reason its people see.</summary>
[Needs(Right.Operate)]
public sealed class EmergencyModel(
    Database database,
    Sessions sessions,
    Frame frame,
    Words words,
    Visitor visitor,
    TimeProvider clock
) : PageModel
{
    private const int Shortest = 5;
    private const int Longest = 500;

    public EmployerHead Employer { get; private set; } = null!;

    [BindProperty]
    public string? Why { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop) =>
        await FindAsync(employer, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        var why = (Why ?? "").Trim();
        if (why.Length is < Shortest or > Longest)
        {
            ModelState.AddModelError("Why", words["reason.missing"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        await Change.Make(
            database,
            visitor.Author(why),
            change => GrantAccess.BreakGlass(change, visitor.UserId, employer, clock.GetUtcNow(), stop),
            stop
        );
        await sessions.GiveReason(visitor, employer, why, stop);
        return LocalRedirect(Paths.Workers(employer));
    }

    private async Task<bool> FindAsync(Guid employer, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        if ((await ListEmployers.All(connection, stop)).FirstOrDefault(each => each.EmployerId == employer) is not { } found)
        {
            return false;
        }
        Employer = EmployerNames.Head(found, words);
        frame.Title = words["emergency.title"];
        frame.Section = Section.Operator;
        frame.Crumbs.Add((words["operator.title"], Paths.Operator));
        return true;
    }
}
