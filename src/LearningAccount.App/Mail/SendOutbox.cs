using System.Globalization;
using LearningAccount.App.Settings;
using LearningAccount.Records.Notices;

namespace LearningAccount.App.Mail;

/// <summary>The addresses a mail leads to.</summary>
/// <param name="Page">Where it is read in full; null where there is nothing to tell any more. An invitation leads to a link of its own.</param>
/// <param name="Stop">Where its reader declines such mail.</param>
internal sealed record MailLinks(Func<OutgoingMail, CancellationToken, Task<Uri?>> Page, Func<OutgoingMail, Uri?> Stop);

/// <summary>
/// Hands what is in the outbox to the mail server. A mail goes out at least once: who is stopped between handing it over and
/// noting so hands it over again, under the same Message-ID, by which the reader's side knows it.
/// </summary>
internal sealed class SendOutbox(Outbox outbox, MailServer server, MailLinks links, TimeProvider clock)
{
    /// <returns>How many mails the server took.</returns>
    public async Task<int> Do(CancellationToken stop)
    {
        var sent = 0;
        SmtpConversation? conversation = null;
        try
        {
            while (await outbox.Take(stop) is { } mail)
            {
                if (MailText.Address(mail.Address) is not { } to)
                {
                    await outbox.GiveUp(mail, "The address cannot be written in a mail.", stop);
                    continue;
                }
                if (await links.Page(mail, stop) is not { } page)
                {
                    await outbox.GiveUp(mail, "There is nothing to tell any more.", stop);
                    continue;
                }
                try
                {
                    conversation ??= await SmtpConversation.BeginAsync(server, stop);
                    var answer = await conversation.SendAsync(server.From, to, TextOf(mail, to, page), stop);
                    await outbox.Sent(mail, answer, stop);
                    sent++;
                }
                catch (MailRefusedException refused) when (refused.IsForGood)
                {
                    await outbox.GiveUp(mail, Told(refused, mail), stop);
                    conversation = await EndAsync(conversation, stop);
                }
                catch (MailRefusedException refused)
                {
                    await outbox.Later(mail, Told(refused, mail), stop);
                    // The others would fare no better now.
                    break;
                }
            }
        }
        finally
        {
            await EndAsync(conversation, stop);
        }
        return sent;
    }

    /// <summary>The same for the same mail whenever it is sent.</summary>
    internal static string MessageIdOf(MailServer server, OutgoingMail mail) =>
        string.Create(CultureInfo.InvariantCulture, $"{mail.MailId:N}@{server.From.Split('@')[^1]}");

    private string TextOf(OutgoingMail mail, string to, Uri page) =>
        MailText.Of(server, to, MessageIdOf(server, mail), clock.GetUtcNow(), MailWords.Of(mail, page, links.Stop(mail)));

    // Whoever runs the installation reads it, and has no business with whose mail it is.
    private static string Told(MailRefusedException refused, OutgoingMail mail) =>
        refused.Message.Replace(mail.Address, "…", StringComparison.OrdinalIgnoreCase);

    private static async Task<SmtpConversation?> EndAsync(SmtpConversation? conversation, CancellationToken stop)
    {
        if (conversation is not null)
        {
            await using var _ = conversation;
            if (!stop.IsCancellationRequested)
            {
                await conversation.EndAsync(stop);
            }
        }
        return null;
    }
}
