namespace LearningAccount.Records.Storage;

/// <summary>How a set of the register came: all of it, or what changed since the set before.</summary>
public enum EnterpriseSetKind
{
    Full,
    Update,
}

/// <summary>The set of the enterprise register that was last brought in. It belongs to the whole instance.</summary>
public sealed record EnterpriseSetVersion : FactVersion
{
    /// <summary>The only register so far, the Crossroads Bank for Enterprises.</summary>
    public const string Cbe = "cbe";

    public required string Register { get; init; }

    /// <summary>One more for every set the register publishes.</summary>
    public required int SetNumber { get; init; }
    public required EnterpriseSetKind Kind { get; init; }

    /// <summary>The day at whose end the register stood as the set tells it.</summary>
    public required DateOnly SnapshotOn { get; init; }

    /// <summary>Every active legal person is kept, not only employers and providers of this installation.</summary>
    public required bool KeepsAll { get; init; }

    /// <summary>Enterprises that the last full set told of.</summary>
    public required long RowsInFull { get; init; }

    /// <summary>Enterprises that are kept here.</summary>
    public required long Kept { get; init; }
}
