using System.Globalization;

namespace LearningAccount.App.Mail;

/// <summary>What a mail server answered (RFC 5321 section 4.2): a code and a sentence.</summary>
internal readonly record struct SmtpReply(int Code, string Text, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>Asking again will not help.</summary>
    public bool IsForGood => Code is >= 500 and < 600;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code} {Text}");
}

/// <summary>The mail server did not take the mail.</summary>
/// <param name="isForGood">It refuses this mail, and will refuse it again. Otherwise it is the server, the way to it or the settings.</param>
internal sealed class MailRefusedException(string answer, bool isForGood, Exception? inner = null) : Exception(answer, inner)
{
    public bool IsForGood => isForGood;
}
