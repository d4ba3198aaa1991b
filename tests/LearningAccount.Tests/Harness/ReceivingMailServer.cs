using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LearningAccount.App.Mail;
using LearningAccount.App.Settings;

namespace LearningAccount.Tests.Harness;

/// <summary>A mail as the server took it.</summary>
internal sealed record ReceivedMail(string From, string To, string Text, bool IsSecure, string? User)
{
    public string Header(string name) =>
        Text.Split("\r\n\r\n")[0]
            .Replace("\r\n ", " ", StringComparison.Ordinal)
            .Split("\r\n")
            .Single(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))[(name.Length + 2)..];

    public bool Has(string name) => Text.Split("\r\n\r\n")[0].Contains($"\r\n{name}: ", StringComparison.Ordinal);

    /// <summary>The part of a form (<c>plain</c>, <c>html</c>) as it is read.</summary>
    public string Part(string form)
    {
        var part = Text.Split($"Content-Type: text/{form}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n")[1];
        return Encoding.UTF8.GetString(Convert.FromBase64String(part.Split("\r\n--")[0]));
    }
}

/// <summary>A small mail server on this machine that keeps what it takes, and can be told to misbehave.</summary>
internal sealed class ReceivingMailServer : IAsyncDisposable
{
    private static readonly X509Certificate2 Certificate = SelfSigned();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly List<ReceivedMail> received = [];
    private readonly List<Task> talks = [];
    private readonly Task listening;

    public ReceivingMailServer()
    {
        listener.Start();
        listening = Task.Run(ListenAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What it says instead of its usual answer to a command (<c>RCPT</c>, <c>.</c> for the end of a mail); null: hangs up.</summary>
    public Func<string, string?> Instead { get; set; } = command => command;

    /// <summary>Waits here when it has taken a mail and before it says so.</summary>
    public Func<Task> BeforeItSaysSo { get; set; } = () => Task.CompletedTask;
    public bool OffersTls { get; init; } = true;
    public string Ways { get; init; } = "PLAIN LOGIN";
    public string Password { get; init; } = "correct";

    public IReadOnlyList<ReceivedMail> Received
    {
        get
        {
            lock (received)
            {
                return [.. received];
            }
        }
    }

    /// <summary>The settings that lead to it.</summary>
    public MailServer Settings(
        MailSecurity security = MailSecurity.StartTls,
        string? user = "portal",
        string? password = "correct"
    ) =>
        new()
        {
            Host = "localhost",
            Port = Port,
            Security = security,
            User = user,
            Password = password,
            From = "no-reply@accounts.example",
            Trusted = Certificate,
        };

    /// <summary>TLS from the first byte, as on port 465.</summary>
    public bool IsSecureFromTheStart { get; init; }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await listening;
        await Task.WhenAll(talks);
        closing.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                talks.Add(Task.Run(() => TalkAsync(client)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or InvalidOperationException) { }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await new Talk(this, client.GetStream()).RunAsync(closing.Token);
        }
        catch (Exception ended)
            when (ended
                    is OperationCanceledException
                        or IOException
                        or ObjectDisposedException
                        or System.Security.Authentication.AuthenticationException
            ) { }
    }

    private void Keep(ReceivedMail mail)
    {
        lock (received)
        {
            received.Add(mail);
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class Talk(ReceivingMailServer server, Stream first)
    {
        private Stream stream = first;
        private bool isSecure;
        private string? user;

        public async Task RunAsync(CancellationToken stop)
        {
            if (server.IsSecureFromTheStart)
            {
                await SecureAsync(stop);
            }
            string from = "",
                to = "";
            if (!await SayAsync("HELLO", "220 mail.example ready", stop))
            {
                return;
            }
            while (await LineAsync(stop) is { } line)
            {
                var command = line.Split(' ')[0].ToUpperInvariant();
                switch (command)
                {
                    case "EHLO":
                        var tls = server.OffersTls && !isSecure ? "250-STARTTLS\r\n" : "";
                        if (!await SayAsync(command, $"250-mail.example\r\n{tls}250-AUTH {server.Ways}\r\n250 8BITMIME", stop))
                        {
                            return;
                        }
                        continue;
                    case "STARTTLS":
                        await SayAsync(command, "220 go ahead", stop);
                        await SecureAsync(stop);
                        continue;
                    case "AUTH":
                        if (!await SayAsync(command, await AuthenticatedAsync(line, stop), stop))
                        {
                            return;
                        }
                        continue;
                    case "MAIL":
                        from = line[11..^1];
                        break;
                    case "RCPT":
                        to = line[9..^1];
                        break;
                    case "DATA":
                        if (!await SayAsync(command, "354 go on", stop))
                        {
                            return;
                        }
                        if (await DataAsync(stop) is not { } text)
                        {
                            return;
                        }
                        if (server.Instead(".") is ".")
                        {
                            server.Keep(new(from, to, text, isSecure, user));
                        }
                        await server.BeforeItSaysSo();
                        command = ".";
                        break;
                    case "QUIT":
                        await SayAsync(command, "221 bye", stop);
                        return;
                }
                if (!await SayAsync(command, "250 fine", stop))
                {
                    return;
                }
            }
        }

        private async Task<string> AuthenticatedAsync(string line, CancellationToken stop)
        {
            var parts = line.Split(' ');
            string password;
            if (parts[1] is "PLAIN")
            {
                var said = Decoded(parts[2]).Split('\0');
                (user, password) = (said[1], said[2]);
            }
            else
            {
                await SayAsync("", "334 VXNlcm5hbWU6", stop);
                user = Decoded((await LineAsync(stop))!);
                await SayAsync("", "334 UGFzc3dvcmQ6", stop);
                password = Decoded((await LineAsync(stop))!);
            }
            return string.Equals(password, server.Password, StringComparison.Ordinal)
                ? "235 welcome"
                : "535 5.7.8 wrong password";
        }

        private async Task<string?> DataAsync(CancellationToken stop)
        {
            var text = new StringBuilder();
            while (await LineAsync(stop) is { } line)
            {
                if (line is ".")
                {
                    return text.ToString();
                }
                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
                if (server.Instead("line") is null)
                {
                    return null;
                }
            }
            return null;
        }

        private async Task<bool> SayAsync(string command, string usual, CancellationToken stop)
        {
            var said = server.Instead(command);
            if (said is null)
            {
                return false;
            }
            var answer = string.Equals(said, command, StringComparison.Ordinal) ? usual : said;
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), stop);
            return true;
        }

        private async Task SecureAsync(CancellationToken stop)
        {
            var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, stop);
            (stream, isSecure) = (secure, true);
        }

        private async Task<string?> LineAsync(CancellationToken stop)
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await stream.ReadAsync(one, stop) > 0)
            {
                if (one[0] == '\n')
                {
                    return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
                }
                line.Add(one[0]);
            }
            return null;
        }

        private static string Decoded(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));
    }
}
