namespace LearningAccount.App.Imports;

/// <summary>What a batch needs to read and write within the transaction of its import.</summary>
public sealed class ImportWriting
{
    /// <summary>The import all facts of this file come from.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>The name of the file without its folder, as the origin of its facts tells it.</summary>
    public required string FileName { get; init; }

    /// <summary>The day of the import in Belgium.</summary>
    public required DateOnly Today { get; init; }
}
