using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Access;

/// <summary>Gives somebody access to an employer, changes it or ends it.</summary>
[Needs(Right.ManageAccess), FreshProof]
public sealed class GrantModel(
    EmployerReading reading,
    Database database,
    Invitations invitations,
    Frame frame,
    Words words,
    Visitor visitor,
    TimeProvider clock
) : PageModel
{
    public EmployerView View { get; private set; } = null!;

    /// <summary>Null while access is first given.</summary>
    public PersonWithAccess? Person { get; private set; }

    [BindProperty]
    public GrantForm Form { get; set; } = new();

    public bool IsWorker => Person?.Grant.Role is Role.Worker;

    public IEnumerable<(string Value, string Text)> Scopes => GrantForm.Scopes(View, words);

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid? grant, CancellationToken stop)
    {
        if (!await FindAsync(employer, grant, stop))
        {
            return NotFound();
        }
        Form = Person is null
            ? new() { Role = nameof(Role.EmployerUser), Language = words.Language.Code() }
            : GrantForm.Of(Person);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid? grant, CancellationToken stop)
    {
        if (!await FindAsync(employer, grant, stop) || IsWorker)
        {
            return NotFound();
        }
        if (Form.Read(employer, Person?.Grant, clock.Today(), ModelState, words) is not { } given)
        {
            return Wrong();
        }
        return await MadeAsync(
            employer,
            change =>
                Person is null
                    ? invitations.Give(change, View.Head, (Form.Name ?? "", Form.Email ?? "", Form.Language), given, stop)
                    : GrantAccess.Do(change, Person.User.UserId, given, stop),
            stop,
            // Whoever is new needs a way to come in.
            Person is null
                ? Paths.FirstLink(employer, given.GrantId)
                : null
        );
    }

    public async Task<IActionResult> OnPostEndAsync(Guid employer, Guid grant, CancellationToken stop)
    {
        if (!await FindAsync(employer, grant, stop))
        {
            return NotFound();
        }
        return await MadeAsync(employer, change => GrantAccess.End(change, employer, grant, stop), stop);
    }

    private async Task<IActionResult> MadeAsync(
        Guid employer,
        Func<Change, Task> work,
        CancellationToken stop,
        string? next = null
    )
    {
        try
        {
            await Change.Make(database, visitor.Author(string.IsNullOrWhiteSpace(Form.Why) ? null : Form.Why.Trim()), work, stop);
        }
        catch (RefusedException refused)
        {
            var field = refused.Anomaly.At is "name" or "email"
                ? char.ToUpperInvariant(refused.Anomaly.At[0]) + refused.Anomaly.At[1..]
                : "Role";
            ModelState.AddModelError($"Form.{field}", RecordTexts.Of(refused.Anomaly, words.Language));
            return Wrong();
        }
        return LocalRedirect(next ?? Paths.People(employer));
    }

    private PageResult Wrong()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> FindAsync(Guid employer, Guid? grant, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return false;
        }
        View = found;
        if (grant is { } id)
        {
            await using var connection = await database.Connect(stop);
            Person = (await ReadAccess.Of(connection, employer, stop)).FirstOrDefault(person => person.Grant.GrantId == id);
        }
        frame.Title = Person?.User.Name ?? words["access.new"];
        (frame.Section, frame.Tab, frame.Dates) = (Section.Employer, "people", null);
        frame.Crumbs.Add((words["access.title"], Paths.People(employer)));
        return grant is null || Person is not null;
    }
}
