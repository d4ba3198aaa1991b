namespace LearningAccount.App.Imports.Enterprises;

/// <summary>
/// How much a set of the register may ask of us. The full set of 2025 unpacks to some 2.5 GB, 36 million activities in 1.5 GB of it.
/// </summary>
public sealed record EnterpriseLimits
{
    public static readonly EnterpriseLimits Default = new();

    /// <summary>Files inside the package.</summary>
    public int PackageEntries { get; init; } = 100;

    /// <summary>Bytes of one file, unpacked.</summary>
    public long FileBytes { get; init; } = 16L << 30;

    /// <summary>Unpacked bytes per packed byte, of a file of more than a megabyte.</summary>
    public int PackingRatio { get; init; } = 200;

    /// <summary>Bytes of one row; a quote that is never closed would make the whole file one row.</summary>
    public int RowBytes { get; init; } = 64 << 10;

    /// <summary>Rows of one file.</summary>
    public long Rows { get; init; } = 200_000_000;

    /// <summary>Wrong rows after which the set is taken for damaged.</summary>
    public int WrongRows { get; init; } = 10_000;

    /// <summary>UTF-16 code units kept of one field; the register's own longest is 320.</summary>
    public int FieldLength { get; init; } = 400;
}
