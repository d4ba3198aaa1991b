using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Access;

/// <summary>Lets a program in at an employer, changes what it may do or ends it. It is named by its client ID, and shown before it is let in.</summary>
[Needs(Right.ManageAccess), FreshProof]
public sealed class MachineGrantModel(
    EmployerReading reading,
    Database database,
    Frame frame,
    Words words,
    Visitor visitor,
    TimeProvider clock
) : PageModel
{
    public EmployerView View { get; private set; } = null!;

    /// <summary>Null until it is named.</summary>
    public MachineVersion? Machine { get; private set; }
    public bool IsGiven => known is not null;
    private Grant? known;

    [BindProperty(SupportsGet = true)]
    public string? Client { get; set; }

    [BindProperty]
    public GrantForm Form { get; set; } = new();

    public IEnumerable<(string Value, string Text)> Scopes => GrantForm.Scopes(View, words);

    /// <summary>What its own scopes let it ask for, whatever it is given here.</summary>
    public IEnumerable<string> Says => ApiScopes.Read(Machine!.Scopes).Select(scope => ApiScopes.Says(scope, words.Language));

    public async Task<IActionResult> OnGetAsync(Guid employer, Guid? grant, CancellationToken stop)
    {
        if (!await FindAsync(employer, grant, stop))
        {
            return NotFound();
        }
        if (known is not null)
        {
            Form = GrantForm.Of(known);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid? grant, CancellationToken stop)
    {
        if (!await FindAsync(employer, grant, stop))
        {
            return NotFound();
        }
        Form.Role = nameof(Role.EmployerUser);
        if (Machine is not { } machine || Form.Read(employer, known, clock.Today(), ModelState, words) is not { } given)
        {
            return Wrong();
        }
        return await MadeAsync(employer, change => GrantMachine.Do(change, machine.MachineId, given, stop), stop);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid employer, Guid grant, CancellationToken stop) =>
        await FindAsync(employer, grant, stop)
            ? await MadeAsync(employer, change => GrantAccess.End(change, employer, grant, stop), stop)
            : NotFound();

    private async Task<IActionResult> MadeAsync(Guid employer, Func<Change, Task> work, CancellationToken stop)
    {
        try
        {
            await Change.Make(database, visitor.Author(string.IsNullOrWhiteSpace(Form.Why) ? null : Form.Why.Trim()), work, stop);
            return LocalRedirect(Paths.People(employer));
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError("Form.Scope", RecordTexts.Of(refused.Anomaly, words.Language));
            return Wrong();
        }
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
        await using var connection = await database.Connect(stop);
        if (grant is { } id)
        {
            var given = (await ReadMachines.At(connection, employer, stop)).FirstOrDefault(one => one.Grant.GrantId == id);
            (Machine, known) = (given?.Machine, given?.Grant);
        }
        else if (!string.IsNullOrWhiteSpace(Client))
        {
            // One that was stopped is none: it could do nothing.
            Machine =
                Guid.TryParse(Client.Trim(), out var named)
                && await ReadMachines.Find(connection, named, stop) is { IsOpen: true } open
                    ? open
                    : null;
            if (Machine is null)
            {
                ModelState.AddModelError(nameof(Client), words["machines.clientUnknown"]);
            }
        }
        frame.Title = Machine?.Name ?? words["machines.letIn"];
        (frame.Section, frame.Tab, frame.Dates) = (Section.Employer, "people", null);
        frame.Crumbs.Add((words["access.title"], Paths.People(employer)));
        return grant is null || Machine is not null;
    }
}
