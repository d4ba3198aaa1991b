using System.Globalization;
using System.Net.Mail;
using System.Text;
using LearningAccount.App.Settings;

namespace LearningAccount.App.Mail;

/// <summary>A mail as its reader sees it.</summary>
internal sealed record WrittenMail(string Subject, string Plain, string Html, string Language)
{
    /// <summary>Where the reader says not to want such mail; null where the law obliges to tell it.</summary>
    public Uri? Stop { get; init; }
}

/// <summary>Puts a mail into the form in which it travels (RFC 5322, 2045 to 2047, 8058): ASCII, short lines, both forms of the text.</summary>
internal static class MailText
{
    // An encoded word has 75 letters at the most; this many bytes of UTF-8 fill one.
    private const int BytesOfWord = 42;
    private const int LettersOfLine = 76;

    public static string Of(MailServer server, string to, string messageId, DateTimeOffset at, WrittenMail mail)
    {
        var boundary = $"part-{messageId.Split('@')[0]}";
        var text = new StringBuilder();
        Header(text, "Date", at.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000");
        Header(text, "From", $"{Words(server.FromName)} <{server.From}>");
        Header(text, "To", $"<{to}>");
        Header(text, "Subject", Words(mail.Subject));
        Header(text, "Message-ID", $"<{messageId}>");
        Header(text, "Auto-Submitted", "auto-generated");
        Header(text, "Content-Language", mail.Language);
        if (mail.Stop is { } stop)
        {
            Header(text, "List-Unsubscribe", $"<{stop.AbsoluteUri}>");
            Header(text, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        Part(text, boundary, "plain", mail.Plain);
        Part(text, boundary, "html", mail.Html);
        return text.Append($"\r\n--{boundary}--\r\n").ToString();
    }

    /// <summary>The address as a mail server takes it, or null where none can be written.</summary>
    public static string? Address(string address)
    {
        if (!MailAddress.TryCreate(address, out var read) || address.IndexOfAny(['<', '>', '\r', '\n', ' ', '"']) >= 0)
        {
            return null;
        }
        try
        {
            // A domain with accents has another name in ASCII; the part before it has none.
            var written = $"{read.User}@{new IdnMapping().GetAscii(read.Host)}";
            return Ascii.IsValid(written) ? written : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void Header(StringBuilder text, string name, string value) =>
        text.Append(name)
            .Append(": ")
            .Append(value.ReplaceLineEndings(" ").Replace("\u0001", "\r\n ", StringComparison.Ordinal))
            .Append("\r\n");

    private static void Part(StringBuilder text, string boundary, string form, string content)
    {
        text.Append(CultureInfo.InvariantCulture, $"\r\n--{boundary}\r\n");
        Header(text, "Content-Type", $"text/{form}; charset=utf-8");
        Header(text, "Content-Transfer-Encoding", "base64");
        text.Append("\r\n");
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n")));
        for (var at = 0; at < encoded.Length; at += LettersOfLine)
        {
            text.Append(encoded, at, Math.Min(LettersOfLine, encoded.Length - at)).Append("\r\n");
        }
    }

    /// <summary>Words of any script as a header may hold them; where they go on, a mark that becomes a new line.</summary>
    private static string Words(string words)
    {
        var bytes = new List<byte>();
        var encoded = new List<string>();
        foreach (var letter in words.EnumerateRunes().Where(letter => !Rune.IsControl(letter)))
        {
            var next = Encoding.UTF8.GetBytes(letter.ToString());
            if (bytes.Count + next.Length > BytesOfWord)
            {
                encoded.Add(Word(bytes));
                bytes.Clear();
            }
            bytes.AddRange(next);
        }
        encoded.Add(Word(bytes));
        return string.Join('\u0001', encoded);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";
}
