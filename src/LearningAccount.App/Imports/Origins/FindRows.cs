using System.Data.Common;
using System.Globalization;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Origins;

/// <summary>Finds the rows of files that facts come from.</summary>
internal static class FindRows
{
    private const string Select = """
        select distinct i.import_id, i.file_name, i.file_hash, i.file_bytes, i.kind, i.state, i.originals_head,
          j.recorded_at as at, j.actor as "by", r.recorded as line,
          case when exists (
            select 1 from import as o where o.import_id = i.import_id and o.employer_id <> i.employer_id
          ) then 0 else 1 end as IsOfThisEmployerAlone,
          r.row_number, r.outcome, r.worker_id
        from import_row as r
        join import as i on i.employer_id = r.employer_id and i.import_id = r.import_id and i.superseded is null
        join journal as j on j.employer_id = r.employer_id and j.seq = r.recorded
        where r.employer_id = @employerId and r.superseded is null and r.row_number > 0
        """;

    /// <summary>One row of an import, or null where the employer has none of that number.</summary>
    public static async Task<ImportedRow?> At(
        DbConnection connection,
        Guid employerId,
        Guid importId,
        long row,
        CancellationToken cancel
    )
    {
        var found = await connection.QueryAsync<ImportedRow>(
            new(
                $"""
                {Select} and r.row_number = @row and r.recorded in (
                  select f.recorded from import as f where f.employer_id = @employerId and f.import_id = @importId)
                """,
                new
                {
                    employerId,
                    importId,
                    row,
                },
                cancellationToken: cancel
            )
        );
        return found.MaxBy(one => one.WorkerId is not null);
    }

    /// <summary>
    /// The rows that told of facts which hold as the journal stood at a line, also where somebody changed them by hand since; the
    /// newest import first. An import that was taken back tells of them only as far as the journal of then knew it.
    /// </summary>
    /// <param name="workers">Whose facts, with all who are the same person.</param>
    /// <param name="factOf">What makes two versions the same fact.</param>
    /// <param name="isAsked">Null: all of these workers.</param>
    public static async Task<IReadOnlyList<ImportedRow>> Of<T>(
        DbConnection connection,
        BulkTable<T> table,
        Guid employerId,
        IReadOnlyCollection<Guid> workers,
        long seq,
        Func<T, Guid> factOf,
        Predicate<Guid>? isAsked,
        CancellationToken cancel
    )
        where T : FactVersion
    {
        var keys = ReadVersions.List(workers.Select(ColumnText.Of));
        var versions = (
            await connection.QueryAsync<T>(
                new(
                    $"select {table.ColumnList} from {Database.Keyed(connection, table, "worker_id")}",
                    new { employerId, keys },
                    cancellationToken: cancel
                )
            )
        ).AsList();
        var held = versions.Where(version => version.HoldsAt(seq)).ToLookup(factOf);
        var telling = versions
            .Where(version => version.Recorded <= seq && !version.IsByHand)
            .Where(version => held.Contains(factOf(version)) && isAsked?.Invoke(factOf(version)) is not false)
            .ToLookup(version => (version.Recorded, RowOf(version)));
        var lines = telling.Select(told => told.Key.Recorded).Distinct().ToList();
        if (lines.Count == 0)
        {
            return [];
        }
        var rows = await connection.QueryAsync<ImportedRow>(
            new(
                $"{Select} and r.recorded in @lines and r.worker_id in ({Database.ManyKeys(connection)})",
                new
                {
                    employerId,
                    keys,
                    lines,
                },
                cancellationToken: cancel
            )
        );
        return
        [
            .. rows.Where(row => telling[(row.Line, row.RowNumber)].Any(told => !row.IsUndone || told.HoldsAt(seq)))
                .OrderByDescending(row => row.Line)
                .ThenBy(row => row.RowNumber),
        ];
    }

    /// <summary>All rows that are about some workers, whatever became of them; the newest import first.</summary>
    public static async Task<IReadOnlyList<ImportedRow>> About(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<Guid> workers,
        CancellationToken cancel
    ) =>
        [
            .. (
                await connection.QueryAsync<ImportedRow>(
                    new(
                        $"{Select} and r.worker_id in ({Database.ManyKeys(connection)}) order by r.recorded desc, r.row_number",
                        new { employerId, keys = ReadVersions.List(workers.Select(ColumnText.Of)) },
                        cancellationToken: cancel
                    )
                )
            ).Distinct(),
        ];

    // The reference of what a file says ends in its row: "staff.csv:12", "2025Q3, dmfa.xml:12".
    private static long? RowOf(FactVersion version)
    {
        var reference = version.OriginReference ?? "";
        return long.TryParse(
            reference.AsSpan(reference.LastIndexOf(':') + 1),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var row
        )
            ? row
            : null;
    }
}
