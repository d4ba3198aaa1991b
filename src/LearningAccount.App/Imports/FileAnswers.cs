using System.Collections.Immutable;
using System.Text.Json;
using LearningAccount.App.Imports.Lists;

namespace LearningAccount.App.Imports;

/// <summary>What to do with a training that looks like one that is known.</summary>
public enum SimilarChoice
{
    /// <summary>It is another training; both are kept.</summary>
    Keep,

    /// <summary>It is the same training; the known one takes over what it did not tell yet.</summary>
    Merge,
}

/// <summary>What a person said about one file: how to understand it, and what to make of single rows.</summary>
public sealed record FileAnswers
{
    public static readonly FileAnswers None = new();

    /// <summary>Null: the file is understood as the known mappings and names of columns say.</summary>
    public ListMapping? Mapping { get; init; }

    /// <summary>Cells as they were corrected, by row and place in the row, both as the file numbers them: rows from 1, cells from 0.</summary>
    public ImmutableSortedDictionary<int, ImmutableSortedDictionary<int, string>> Cells { get; init; } =
        ImmutableSortedDictionary<int, ImmutableSortedDictionary<int, string>>.Empty;

    /// <summary>Who somebody is that the file names without a number, by <see cref="SaidPerson.Key"/>; null: nobody known.</summary>
    public ImmutableSortedDictionary<string, Guid?> Persons { get; init; } = ImmutableSortedDictionary<string, Guid?>.Empty;

    /// <summary>What to do with rows that look like a known training, by row.</summary>
    public ImmutableSortedDictionary<int, SimilarChoice> Similar { get; init; } =
        ImmutableSortedDictionary<int, SimilarChoice>.Empty;

    /// <summary>What to do with all other such rows; null: they wait for a decision.</summary>
    public SimilarChoice? AllSimilar { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ListMapping.Written);

    /// <exception cref="JsonException">It is none.</exception>
    public static FileAnswers OfJson(string text) => JsonSerializer.Deserialize<FileAnswers>(text, ListMapping.Written) ?? None;

    public SimilarChoice? SimilarOf(int row) => Similar.TryGetValue(row, out var choice) ? choice : AllSimilar;
}
