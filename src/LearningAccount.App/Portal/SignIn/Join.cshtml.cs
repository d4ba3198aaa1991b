using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LearningAccount.App.Portal.SignIn;

/// <summary>
/// Where a sign-in link leads: the first administrator says who it is; everybody then chooses how to sign in from now on. The
/// link serves until that is done, and then no more.
/// </summary>
[Needs(Right.Open), EnableRateLimiting(SignInParts.Doors)]
public sealed class JoinModel(
    Database database,
    OneTimeSecrets secrets,
    SignInLinks links,
    PasskeyCeremonies passkeys,
    PasswordCheck check,
    Passwords passwords,
    AppKeys keys,
    RecoveryCodes recovery,
    OutsideDesk outside,
    Entry entry,
    Visitor visitor,
    Frame frame,
    Words words
) : PageModel
{
    private string secret = "";
    private OneTimeSecret? link;

    /// <summary>Null: the link is for the first administrator, who is still to say who it is.</summary>
    public PortalUserVersion? Person { get; private set; }

    /// <summary>False: the link was used, is too old, or never was.</summary>
    public bool Serves => link is not null;
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";
    public bool PasskeysWork => PasskeyCeremonies.ArePossibleAt(Request);
    public string NamedAddress => $"{Request.Scheme}://localhost:{Request.Host.Port ?? 80}{Request.Path}";
    public IEnumerable<(string Name, string Href)> Providers =>
        outside.Providers.Select(provider => (provider.Name, Paths.JoinWith(provider.Id, secret)));
    public NewPassword? Password { get; private set; }

    /// <summary>Where to go when all is done: whoever is first names an employer.</summary>
    public string Next { get; private set; } = Paths.Start;

    /// <summary>The recovery codes, once all is done.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string secret, CancellationToken stop)
    {
        await Find(secret, stop);
        return Shown();
    }

    /// <summary>The first administrator says who it is.</summary>
    public async Task<IActionResult> OnPostWhoAsync(string secret, string? name, string? email, CancellationToken stop)
    {
        await Find(secret, stop);
        if (!Serves || Person is not null)
        {
            return Shown();
        }
        (Name, Email) = (name ?? "", email ?? "");
        try
        {
            var user = await Change.Make(
                database,
                new Author(Name, Door.Portal),
                change => FirstAdministrator(change, stop),
                stop
            );
            await secrets.Assign(SecretPurpose.SignInLink, secret, user, stop);
            return LocalRedirect(SignInLinks.PathOf(secret));
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError(refused.Anomaly.At, RecordTexts.Of(refused.Anomaly, words.Language));
            return Shown();
        }
    }

    public async Task<IActionResult> OnPostQuestionAsync(string secret, CancellationToken stop)
    {
        await Find(secret, stop);
        return Person is null
            ? NotFound()
            : new JsonResult(await passkeys.AskToMake(HttpContext, Person.UserId, Person.Email, Person.Name));
    }

    public async Task<IActionResult> OnPostPasskeyAsync(string secret, string? ceremony, string? answer, CancellationToken stop)
    {
        await Find(secret, stop);
        if (Person is null)
        {
            return Shown();
        }
        var called = Agent.Named(Request.Headers.UserAgent) ?? words["signIn.passkeyNamed"];
        if (await passkeys.Make(HttpContext, Person.UserId, ceremony, answer, called, () => Redeem(stop)))
        {
            return await Enter("passkey", stop);
        }
        ModelState.AddModelError("passkey", words["signIn.passkeyNotMade"]);
        return Shown();
    }

    public async Task<IActionResult> OnPostPasswordAsync(
        string secret,
        string? password,
        string? offer,
        string? code,
        CancellationToken stop
    )
    {
        await Find(secret, stop);
        if (Person is null)
        {
            return Shown();
        }
        var user = (Person.UserId, Person.Name, Person.Email);
        var parts = new PasswordParts(passwords, check, keys, database.Clock);
        return await NewPassword.Keep(user, password, offer, code, parts, ModelState, words, () => Redeem(stop), stop)
            ? await Enter("password", stop)
            : Shown(offer);
    }

    private async Task Find(string sought, CancellationToken stop)
    {
        secret = sought;
        link = await secrets.Find(SecretPurpose.SignInLink, secret, stop);
        await using var connection = await database.Connect(stop);
        if (link is { UserId: { } user })
        {
            Person = await ReadAccess.User(connection, user, stop);
            link = Person is { IsOpen: true } ? link : null;
        }
        else if (await SignInLinks.IsSetUp(connection, stop))
        {
            link = null;
        }
    }

    private IActionResult Shown(string? offered = null)
    {
        frame.Title = words[Serves ? "signIn.joinTitle" : "signIn.linkEnded"];
        if (!Serves)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        if (Person is not null)
        {
            Password = NewPassword.For(Person.UserId, Person.Email, offered, keys);
        }
        return Page();
    }

    private Task<bool> Redeem(CancellationToken stop) => links.Redeem(secret, stop);

    private async Task<IActionResult> Enter(string method, CancellationToken stop)
    {
        await entry.Open(HttpContext, visitor, Person!.UserId, null, method);
        if (Person.IsOperator)
        {
            await AdministerWhatNobodyDoes(stop);
        }
        Codes = await recovery.Renew(Person.UserId, stop);
        frame.Title = words["signIn.codesTitle"];
        return Page();
    }

    // Somebody who began and left before choosing how to sign in begins again.
    private async Task<Guid> FirstAdministrator(Change change, CancellationToken stop)
    {
        var language = words.Language.Code();
        if (await ReadAccess.UserAt(change.Connection, Email, stop) is not { } begun)
        {
            return await RegisterUser.Do(change, Name, Email, language, isOperator: true, stop);
        }
        await RegisterUser.Change(
            change,
            begun.UserId,
            known => known with { Name = Name, IsOperator = true, IsOpen = true },
            stop
        );
        return begun.UserId;
    }

    // Employers that were brought in from the command line before anybody could sign in.
    private async Task AdministerWhatNobodyDoes(CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        var employers = await ListEmployers.All(connection, stop);
        Next = employers.Count == 0 ? Paths.JoinEmployer : Paths.Start;
        foreach (var employer in employers)
        {
            if ((await ReadAccess.Of(connection, employer.EmployerId, stop)).Any(held => held.Grant.Role is Role.EmployerAdmin))
            {
                continue;
            }
            await Change.Make(
                database,
                new Author($"{Person!.Name} <{Person.Email}>", Door.Portal),
                async change =>
                {
                    var grant = GrantAccess.Administrator(employer.EmployerId, database.Clock.Today());
                    await GrantAccess.Do(change, Person.UserId, grant, stop);
                    return grant.GrantId;
                },
                stop
            );
        }
    }
}
