using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Operator;

/// <summary>A person who signs in: may it still, and does it run the program.</summary>
[Needs(Right.Operate), FreshProof]
public sealed class PersonModel(
    Database database,
    Sessions sessions,
    SignInLinks links,
    PublicAddress address,
    Frame frame,
    Words words,
    Visitor visitor
) : PageModel
{
    /// <summary>A link to sign in anew, shown once.</summary>
    public string? Link { get; private set; }

    public PortalUserVersion Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid user, CancellationToken stop) =>
        await FindAsync(user, stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostOpenAsync(Guid user, CancellationToken stop) =>
        ChangeAsync(user, known => known with { IsOpen = !known.IsOpen }, stop);

    public Task<IActionResult> OnPostOperatorAsync(Guid user, CancellationToken stop) =>
        ChangeAsync(user, known => known with { IsOperator = !known.IsOperator }, stop);

    /// <summary>For who has lost everything: all that led in before leads in no more.</summary>
    public async Task<IActionResult> OnPostLinkAsync(Guid user, CancellationToken stop)
    {
        if (!await FindAsync(user, stop) || user == visitor.UserId)
        {
            return NotFound();
        }
        Link = address.Origin(Request) + SignInLinks.PathOf(await links.Anew(user, sessions, stop));
        return Page();
    }

    private async Task<IActionResult> ChangeAsync(
        Guid user,
        Func<PortalUserVersion, PortalUserVersion> with,
        CancellationToken stop
    )
    {
        if (!await FindAsync(user, stop))
        {
            return NotFound();
        }
        try
        {
            await Change.Make(database, visitor.Author(), change => RegisterUser.Change(change, user, with, stop), stop);
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError("person", RecordTexts.Of(refused.Anomaly, words.Language));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        if (Person.IsOpen)
        {
            // It may be the end of this person's access.
            await sessions.EndAll(user, user == visitor.UserId ? visitor.Session : null, stop);
        }
        return LocalRedirect(Paths.Person(user));
    }

    private async Task<bool> FindAsync(Guid user, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        if (await ReadAccess.User(connection, user, stop) is not { } found)
        {
            return false;
        }
        Person = found;
        frame.Title = found.Name;
        frame.Section = Section.Operator;
        frame.Crumbs.Add((words["operator.title"], Paths.Operator));
        return true;
    }
}
