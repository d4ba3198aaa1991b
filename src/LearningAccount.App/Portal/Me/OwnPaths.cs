using LearningAccount.App.Mail;
using LearningAccount.App.Portal.Corrections;
using LearningAccount.App.Portal.Documents;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Settings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Me;

/// <summary>The addresses of a worker's own pages.</summary>
public static class OwnPaths
{
    public static string Account(Guid employer) => $"/me/{employer:D}";

    public static string Trainings(Guid employer) => $"/me/{employer:D}/trainings";

    public static string Corrections(Guid employer) => $"/me/{employer:D}/corrections";

    /// <summary>Where a correction is asked for; without a subject, what it is about is chosen first.</summary>
    public static string Ask(Guid employer, string? subject = null, Guid? about = null) =>
        $"/me/{employer:D}/corrections/new"
        + (subject is null ? "" : $"?subject={subject}")
        + (about is { } id ? $"&about={id:D}" : "");

    /// <summary>The same about a figure of the account.</summary>
    /// <param name="figure">Its code.</param>
    public static string AskAbout(Guid employer, string figure) =>
        $"{Ask(employer, "figure")}&figure={Uri.EscapeDataString(figure)}";

    public static string Correction(Guid employer, Guid request) => $"/me/{employer:D}/corrections/{request:D}";

    public static string Notices(Guid employer) => $"/me/{employer:D}/notices";

    public static string Looks(Guid employer) => $"/me/{employer:D}/looks";

    public static string Data(Guid employer) => $"/me/{employer:D}/data";

    public static string Statement(Guid employer) => $"/me/{employer:D}/statement";

    public static string File(Guid employer, string format) => $"/me/{employer:D}/data.{format}";

    public const string Mail = "/me/mail";

    /// <summary>Where mail leads: to the page it tells of, and to where such mail is declined.</summary>
    internal static MailLinks InMail(InstallationSettings settings, StopLinks stops, SignInLinks invitations, Database database)
    {
        // Without an address there is no mail.
        var host = settings.Address ?? new("http://localhost/");
        return new(
            async (mail, stop) =>
                mail.Kind is MailKind.Invited or MailKind.WorkerInvited
                    ? await InvitationAsync(mail, host, invitations, database, stop)
                    : new(host, PageOf(mail)),
            mail => stops.Seal(mail.UserId, mail.Kind) is { } seal ? new(host, $"/mail/stop/{seal}") : null
        );
    }

    // Made when the mail goes out: nothing that lets anybody in lies in the outbox.
    private static async Task<Uri?> InvitationAsync(
        OutgoingMail mail,
        Uri host,
        SignInLinks invitations,
        Database database,
        CancellationToken stop
    )
    {
        await using (var connection = await database.Connect(stop))
        {
            var grants = await ReadAccess.GrantsOf(connection, mail.UserId, stop);
            if (!grants.Any(grant => grant.EmployerId == mail.EmployerId))
            {
                return null;
            }
        }
        return await invitations.InMail(mail.UserId, mail.EmployerId, stop) is { } secret
            ? new(host, SignInLinks.PathOf(secret))
            : new(host, mail.Kind is MailKind.WorkerInvited ? Account(mail.EmployerId) : Paths.Home(mail.EmployerId));
    }

    private static string PageOf(OutgoingMail mail) =>
        mail switch
        {
            { Kind: MailKind.DutyDigest } when mail.EmployerId == JournalLine.Instance => Paths.AllCalendars,
            { Kind: MailKind.DutyDigest } => Paths.Calendar(mail.EmployerId),
            { Kind: MailKind.CorrectionAsked or MailKind.CorrectionEscalated, RequestId: { } request } => CorrectionPaths.One(
                mail.EmployerId,
                request
            ),
            { RequestId: { } request } => Correction(mail.EmployerId, request),
            { DocumentId: { } document } => DocumentPaths.Own(mail.EmployerId, document),
            _ => Notices(mail.EmployerId),
        };
}
