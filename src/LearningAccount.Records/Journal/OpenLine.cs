using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>The line a change is going to write in one employer's journal, with what it did so far.</summary>
internal sealed class OpenLine(string action, JournalLine? previous, Author by, Restricted restricted) : IDisposable
{
    private readonly Dictionary<string, TableChange> tables = new(StringComparer.Ordinal);

    public string Action { get; } = action;
    public Author By { get; } = by;
    public Restricted Restricted { get; } = restricted;
    public JournalLine? Previous { get; } = previous;
    public long Seq { get; } = (previous?.Seq ?? 0) + 1;

    /// <summary>When it is said to be written, once somebody asked; null: when it is.</summary>
    public DateTimeOffset? At { get; set; }
    public bool HasContent => tables.Count > 0;
    public IReadOnlyCollection<string> TableNames => tables.Keys;

    /// <summary>After it the same workers are restricted as before.</summary>
    public bool LeavesRestricted => !tables.ContainsKey(Tables.Restriction.Name) && !tables.ContainsKey(Tables.Worker.Name);
    public HashSet<Guid> Workers { get; } = [];

    public TableChange Content(BulkTable table)
    {
        if (!tables.TryGetValue(table.Name, out var change))
        {
            tables.Add(table.Name, change = new(table.Name));
        }
        return change;
    }

    public IReadOnlyList<JournalContent> End() => [.. tables.Values.Select(table => table.End())];

    public void Dispose()
    {
        foreach (var table in tables.Values)
        {
            table.Dispose();
        }
    }
}
