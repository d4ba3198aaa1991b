using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.SignIn;

/// <summary>Names an employer that is not kept here yet; who does so administers it.</summary>
[Needs(Right.AddEmployer)]
public sealed class JoinEmployerModel(Database database, Visitor visitor, Frame frame, Words words) : PageModel
{
    private const int LongestName = 200;
    public string Number { get; private set; } = "";
    public string Name { get; private set; } = "";

    public bool HasRegister { get; private set; }

    /// <summary>The day of the set of the enterprise register that gave the name; null: it did not.</summary>
    public DateOnly? From { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        frame.Title = words["signIn.employerTitle"];
        await using var connection = await database.Connect(stop);
        HasRegister = await ReadEnterprises.LastSet(connection, stop) is not null;
    }

    public async Task<IActionResult> OnPostAsync(string? number, string? name, CancellationToken stop)
    {
        frame.Title = words["signIn.employerTitle"];
        (Number, Name) = ((number ?? "").Trim(), (name ?? "").Trim());
        if (!EnterpriseNumber.TryParse(Number, out var enterprise, out var why))
        {
            ModelState.AddModelError("number", words["signIn.employerNumberWrong"]);
        }
        else if (Name.Length == 0 && await FindNameAsync(enterprise, stop))
        {
            // Whoever typed the number sees whose it is before anything is kept.
            return Page();
        }
        if (Name.Length is 0 or > LongestName)
        {
            ModelState.AddModelError("name", words["signIn.employerNameWrong"]);
        }
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        try
        {
            var employer = await Change.Make(database, visitor.Author(), change => Open(change, enterprise, stop), stop);
            return LocalRedirect(Paths.Workers(employer));
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError("number", RecordTexts.Of(refused.Anomaly, words.Language));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }

    private async Task<bool> FindNameAsync(EnterpriseNumber number, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        var set = await ReadEnterprises.LastSet(connection, stop);
        HasRegister = set is not null;
        if (
            set is null
            || LanguageTexts.In((await ReadEnterprises.Of(connection, number, stop))?.Names, words.Language) is not { } name
        )
        {
            return false;
        }
        (Name, From) = (name, set.SnapshotOn);
        ModelState.SetModelValue("name", new(name));
        return true;
    }

    private async Task<Guid> Open(Change change, EnterpriseNumber number, CancellationToken stop)
    {
        if (await FindEmployer.ByEnterpriseNumber(change.Connection, number, stop) is not null)
        {
            throw new RefusedException("employerKnown", "number");
        }
        var employer = await RegisterEmployer.Do(change, number, null, FactVersion.ByHand, null, "registerEmployer", stop);
        change.Insert(
            Tables.EmployerProfile,
            new EmployerProfileVersion
            {
                EmployerId = employer,
                Origin = FactVersion.ByHand,
                Name = Name,
                FullTimeWeeklyHours = null,
                InScope = true,
                Language = words.Language.Code(),
            }
        );
        await GrantAccess.Do(change, visitor.UserId, GrantAccess.Administrator(employer, database.Clock.Today()), stop);
        return employer;
    }
}
