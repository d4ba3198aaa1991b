using System.Data.Common;
using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Machines;

/// <summary>
/// Makes a program known: of an employer, by its administrators; of anybody else, by the operator. Whoever may open employers is one of
/// these.
/// </summary>
[Needs(Right.AddEmployer), FreshProof]
public sealed class NewMachineModel(Database database, Visitor visitor, Frame frame, Words words, TimeProvider clock) : PageModel
{
    public bool IsOperator => visitor.IsOperator;

    /// <summary>What is filled in, with the scopes its reader may tick.</summary>
    public MachineForm Offered => Form.For(visitor.IsOperator, database.IsSandbox);
    public bool AreScopesWrong => ModelState[$"{nameof(Form)}.{nameof(Form.Scopes)}"] is { Errors.Count: > 0 };

    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public MachineForm Form { get; set; } = new();

    [BindProperty]
    public KeyForm Key { get; set; } = new();

    public async Task OnGetAsync(CancellationToken stop)
    {
        Show();
        Number ??= await NumberOfOnly(stop);
        Form.Contact ??= visitor.Email;
        Form.Scopes = [.. ApiScopes.OfMachines.Where(scope => database.IsSandbox || !ApiScopes.IsOfSandbox(scope))];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Show();
        var now = clock.GetUtcNow();
        await using var connection = await database.Connect(stop);
        if (await Whose(connection, stop) is not var (name, number, home))
        {
            return Wrong();
        }
        try
        {
            var key = Key.IsEmpty ? null : await Key.Read(stop);
            var made = await Change.Make(
                database,
                visitor.Author(),
                async change =>
                {
                    var id = await RegisterMachine.Do(
                        change,
                        Form.Words,
                        (name, number),
                        visitor.UserId,
                        home,
                        visitor.IsOperator,
                        stop
                    );
                    if (key is not null)
                    {
                        await MachineKeys.Add(change, key.Of(id, Key.Label, now), now, stop);
                    }
                    return id;
                },
                stop
            );
            return LocalRedirect(MachinePaths.One(made));
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError(MachineForm.FieldOf(refused.Anomaly.At), RecordTexts.Of(refused.Anomaly, words.Language));
            return Wrong();
        }
    }

    // Whoever administers one employer need not look its number up.
    private async Task<string?> NumberOfOnly(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var own = visitor.Grants.Select(grant => grant.EmployerId).Distinct();
        if (visitor.IsOperator || own.Where(id => visitor.May(Right.ManageAccess, id, now)).Take(2).ToList() is not [var only])
        {
            return null;
        }
        await using var connection = await database.Connect(stop);
        var employers = await ListEmployers.All(connection, stop);
        return employers.FirstOrDefault(employer => employer.EmployerId == only)?.EnterpriseNumber?.ToString();
    }

    // Of an employer its name stands here already; whose administrators register it look after it.
    private async Task<(string Name, EnterpriseNumber Number, Guid? Home)?> Whose(DbConnection connection, CancellationToken stop)
    {
        if (!EnterpriseNumber.TryParse(Number ?? "", out var number, out _))
        {
            ModelState.AddModelError(nameof(Number), words["machines.numberWrong"]);
            return null;
        }
        var employer = await FindEmployer.ByEnterpriseNumber(connection, number, stop);
        if (!visitor.IsOperator && (employer is null || !visitor.May(Right.ManageAccess, employer.EmployerId, clock.GetUtcNow())))
        {
            ModelState.AddModelError(nameof(Number), words["machines.notYours"]);
            return null;
        }
        var named = Organisation?.Trim() is { Length: > 0 } typed ? typed : null;
        if (employer is not null && named is null)
        {
            var profile = await ReadVersions.Now(connection, Tables.EmployerProfile, employer.EmployerId, stop);
            named = profile.SingleOrDefault()?.Name ?? number.ToString();
        }
        return (named ?? "", number, employer?.EmployerId);
    }

    private void Show()
    {
        frame.Title = words["machines.register"];
        frame.Crumbs.Add((words["machines.title"], MachinePaths.List));
    }

    private PageResult Wrong()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
