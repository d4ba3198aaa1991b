using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Identity.SignIn;

/// <summary>Gives people access and tells them how to come in: by mail where there is a mail server, else by a link to hand on.</summary>
public sealed class Invitations(
    InstallationSettings settings,
    SignInLinks links,
    PublicAddress address,
    Outbox outbox,
    Database database,
    Words words,
    TimeProvider clock
)
{
    // Whoever presses twice does not send twice.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    public bool GoByMail => settings.Mail is not null;

    /// <summary>The languages somebody can be written to in, each as it calls itself.</summary>
    public static IEnumerable<(string Value, string Text)> Languages =>
        Law.Texts.Languages.All.Select(language => (language.Code(), Words.In(language)["layout.ownName"]));

    /// <summary>The account of a worker, for the worker.</summary>
    public static Grant ToWorker(Guid employer, Guid worker, DateOnly today) =>
        GrantAccess.Administrator(employer, today) with
        {
            Role = Role.Worker,
            WorkerId = worker,
        };

    /// <summary>Gives the grant to who signs in with the address, or to somebody new, and mails who is new to the employer.</summary>
    public async Task<Guid> Give(
        Change change,
        EmployerHead employer,
        (string Name, string Email, string? Language) person,
        Grant grant,
        CancellationToken stop
    )
    {
        var known = await ReadAccess.UserAt(change.Connection, person.Email, stop);
        var language = Law.Texts.Languages.TryParse(person.Language, out var asked) ? asked.Code() : words.Language.Code();
        var user = known?.UserId ?? await RegisterUser.Do(change, person.Name, person.Email, language, isOperator: false, stop);
        await GrantAccess.Do(change, user, grant, stop);
        if (GoByMail)
        {
            var mail = Mail(employer, user, RegisterUser.Folded(person.Email), known?.Language ?? language, grant.Role);
            await Outbox.Add(change.Connection, [mail], clock.GetUtcNow(), stop);
        }
        return user;
    }

    /// <summary>A link to hand on, shown once.</summary>
    /// <exception cref="RefusedException"><c>linkOthers</c>: the person needs or may have none.</exception>
    public async Task<string> Link(HttpRequest request, Guid user, Guid employer, CancellationToken stop) =>
        address.Origin(request) + SignInLinks.PathOf(await links.ForInvited(user, employer, stop));

    /// <summary>How the last invitation by mail fares; null: none was sent.</summary>
    public async Task<SentMail?> Sent(Guid employer, Guid user, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        return await ReadOutbox.Invitation(connection, employer, user, stop);
    }

    /// <summary>Mails it again, unless it was only just mailed.</summary>
    public async Task Send(EmployerHead employer, PersonWithAccess person, CancellationToken stop)
    {
        var last = await Sent(employer.Id, person.User.UserId, stop);
        if (GoByMail && (last is null or { IsGivenUp: true } || (!last.IsWaiting && last.MadeAt + Pause < clock.GetUtcNow())))
        {
            var (user, role) = (person.User, person.Grant.Role);
            await outbox.Add(Mail(employer, user.UserId, user.Email, user.Language ?? words.Language.Code(), role), stop);
        }
    }

    private static OutgoingMail Mail(EmployerHead employer, Guid user, string address, string language, Role role) =>
        new()
        {
            MailId = Guid.CreateVersion7(),
            EmployerId = employer.Id,
            UserId = user,
            Address = address,
            Language = language,
            Kind = role is Role.Worker ? MailKind.WorkerInvited : MailKind.Invited,
            EmployerName = employer.Name,
            RequestId = null,
        };
}
