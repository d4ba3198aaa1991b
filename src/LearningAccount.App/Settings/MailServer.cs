using System.Text.Json.Serialization;

namespace LearningAccount.App.Settings;

/// <summary>How the conversation with the mail server is kept from others.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MailSecurity>))]
public enum MailSecurity
{
    /// <summary>It begins in the clear and goes over to TLS before anything is told. The usual one, port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte, port 465.</summary>
    Tls,

    /// <summary>In the clear: for a mail server on the same machine.</summary>
    None,
}

/// <summary>The mail server that takes our mail, as the settings name it.</summary>
public sealed record MailServer
{
    public required string Host { get; init; }
    public int Port { get; init; } = 587;
    public MailSecurity Security { get; init; }

    /// <summary>Null: the server takes mail from this machine without asking who it is.</summary>
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>The address mail comes from.</summary>
    public required string From { get; init; }
    public string FromName { get; init; } = "Learning Account";

    /// <summary>For tests alone: which certificate to trust besides those the machine trusts.</summary>
    internal System.Security.Cryptography.X509Certificates.X509Certificate2? Trusted { get; init; }
}
