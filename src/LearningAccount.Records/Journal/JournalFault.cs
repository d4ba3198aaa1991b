namespace LearningAccount.Records.Journal;

/// <summary>What is wrong with a line of a journal.</summary>
public enum JournalFaultKind
{
    /// <summary>What the line says is not what it said when it was written.</summary>
    LineAltered,

    /// <summary>The line stood at another place of its chain: lines were reordered, or one between was removed.</summary>
    LineMoved,

    /// <summary>The line is not there any more.</summary>
    LineRemoved,

    /// <summary>The line does not follow from the one before it.</summary>
    LineUnchained,

    /// <summary>Facts the line wrote or closed were altered, added or removed behind the journal's back.</summary>
    FactsAltered,
}

/// <param name="RecordedAt">Null where the line itself is gone.</param>
/// <param name="Table">The table whose facts were altered.</param>
/// <param name="StoodAt">The place a moved line was written for.</param>
public sealed record JournalFault(
    JournalFaultKind Kind,
    Guid EmployerId,
    long Seq,
    DateTimeOffset? RecordedAt,
    string? Table = null,
    long? StoodAt = null
);

/// <summary>The last line of a chain: whoever noted its hash elsewhere can tell later that nothing was cut off since.</summary>
public sealed record JournalHead(Guid EmployerId, long Seq, DateTimeOffset RecordedAt, string Hash);
