namespace LearningAccount.Records.Storage;

/// <summary>
/// One version of a fact of an employer. <see cref="Recorded"/>, <see cref="Place"/> and <see cref="Superseded"/> are the
/// knowledge clock and are set by the change that writes it; a new version needs only the rest.
/// </summary>
public abstract record FactVersion
{
    /// <summary>The <see cref="Origin"/> of what somebody says.</summary>
    public const string ByHand = "manual";

    /// <summary>The <see cref="Origin"/> of what a training provider registered and the employer confirmed.</summary>
    public const string ByProvider = "provider";

    public required Guid EmployerId { get; init; }

    /// <summary>The line of the employer's journal that wrote it.</summary>
    public long Recorded { get; init; }

    /// <summary>Its place among the versions that line wrote in the table, from 0.</summary>
    public long Place { get; init; }

    /// <summary>The line that closed it; null while it holds.</summary>
    public long? Superseded { get; init; }

    /// <summary>A code of <see cref="Law.Facts.Origin"/>: <c>dmfa</c>, <c>dimona</c>, <c>staffList</c>, <c>trainingList</c>, <c>provider</c>, <c>manual</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>What finds its source again: <c>2025Q3, dmfa.xml:12</c>, a file name and row.</summary>
    public string? OriginReference { get; init; }

    /// <summary>Somebody said it, not a file.</summary>
    public bool IsByHand => string.Equals(Origin, ByHand, StringComparison.Ordinal);

    /// <summary>True as the employer's journal stood at line <paramref name="seq"/>.</summary>
    public bool HoldsAt(long seq) => Recorded <= seq && !(Superseded <= seq);
}
