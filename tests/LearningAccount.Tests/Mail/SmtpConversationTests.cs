using LearningAccount.App.Mail;
using LearningAccount.App.Settings;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Mail;

/// <summary>Real conversations with a mail server on this machine.</summary>
public sealed class SmtpConversationTests
{
    private const string Text = "Subject: Hello\r\n\r\n.a line with a point\r\n.\r\nlast\r\n";
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PLAIN LOGIN")]
    [InlineData("LOGIN")]
    public async Task Mail_goes_over_to_TLS_before_anything_is_told(string ways)
    {
        await using var server = new ReceivingMailServer { Ways = ways };
        await SendAsync(server.Settings());
        var mail = server.Received.Single();
        Assert.Equal(("no-reply@accounts.example", "an@example.be"), (mail.From, mail.To));
        Assert.Equal((true, "portal"), (mail.IsSecure, mail.User));
        Assert.Equal(Text, mail.Text);
    }

    [Fact]
    public async Task Mail_is_secure_from_the_first_byte()
    {
        await using var server = new ReceivingMailServer { IsSecureFromTheStart = true };
        await SendAsync(server.Settings(MailSecurity.Tls));
        Assert.True(server.Received.Single().IsSecure);
    }

    [Fact]
    public async Task A_server_without_TLS_is_told_nothing()
    {
        await using var server = new ReceivingMailServer { OffersTls = false };
        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(server.Settings()));
        Assert.False(refused.IsForGood);
        Assert.Contains("STARTTLS", refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_server_whose_certificate_is_not_trusted_is_told_nothing()
    {
        await using var server = new ReceivingMailServer();
        var stranger = server.Settings() with { Trusted = null };
        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(stranger));
        Assert.False(refused.IsForGood);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_wrong_password_is_the_settings_fault_and_not_the_mail_s()
    {
        await using var server = new ReceivingMailServer();
        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(server.Settings(password: "wrong")));
        Assert.Equal((false, "535 5.7.8 wrong password"), (refused.IsForGood, refused.Message));
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 no such mailbox", true)]
    [InlineData("RCPT", "451 4.7.1 try again later", false)]
    [InlineData(".", "554 5.7.1 looks like spam", true)]
    [InlineData("HELLO", "554 5.7.1 go away", false)]
    [InlineData("MAIL", "452 4.3.1 full", false)]
    public async Task A_refusal_is_told_as_it_was_said(string command, string answer, bool isForGood)
    {
        await using var server = new ReceivingMailServer { Instead = said => said == command ? answer : said };
        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(server.Settings()));
        Assert.Equal((isForGood, answer), (refused.IsForGood, refused.Message));
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData("HELLO")]
    [InlineData("RCPT")]
    [InlineData("line")]
    [InlineData(".")]
    public async Task A_server_that_hangs_up_is_asked_again_later(string when)
    {
        await using var server = new ReceivingMailServer { Instead = said => said == when ? null : said };
        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(server.Settings()));
        Assert.False(refused.IsForGood);
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("25")]
    public async Task What_is_no_mail_server_is_named_so(string greeting)
    {
        await using var server = new ReceivingMailServer { Instead = said => said is "HELLO" ? greeting : said };
        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(server.Settings()));
        Assert.Equal("What answered is no mail server.", refused.Message);
    }

    [Fact]
    public async Task Nobody_at_the_other_end_is_told_in_a_sentence()
    {
        var gone = new ReceivingMailServer();
        var settings = gone.Settings();
        await gone.DisposeAsync();
        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(settings));
        Assert.False(refused.IsForGood);
    }

    private static async Task SendAsync(MailServer server)
    {
        await using var conversation = await SmtpConversation.BeginAsync(server, Cancel);
        await conversation.SendAsync(server.From, "an@example.be", Text, Cancel);
        await conversation.EndAsync(Cancel);
    }
}
