using System.Globalization;
using System.Net;
using System.Text;
using LearningAccount.App.Duties;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Notices;

namespace LearningAccount.App.Mail;

/// <summary>The words of a mail, plain and as HTML, in the language of its reader. No figure and no number of anybody stands in them.</summary>
internal static class MailWords
{
    public static Catalogue Catalogue { get; } = Catalogue.Load(typeof(MailWords).Assembly, "Mail/Texts/mail.json");

    /// <param name="page">Where it is read in full, after signing in.</param>
    /// <param name="stop">Where such mail is declined; null where it cannot be.</param>
    public static WrittenMail Of(OutgoingMail mail, Uri page, Uri? stop)
    {
        var language = Languages.TryParse(mail.Language, out var known) ? known : Language.En;
        var kind = char.ToLowerInvariant(mail.Kind.ToString()[0]) + mail.Kind.ToString()[1..];
        var subject = Text($"mail.{kind}.subject");
        // Whoever is invited and signs in already needs no link of its own.
        var isFirst = page.AbsolutePath.StartsWith(SignInLinks.PathOf(""), StringComparison.Ordinal);
        string[] paragraphs =
        [
            .. Text($"mail.{kind}.text").Split('\n'),
            .. Listed(mail, language),
            .. isFirst ? [Text("mail.first")] : Array.Empty<string>(),
        ];
        var open = Text(isFirst ? "mail.openFirst" : "mail.open");
        var why = Text(
            mail.Kind switch
            {
                MailKind.CorrectionAsked or MailKind.CorrectionEscalated => "mail.whyEmployer",
                MailKind.Invited or MailKind.WorkerInvited => "mail.whyInvited",
                MailKind.DutyDigest => "mail.whyDigest",
                _ => "mail.whyWorker",
            }
        );
        return new(subject, Plain(), Html(), language.Code()) { Stop = stop };

        string Text(string code) => Catalogue.Text(code, language, ("employer", mail.EmployerName));

        string Plain()
        {
            var text = new StringBuilder();
            foreach (var paragraph in paragraphs)
            {
                text.Append(paragraph).Append("\n\n");
            }
            text.Append(CultureInfo.InvariantCulture, $"{open}\n{page.AbsoluteUri}\n\n-- \n{why}\n");
            if (stop is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Text("mail.stop")}\n{stop.AbsoluteUri}\n");
            }
            return text.ToString();
        }

        string Html()
        {
            var html = new StringBuilder();
            html.Append(
                CultureInfo.InvariantCulture,
                $"""
                <!doctype html>
                <html lang="{language.Code()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>{Encoded(
                    subject
                )}</title></head>
                <body style="margin:0 auto;padding:24px;max-width:36em;font:16px/1.5 system-ui,sans-serif">
                <h1 style="font-size:1.25em;line-height:1.3">{Encoded(subject)}</h1>

                """
            );
            foreach (var paragraph in paragraphs)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p>{Encoded(paragraph)}</p>\n");
            }
            html.Append(
                CultureInfo.InvariantCulture,
                $"""
                <p style="margin:1.5em 0"><a href="{Encoded(
                    page.AbsoluteUri
                )}" style="display:inline-block;padding:.7em 1.2em;border-radius:6px;background:#1f5c4d;color:#fff;text-decoration:none">{Encoded(
                    open
                )}</a></p>
                <p style="font-size:.875em;border-top:1px solid #999;padding-top:1em">{Encoded(why)}
                """
            );
            if (stop is not null)
            {
                html.Append(
                    CultureInfo.InvariantCulture,
                    $""" <a href="{Encoded(stop.AbsoluteUri)}" style="color:inherit">{Encoded(Text("mail.stop"))}</a>"""
                );
            }
            return html.Append("</p>\n</body></html>\n").ToString();
        }
    }

    // Days of the calendar, what is late first; nothing of a worker.
    private static IEnumerable<string> Listed(OutgoingMail mail, Language language)
    {
        if (mail.Listed is null)
        {
            yield break;
        }
        var words = Words.In(language);
        foreach (var duty in ListedDuty.Read(mail.Listed))
        {
            var line = $"{words.Date(duty.On)}: {DutyWords.Title(duty.Kind, words)} ({duty.EmployerName})";
            yield return duty.IsLate ? words.Of("duty.feed.late", ("title", line)) : line;
        }
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
