using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Anomalies;

/// <summary>Something in the facts of an employer that somebody should look at. It is found anew at each reading, never stored.</summary>
public sealed record Finding
{
    /// <summary>The check that found it, a code of <see cref="Checks"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Null: it concerns the employer.</summary>
    public Guid? WorkerId { get; init; }

    /// <summary>What it is about, the same at each reading: a training, a quarter, a year.</summary>
    public required string Subject { get; init; }

    /// <summary>The training to look at, where there is one.</summary>
    public Guid? TrainingId { get; init; }

    /// <summary>The quarter to look at, where there is one.</summary>
    public Quarter? Quarter { get; init; }

    /// <summary>What its text is filled with, as facts are written: days of the calendar, exact numbers. Never a national number.</summary>
    public ImmutableArray<(string Name, string Value)> Values { get; init; } = [];

    /// <summary>A remark of the law or of the registry that tells it in its own words.</summary>
    public Anomaly? Remark { get; init; }

    /// <summary>The word of somebody that it is settled, while the facts are those it was said of.</summary>
    public SettlementVersion? Settled { get; init; }

    /// <summary>The hash of the facts it rests on: where they change, what was said of it holds no longer.</summary>
    public string Facts
    {
        get
        {
            var values = (Remark?.Values ?? []).Concat(Values).Select(value => $"{value.Name}={value.Value}");
            var text = string.Join('\n', values.Prepend(Remark?.Code ?? ""));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
        }
    }

    /// <summary>
    /// Names it at an employer, the same at each reading: made of what it is about, for it is kept nowhere (RFC 9562, version 8).
    /// </summary>
    public Guid IdAt(Guid employerId)
    {
        var about = $"{employerId:N}\n{WorkerId:N}\n{Code}\n{Subject}";
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(about)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    /// <summary>The same anomaly, whatever became of its facts.</summary>
    public bool IsAbout(Guid? worker, string code, string subject) =>
        WorkerId == worker
        && string.Equals(Code, code, StringComparison.Ordinal)
        && string.Equals(Subject, subject, StringComparison.Ordinal);
}
