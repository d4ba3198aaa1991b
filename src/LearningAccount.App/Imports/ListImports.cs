using System.Data.Common;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports;

/// <summary>An import over all employers its file told of.</summary>
public sealed record ImportLine
{
    public required Guid ImportId { get; init; }
    public required string FileName { get; init; }
    public required string Kind { get; init; }

    /// <summary><c>kept</c> or <c>undone</c>.</summary>
    public required string State { get; init; }
    public required long RowsNew { get; init; }
    public required long RowsChanged { get; init; }
    public required long RowsUnchanged { get; init; }
    public required long RowsDuplicate { get; init; }
    public required long RowsWrong { get; init; }
    public required long RowsLeftOut { get; init; }

    /// <summary>The rows by what became of them, as codes.</summary>
    public IReadOnlyDictionary<string, long> Counts =>
        new Dictionary<string, long>(StringComparer.Ordinal)
        {
            [ColumnText.Of(RowOutcome.New)] = RowsNew,
            [ColumnText.Of(RowOutcome.Changed)] = RowsChanged,
            [ColumnText.Of(RowOutcome.Unchanged)] = RowsUnchanged,
            [ColumnText.Of(RowOutcome.Duplicate)] = RowsDuplicate,
            [ColumnText.Of(RowOutcome.LeftOut)] = RowsLeftOut,
            [ColumnText.Of(RowOutcome.Error)] = RowsWrong,
        };
}

/// <summary>What became of a row, with one of the remarks on it.</summary>
public sealed record ImportedRow
{
    public required Guid EmployerId { get; init; }
    public required long RowNumber { get; init; }
    public required string Outcome { get; init; }
    public required Guid? WorkerId { get; init; }
    public required string? Code { get; init; }
    public required string? Severity { get; init; }
    public required string? At { get; init; }

    /// <summary>What the places of the remark's text are filled with, as JSON.</summary>
    public required string? Details { get; init; }
}

/// <summary>The imports there were, newest first. Their ids are in the order of time.</summary>
public sealed class ListImports(Database database)
{
    private const int Most = 1000;

    private static string Select(DbConnection connection) =>
        $"""
            select import_id, min(file_name) as file_name, min(kind) as kind, min(state) as state,
              cast(sum(rows_new) as bigint) as rows_new, cast(sum(rows_changed) as bigint) as rows_changed,
              cast(sum(rows_unchanged) as bigint) as rows_unchanged, cast(sum(rows_duplicate) as bigint) as rows_duplicate,
              cast(sum(rows_wrong) as bigint) as rows_wrong,
              cast(sum(coalesce(rows_left_out, 0)) as bigint) as rows_left_out
            from import where superseded is null and (@isAll = 1 or employer_id in ({Database.ManyKeys(connection)}))
            """;

    /// <param name="employers">Only what was told of these; null: of all.</param>
    public async Task<IReadOnlyList<ImportLine>> Do(IEnumerable<Guid>? employers, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        var lines = await connection.QueryAsync<ImportLine>(
            new(
                $"{Select(connection)} group by import_id order by import_id desc limit @Most",
                Asked(null, employers),
                cancellationToken: cancel
            )
        );
        return lines.AsList();
    }

    /// <summary>The rows of an import, of some employers: each with what became of it, a remark a line.</summary>
    public async Task<(long Total, IReadOnlyList<ImportedRow> Rows)> Rows(
        Guid importId,
        IEnumerable<Guid> employers,
        int skip,
        int take,
        CancellationToken cancel
    )
    {
        await using var connection = await database.Connect(cancel);
        var asked = new
        {
            importId,
            keys = ReadVersions.List(employers.Select(ColumnText.Of)),
            skip,
            take,
        };
        // By the line of the journal that wrote the import, in which its rows stand in their order.
        var from = $"""
            from import as i join import_row as r on r.employer_id = i.employer_id and r.import_id = i.import_id
              and r.recorded = (select min(f.recorded) from import as f where f.employer_id = i.employer_id and f.import_id = i.import_id)
            where i.import_id = @importId and i.superseded is null and i.employer_id in ({Database.ManyKeys(connection)})
            """;
        var total = await connection.ExecuteScalarAsync<long>(new($"select count(*) {from}", asked, cancellationToken: cancel));
        var rows = await connection.QueryAsync<ImportedRow>(
            new(
                $"""
                select r.employer_id, r.row_number, r.outcome, r.worker_id, r.code, r.severity, r.at, r.details {from}
                order by r.employer_id, r.row_number, r.place limit @take offset @skip
                """,
                asked,
                cancellationToken: cancel
            )
        );
        return (total, rows.AsList());
    }

    /// <summary>One import, or null where there was none of this id.</summary>
    public async Task<ImportLine?> Find(Guid importId, IEnumerable<Guid>? employers, CancellationToken cancel)
    {
        await using var connection = await database.Connect(cancel);
        return await connection.QuerySingleOrDefaultAsync<ImportLine>(
            new(
                $"{Select(connection)} and import_id = @importId group by import_id",
                Asked(importId, employers),
                cancellationToken: cancel
            )
        );
    }

    private static object Asked(Guid? importId, IEnumerable<Guid>? employers) =>
        new
        {
            importId,
            Most,
            isAll = employers is null ? 1L : 0L,
            keys = ReadVersions.List((employers ?? []).Select(ColumnText.Of)),
        };
}
