using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LearningAccount.App.Settings;

namespace LearningAccount.App.Mail;

/// <summary>
/// One conversation with a mail server (RFC 5321, 3207, 4954, 8314). The framework's own client knows no TLS from the first byte
/// and does not tell what the server said.
/// </summary>
internal sealed class SmtpConversation : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const int LongestLine = 4_096;
    private const int MostLines = 100;
    private readonly MailServer server;
    private readonly TcpClient connection = new();
    private readonly byte[] buffer = new byte[LongestLine];
    private int filled;
    private Stream stream = Stream.Null;
    private IReadOnlyList<string> extensions = [];

    private SmtpConversation(MailServer server) => this.server = server;

    /// <summary>Connects, makes it safe, and says who we are.</summary>
    /// <exception cref="MailRefusedException">Not for good: nothing of it is about one mail.</exception>
    public static async Task<SmtpConversation> BeginAsync(MailServer server, CancellationToken stop)
    {
        var conversation = new SmtpConversation(server);
        try
        {
            await Within(conversation.GreetAsync, stop);
            return conversation;
        }
        catch
        {
            await conversation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands one mail over. Returns what the server said when it took it.</summary>
    /// <param name="text">The whole mail, its lines ended by CRLF.</param>
    public Task<string> SendAsync(string from, string to, string text, CancellationToken stop) =>
        Within(
            async soon =>
            {
                await MustAsync($"MAIL FROM:<{from}>", soon);
                await MustAsync($"RCPT TO:<{to}>", soon);
                await MustAsync("DATA", soon);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(Stuffed(text) + ".\r\n"), soon);
                return Checked(await ReadAsync(soon), isAboutMail: true).ToString();
            },
            stop
        );

    /// <summary>Says goodbye. The mail is handed over by then, whatever the answer.</summary>
    public async Task EndAsync(CancellationToken stop)
    {
        try
        {
            await Within(soon => AskAsync("QUIT", soon), stop);
        }
        catch (MailRefusedException) { }
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        connection.Dispose();
    }

    private async Task<bool> GreetAsync(CancellationToken stop)
    {
        await connection.ConnectAsync(server.Host, server.Port, stop);
        stream = connection.GetStream();
        if (server.Security is MailSecurity.Tls)
        {
            await SecureAsync(stop);
        }
        Checked(await ReadAsync(stop), isAboutMail: false);
        await IntroduceAsync(stop);
        if (server.Security is MailSecurity.StartTls)
        {
            if (!Offers("STARTTLS"))
            {
                throw new MailRefusedException(
                    "The mail server offers no TLS (STARTTLS); nothing was told to it.",
                    isForGood: false
                );
            }
            Checked(await AskAsync("STARTTLS", stop), isAboutMail: false);
            // What somebody slipped in before the secure part must not be read as said in it.
            filled = 0;
            await SecureAsync(stop);
            await IntroduceAsync(stop);
        }
        if (server.User is { } user)
        {
            await SignInAsync(user, server.Password ?? "", stop);
        }
        return true;
    }

    private async Task IntroduceAsync(CancellationToken stop)
    {
        // The name of the machine is nobody's business.
        var reply = Checked(await AskAsync("EHLO [127.0.0.1]", stop), isAboutMail: false);
        extensions = reply.Lines;
    }

    private async Task SecureAsync(CancellationToken stop)
    {
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = secure;
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = server.Host,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                CertificateChainPolicy = server.Trusted is { } trusted
                    ? new()
                    {
                        TrustMode = X509ChainTrustMode.CustomRootTrust,
                        CustomTrustStore = { trusted },
                        RevocationMode = X509RevocationMode.NoCheck,
                    }
                    : null,
            },
            stop
        );
    }

    private async Task SignInAsync(string user, string password, CancellationToken stop)
    {
        if (server.Security is MailSecurity.None && !IsThisMachine)
        {
            throw new MailRefusedException("A password is not told in the clear: set TLS for the mail server.", isForGood: false);
        }
        var ways = extensions.FirstOrDefault(line => line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase)) ?? "";
        if (ways.Contains("PLAIN", StringComparison.OrdinalIgnoreCase))
        {
            Checked(await AskAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", stop), isAboutMail: false);
            return;
        }
        if (!ways.Contains("LOGIN", StringComparison.OrdinalIgnoreCase))
        {
            throw new MailRefusedException("The mail server takes neither AUTH PLAIN nor AUTH LOGIN.", isForGood: false);
        }
        Checked(await AskAsync("AUTH LOGIN", stop), isAboutMail: false);
        Checked(await AskAsync(Base64(user), stop), isAboutMail: false);
        Checked(await AskAsync(Base64(password), stop), isAboutMail: false);
    }

    private bool IsThisMachine =>
        connection.Client.RemoteEndPoint is System.Net.IPEndPoint { Address: var address }
        && System.Net.IPAddress.IsLoopback(address);

    private bool Offers(string extension) =>
        extensions.Any(line => line.Split(' ')[0].Equals(extension, StringComparison.OrdinalIgnoreCase));

    private async Task MustAsync(string command, CancellationToken stop) =>
        Checked(await AskAsync(command, stop), isAboutMail: true);

    private async Task<SmtpReply> AskAsync(string command, CancellationToken stop)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), stop);
        return await ReadAsync(stop);
    }

    private async Task<SmtpReply> ReadAsync(CancellationToken stop)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await ReadLineAsync(stop);
            if (
                line.Length < 3
                || !int.TryParse(line.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture, out var code)
            )
            {
                throw new MailRefusedException("What answered is no mail server.", isForGood: false);
            }
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new(code, string.Join(' ', lines), lines);
            }
        }
        throw new MailRefusedException("The mail server does not stop talking.", isForGood: false);
    }

    private async Task<string> ReadLineAsync(CancellationToken stop)
    {
        while (true)
        {
            var end = Array.IndexOf(buffer, (byte)'\n', 0, filled);
            if (end >= 0)
            {
                var line = Encoding.UTF8.GetString(buffer, 0, end).TrimEnd('\r');
                filled -= end + 1;
                Array.Copy(buffer, end + 1, buffer, 0, filled);
                // It may be shown to people: nothing in it may steer a terminal or a page.
                return string.Concat(line.Where(letter => !char.IsControl(letter)));
            }
            if (filled == buffer.Length)
            {
                throw new MailRefusedException("The mail server does not stop talking.", isForGood: false);
            }
            var read = await stream.ReadAsync(buffer.AsMemory(filled), stop);
            if (read == 0)
            {
                throw new MailRefusedException("The mail server hung up.", isForGood: false);
            }
            filled += read;
        }
    }

    private static SmtpReply Checked(SmtpReply reply, bool isAboutMail) =>
        reply.IsPositive ? reply : throw new MailRefusedException(reply.ToString(), isAboutMail && reply.IsForGood);

    /// <summary>A line that is a point alone would end the mail.</summary>
    private static string Stuffed(string text) =>
        (text.StartsWith('.') ? "." : "") + text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<T> Within<T>(Func<CancellationToken, Task<T>> talk, CancellationToken stop)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        soon.CancelAfter(Patience);
        try
        {
            return await talk(soon.Token);
        }
        catch (OperationCanceledException late) when (!stop.IsCancellationRequested)
        {
            throw new MailRefusedException("The mail server does not answer.", isForGood: false, late);
        }
        catch (Exception broken) when (broken is IOException or SocketException or AuthenticationException)
        {
            throw new MailRefusedException(broken.Message, isForGood: false, broken);
        }
    }
}
