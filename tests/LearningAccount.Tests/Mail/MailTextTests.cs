using System.Text;
using System.Text.RegularExpressions;
using LearningAccount.App.Mail;
using LearningAccount.App.Settings;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Notices;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Mail;

public sealed partial class MailTextTests
{
    private static readonly MailServer Server = new()
    {
        Host = "localhost",
        Port = 25,
        Security = MailSecurity.None,
        From = "no-reply@accounts.example",
        FromName = "Opleidingsrekening – Österreich & Söhne",
    };
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_mail_travels_in_short_lines_of_ASCII_and_reads_as_it_was_written()
    {
        var subject = string.Concat(Enumerable.Repeat("é€🙂 ", 30));
        var text = MailText.Of(
            Server,
            "an@example.be",
            "id@accounts.example",
            Noon,
            new(subject, "Één dag\nmeer", "<p>Één</p>", "nl")
        );
        Assert.True(Ascii.IsValid(text));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        var mail = new ReceivedMail("", "", text, IsSecure: false, User: null);
        Assert.Equal(subject, Decoded(mail.Header("Subject")));
        Assert.Equal($"{Server.FromName} <{Server.From}>", Decoded(mail.Header("From")));
        Assert.Equal("<id@accounts.example>", mail.Header("Message-ID"));
        Assert.Equal("Fri, 20 Nov 2026 11:00:00 +0000", mail.Header("Date"));
        Assert.Equal("Één dag\r\nmeer", mail.Part("plain"));
        Assert.Equal("<p>Één</p>", mail.Part("html"));
    }

    [Fact]
    public void A_name_cannot_add_a_line_to_the_head()
    {
        var text = MailText.Of(Server, "an@example.be", "id@x", Noon, new("Hello\r\nBcc: all@example.be", "", "", "en"));
        Assert.DoesNotContain("Bcc", text.Split("\r\n\r\n")[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an@example.be", "an@example.be")]
    [InlineData("an@bücher.example", "an@xn--bcher-kva.example")]
    [InlineData("ännchen@example.be", null)]
    [InlineData("an@example.be>\r\nRCPT TO:<bert@example.be", null)]
    [InlineData("no address", null)]
    public void An_address_is_written_as_mail_servers_take_it(string address, string? written) =>
        Assert.Equal(written, MailText.Address(address));

    [Fact]
    public void Every_kind_of_mail_stands_in_each_language_and_holds_no_figure()
    {
        foreach (var kind in Enum.GetValues<MailKind>())
        {
            foreach (var language in Languages.All)
            {
                var mail = MailWords.Of(
                    Mail(kind, language),
                    new("https://accounts.example/me"),
                    new("https://accounts.example/stop")
                );
                Assert.Equal(language.Code(), mail.Language);
                // A list tells of days alone.
                Assert.DoesNotMatch(
                    "[0-9]",
                    kind is MailKind.DutyDigest ? mail.Plain.Replace("31", "").Replace("2027", "") : mail.Plain
                );
                Assert.Contains("https://accounts.example/me", mail.Plain, StringComparison.Ordinal);
                Assert.Contains("href=\"https://accounts.example/stop\"", mail.Html, StringComparison.Ordinal);
                Assert.Contains("Maes &lt;Metaal&gt;", mail.Html, StringComparison.Ordinal);
                Assert.DoesNotContain("<Metaal>", mail.Html, StringComparison.Ordinal);
            }
        }
    }

    internal static OutgoingMail Mail(MailKind kind = MailKind.TrainingRecorded, Language language = Language.Nl) =>
        new()
        {
            MailId = Guid.CreateVersion7(),
            EmployerId = Guid.CreateVersion7(),
            UserId = Guid.CreateVersion7(),
            Address = "an@example.be",
            Language = language.Code(),
            Kind = kind,
            EmployerName = "Maes <Metaal>",
            RequestId = null,
            Listed =
                kind is MailKind.DutyDigest
                    ? $$"""[{"On":"2027-03-31","Kind":"PlanFixed","IsLate":true,"Employer":"{{Guid.Empty}}","EmployerName":"Maes <Metaal>"}]"""
                    : null,
        };

    private static string Decoded(string header) =>
        EncodedWord()
            .Replace(
                BetweenWords().Replace(header, ""),
                word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value))
            );

    [GeneratedRegex(@"=\?utf-8\?B\?(?<text>[A-Za-z0-9+/=]+)\?=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(?<=\?=)\s+(?==\?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BetweenWords();
}
