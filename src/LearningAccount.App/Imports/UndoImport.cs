using Dapper;
using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports;

/// <summary>What taking an import back did.</summary>
/// <param name="Closed">Facts that hold no longer.</param>
/// <param name="Restored">Facts that hold again because the import had replaced them.</param>
/// <param name="Kept">Facts of the import that somebody changed since, or that others rest on, by table.</param>
public sealed record UndoReport(
    Guid ImportId,
    string FileName,
    long Closed,
    long Restored,
    IReadOnlyDictionary<string, long> Kept
);

/// <summary>
/// Takes an import back, as new facts: what it wrote is closed, what it replaced is written again. What somebody changed since
/// stays, and so do people and occupations that other facts rest on.
/// </summary>
public sealed class UndoImport(Database database)
{
    private readonly SortedDictionary<string, long> kept = new(StringComparer.Ordinal);
    private long closed;
    private long restored;

    /// <exception cref="FileRefusedException"><c>import.unknown</c>, <c>import.undone</c>.</exception>
    public async Task<UndoReport> Do(Guid importId, Author author, CancellationToken cancel)
    {
        await using var change = await Change.Begin(database, author, cancel);
        var parts = (
            await change.Connection.QueryAsync<ImportVersion>(
                new(
                    $"select {FactTables.Import.ColumnList} from import where import_id = @importId and superseded is null order by employer_id",
                    new { importId },
                    cancellationToken: cancel
                )
            )
        ).AsList();
        if (parts.Count == 0)
        {
            throw new FileRefusedException(new("import.unknown", Severity.Error, "import"));
        }
        if (parts.TrueForAll(part => part.State is "undone"))
        {
            throw new FileRefusedException(new("import.undone", Severity.Error, "import"));
        }
        foreach (var part in parts.Where(part => part.State is "kept"))
        {
            await change.Touch(part.EmployerId, "undoImport", cancel);
            var taken = await TakeBack.Do(change, part.EmployerId, part.Recorded, cancel);
            closed += taken.Closed;
            restored += taken.Restored;
            foreach (var (table, count) in taken.Kept)
            {
                kept[table] = kept.GetValueOrDefault(table) + count;
            }
            await change.Replace(FactTables.Import, part, part with { State = "undone" }, cancel);
        }
        await change.Commit(cancel);
        return new(importId, parts[0].FileName, closed, restored, kept);
    }
}
