using LearningAccount.App.Mail;
using LearningAccount.App.Portal.Corrections;
using LearningAccount.App.Settings;
using LearningAccount.Records.Notices;

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

    public static string Correction(Guid employer, Guid request) => $"/me/{employer:D}/corrections/{request:D}";

    public static string Notices(Guid employer) => $"/me/{employer:D}/notices";

    public static string Looks(Guid employer) => $"/me/{employer:D}/looks";

    public static string Data(Guid employer) => $"/me/{employer:D}/data";

    public static string Statement(Guid employer) => $"/me/{employer:D}/statement";

    public static string File(Guid employer, string format) => $"/me/{employer:D}/data.{format}";

    public const string Mail = "/me/mail";

    /// <summary>Where mail leads: to the page it tells of, and to where such mail is declined.</summary>
    internal static MailLinks InMail(InstallationSettings settings, StopLinks stops)
    {
        // Without an address there is no mail.
        var host = settings.Address ?? new("http://localhost/");
        return new(
            mail => new(host, PageOf(mail)),
            mail => stops.Seal(mail.UserId, mail.Kind) is { } seal ? new(host, $"/mail/stop/{seal}") : null
        );
    }

    private static string PageOf(OutgoingMail mail) =>
        mail switch
        {
            { Kind: MailKind.CorrectionAsked or MailKind.CorrectionEscalated, RequestId: { } request } => CorrectionPaths.One(
                mail.EmployerId,
                request
            ),
            { RequestId: { } request } => Correction(mail.EmployerId, request),
            _ => Notices(mail.EmployerId),
        };
}
