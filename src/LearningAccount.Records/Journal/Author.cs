using LearningAccount.Law;

namespace LearningAccount.Records.Journal;

/// <summary>The way something came in.</summary>
public enum Door
{
    Portal,
    Api,
    Batch,
    Import,
    Command,

    /// <summary>Nobody: the program does by itself what is due.</summary>
    Job,
}

/// <summary>Who changes something, through which door and why, as the journal keeps it.</summary>
/// <param name="Actor">A name or a role; never a national number.</param>
public sealed record Author(string Actor, Door Door, string? Why = null)
{
    /// <summary>In somebody's own words, without a national number: it stands in the journal for good.</summary>
    public string? Why { get; init; } = Why is null ? null : SsinInText.Masked(Why);

    /// <summary>The person or the machine behind it, where one signed in.</summary>
    public Guid? UserId { get; init; }

    /// <summary>It is a program that signed in by itself; <see cref="UserId"/> is its id.</summary>
    public bool IsMachine { get; init; }

    /// <summary>The employers it may write of; null: any, as whoever runs the program may.</summary>
    public Reach? Reach { get; init; }
}

/// <summary>The employers somebody may write of.</summary>
/// <param name="MayAdd">Also of an employer that is not kept here yet.</param>
public sealed record Reach(IReadOnlySet<Guid> Employers, bool MayAdd);
