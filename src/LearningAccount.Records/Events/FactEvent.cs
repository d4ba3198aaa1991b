using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Events;

/// <summary>What became of something that others follow.</summary>
public enum EventKind
{
    EmployerRegistered,
    EmployerChanged,
    WorkerRegistered,
    WorkerChanged,
    TrainingRegistered,
    TrainingChanged,
    TrainingCancelled,
    CorrectionStepTaken,
    ImportCompleted,
    ImportUndone,
}

/// <summary>
/// What one line of an employer's journal did to one thing. Made of the line and its facts each time it is asked for: it is kept
/// nowhere, and the same each time, unless its facts were erased meanwhile.
/// </summary>
/// <param name="Subject">Whose id it is, the kind tells; of an employer, the employer's own.</param>
public sealed record FactEvent(EventKind Kind, Guid Subject)
{
    public required Guid EmployerId { get; init; }

    /// <summary>The line; they follow each other without a gap.</summary>
    public required long Seq { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The code of the line: <c>registerTraining</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The worker it is about; null: the employer as a whole.</summary>
    public Guid? WorkerId { get; init; }

    /// <summary>What of it changed, as codes: <c>contracts</c>, <c>settings</c>.</summary>
    public ImmutableArray<string> Changed { get; init; } = [];

    /// <summary>Of a correction: the step that was taken.</summary>
    public string? Step { get; init; }

    /// <summary>Where the feed goes on after it.</summary>
    public required EventCursor Cursor { get; init; }

    /// <summary>The same each time it is told, and of nothing else.</summary>
    public Guid Id
    {
        get
        {
            var what = $"{ColumnText.Of(EmployerId)} {Seq} {Kind} {ColumnText.Of(Subject)}";
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16);
            // RFC 9562, 5.8: version 8 is free to be made of anything.
            hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
            hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
            return new(hash, bigEndian: true);
        }
    }
}
