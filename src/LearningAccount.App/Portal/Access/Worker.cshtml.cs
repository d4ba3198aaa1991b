using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Access;

/// <summary>Gives a worker access to its own account.</summary>
[Needs(Right.ManageAccess), FreshProof]
public sealed class WorkerAccessModel(
    WorkerReading reading,
    Database database,
    Invitations invitations,
    Words words,
    Visitor visitor,
    TimeProvider clock
) : PageModel
{
    public WorkerView View { get; private set; } = null!;

    /// <summary>Who has access to this account as its own.</summary>
    public IReadOnlyList<PersonWithAccess> People { get; private set; } = [];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid worker, CancellationToken stop)
    {
        if (!await FindAsync(employer, worker, stop))
        {
            return NotFound();
        }
        var known = View.Snapshot.Identity;
        (Name, Email) = (View.Head.Name, People.Count == 0 ? known?.Email : null);
        Language = known?.Language ?? View.Employer.Snapshot.Profile?.Language ?? words.Language.Code();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid worker, CancellationToken stop)
    {
        if (!await FindAsync(employer, worker, stop))
        {
            return NotFound();
        }
        if (People.Any(person => person.User.Email == RegisterUser.Folded(Email ?? "")))
        {
            return Wrong("Email", words["invite.already"]);
        }
        var grant = Invitations.ToWorker(employer, View.Head.Id, clock.Today());
        try
        {
            await Change.Make(
                database,
                visitor.Author(),
                change => invitations.Give(change, View.Employer.Head, (Name ?? "", Email ?? "", Language), grant, stop),
                stop
            );
        }
        catch (RefusedException refused)
        {
            return Wrong(refused.Anomaly.At is "name" ? "Name" : "Email", RecordTexts.Of(refused.Anomaly, words.Language));
        }
        return LocalRedirect(Paths.FirstLink(employer, grant.GrantId));
    }

    private PageResult Wrong(string field, string text)
    {
        ModelState.AddModelError(field, text);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> FindAsync(Guid employer, Guid worker, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, worker, "access", stop) is not { } found)
        {
            return false;
        }
        View = found;
        await using var connection = await database.Connect(stop);
        People = [.. (await ReadAccess.Of(connection, employer, stop)).Where(IsOfThisWorker)];
        return true;

        bool IsOfThisWorker(PersonWithAccess person) =>
            person.Grant.WorkerId is { } own && found.Employer.Snapshot.Worker(own)?.WorkerId == found.Head.Id;
    }
}
