using System.Data.Common;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports;

/// <summary>What a batch needs to read and write within the transaction of its import.</summary>
public sealed class ImportWriting(Change change)
{
    /// <summary>The code of the line in the journal of every employer the file tells of.</summary>
    public const string Action = "import";
    private readonly Dictionary<Guid, long> lines = [];

    /// <summary>The import all facts of this file come from.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>The name of the file without its folder, as the origin of its facts tells it.</summary>
    public required string FileName { get; init; }

    /// <summary>The day of the import in Belgium.</summary>
    public required DateOnly Today { get; init; }
    public Change Change { get; } = change;

    /// <summary>What only a person can answer, gathered on the way.</summary>
    public ImportQuestions Questions { get; } = new();

    /// <summary>Reads within the import: sees what it wrote itself.</summary>
    public DbConnection Connection => Change.Connection;

    /// <inheritdoc cref="Database.Holding(DbConnection, BulkTable, string)"/>
    public string Holding(BulkTable table, string column) => Database.Holding(Connection, table, column);

    /// <summary>The employers touched so far.</summary>
    public IReadOnlyCollection<Guid> Employers => lines.Keys;

    /// <summary>
    /// Takes an employer's journal for this import, before its facts are read and written. Returns the line of the journal that
    /// everything this import writes of the employer is recorded at.
    /// </summary>
    public async Task<long> Touch(Guid employerId, CancellationToken cancel)
    {
        if (!lines.TryGetValue(employerId, out var line))
        {
            line = await Change.Touch(employerId, Action, cancel) + 1;
            lines.Add(employerId, line);
        }
        return line;
    }
}
