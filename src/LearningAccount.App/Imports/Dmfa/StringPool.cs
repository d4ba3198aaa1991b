namespace LearningAccount.App.Imports.Dmfa;

/// <summary>Gives the same string for the same characters: codes come a hundred thousand times but are a few hundred.</summary>
internal sealed class StringPool
{
    // Enough for all codes and units of the largest employer; a file that has more pays with garbage, not with memory.
    private const int MostKept = 4096;
    private readonly HashSet<string> kept = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public StringPool() => bySpan = kept.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<char> text)
    {
        if (bySpan.TryGetValue(text, out var known))
        {
            return known;
        }
        var made = text.ToString();
        if (kept.Count < MostKept)
        {
            kept.Add(made);
        }
        return made;
    }
}
