namespace LearningAccount.Records.Journal;

/// <summary>The way something came in.</summary>
public enum Door
{
    Portal,
    Api,
    Batch,
    Import,
    Command,
}

/// <summary>Who changes something, through which door and why, as the journal keeps it.</summary>
/// <param name="Actor">A name or a role; never a national number.</param>
public sealed record Author(string Actor, Door Door, string? Why = null);
