using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Access;

/// <summary>The link by which somebody who was given access signs in for the first time.</summary>
[Needs(Right.ManageAccess), FreshProof]
public sealed class LinkModel(EmployerReading reading, Database database, Invitations invitations, Frame frame, Words words)
    : PageModel
{
    public PersonWithAccess Person { get; private set; } = null!;

    /// <summary>Shown once, to whoever made it.</summary>
    public string? Link { get; private set; }

    /// <summary>The person has signed in before and needs none.</summary>
    public bool IsIn { get; private set; }

    /// <summary>How the last invitation by mail fares; null: none was sent.</summary>
    public SentMail? Sent { get; private set; }
    public bool GoByMail => invitations.GoByMail;
    private EmployerView view = null!;

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid grant, CancellationToken stop) =>
        await FindAsync(employer, grant, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid grant, CancellationToken stop)
    {
        if (!await FindAsync(employer, grant, stop))
        {
            return NotFound();
        }
        try
        {
            Link = await invitations.Link(Request, Person.User.UserId, employer, stop);
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError("link", RecordTexts.Of(refused.Anomaly, words.Language));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return Page();
    }

    public async Task<IActionResult> OnPostMailAsync(Guid employer, Guid grant, CancellationToken stop)
    {
        if (!await FindAsync(employer, grant, stop))
        {
            return NotFound();
        }
        await invitations.Send(view.Head, Person, stop);
        return LocalRedirect(Paths.FirstLink(employer, grant));
    }

    private async Task<bool> FindAsync(Guid employer, Guid grant, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } read)
        {
            return false;
        }
        view = read;
        await using var connection = await database.Connect(stop);
        if (
            (await ReadAccess.Of(connection, employer, stop)).FirstOrDefault(held => held.Grant.GrantId == grant) is not { } found
        )
        {
            return false;
        }
        Person = found;
        Sent = await invitations.Sent(employer, found.User.UserId, stop);
        IsIn = (await WaysIn.Of(database, found.User.UserId, stop)).HasAny;
        frame.Title = words["invite.title"];
        (frame.Section, frame.Tab, frame.Dates) = (Section.Employer, "people", null);
        frame.Crumbs.Add((words["access.title"], Paths.People(employer)));
        frame.Crumbs.Add((found.User.Name, Paths.Grant(employer, grant)));
        return true;
    }
}
