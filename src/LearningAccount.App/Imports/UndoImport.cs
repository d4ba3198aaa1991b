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
            await TakeBack(change, part, cancel);
            await change.Replace(FactTables.Import, part, part with { State = "undone" }, cancel);
        }
        await change.Commit(cancel);
        return new(importId, parts[0].FileName, closed, restored, kept);
    }

    private async Task TakeBack(Change change, ImportVersion part, CancellationToken cancel)
    {
        // What rests on something goes before it.
        foreach (var table in FactTables.All.Where(table => table.Name is not ("import" or "import_row")).OrderBy(RestedOn))
        {
            await Close(change, table, part, cancel);
        }
        foreach (var restore in Restores)
        {
            restored += await restore(change, part, cancel);
        }
    }

    private async Task Close(Change change, BulkTable table, ImportVersion part, CancellationToken cancel)
    {
        var mine = $"t.employer_id = @EmployerId and t.recorded = @Recorded";
        var free = StillNeeded(table) is { } needed ? $"not ({needed})" : "1 = 1";
        var facts = (
            await change.Connection.QueryAsync<long>(
                new(
                    $"select t.place from {table.Name} as t where {mine} and t.superseded is null and {free}",
                    new { part.EmployerId, part.Recorded },
                    cancellationToken: cancel
                )
            )
        )
            .Select(place => (part.Recorded, place))
            .ToList();
        await change.Close(table, part.EmployerId, facts, cancel);
        closed += facts.Count;
        var all = await change.Connection.ExecuteScalarAsync<long>(
            new(
                $"select count(*) from {table.Name} as t where {mine}",
                new { part.EmployerId, part.Recorded },
                cancellationToken: cancel
            )
        );
        if (all > facts.Count)
        {
            kept[table.Name] = kept.GetValueOrDefault(table.Name) + all - facts.Count;
        }
    }

    private static int RestedOn(BulkTable table) =>
        table.Name switch
        {
            "occupation" => 1,
            "worker" => 2,
            "person_number" => 3,
            "employer" => 4,
            _ => 0,
        };

    /// <summary>True of a fact <c>t</c> that others rest on, once all that rests on it and came with it is closed.</summary>
    private static string? StillNeeded(BulkTable table) =>
        table.Name switch
        {
            "occupation" => """
                exists (select 1 from declaration_person as p where p.employer_id = t.employer_id and p.worker_id = t.worker_id
                  and p.superseded is null and p.occupations like '%' || t.occupation_id || '%')
                """,
            "worker" => AnyOf(
                ["worker_identity", "declaration_person", "contract", "suspension", "training", "adjustment"],
                "p.employer_id = t.employer_id and p.worker_id = t.worker_id"
            ),
            "person_number" => AnyOf(["worker"], "p.person_id = t.person_id"),
            "employer" => AnyOf(
                FactTables
                    .All.Select(all => all.Name)
                    .Where(name => name is not ("employer" or "import" or "import_row" or "person_number")),
                "p.employer_id = t.employer_id"
            ),
            _ => null,
        };

    private static string AnyOf(IEnumerable<string> tables, string condition) =>
        string.Join(
            " or ",
            tables.Select(name => $"exists (select 1 from {name} as p where {condition} and p.superseded is null)")
        );

    private static readonly Func<Change, ImportVersion, CancellationToken, Task<long>>[] Restores =
    [
        Restore(FactTables.Employer, "employer_id"),
        Restore(FactTables.EmployerProfile, "employer_id"),
        Restore(FactTables.PersonNumber, "ssin"),
        Restore(FactTables.Worker, "worker_id"),
        Restore(FactTables.WorkerIdentity, "worker_id"),
        Restore(FactTables.Contract, "contract_id"),
        Restore(FactTables.Suspension, "suspension_id"),
        Restore(FactTables.Training, "training_id"),
        Restore(FactTables.Adjustment, "adjustment_id"),
        Restore(FactTables.Declaration, "declaration_id"),
        Restore(FactTables.DeclarationPerson, "declaration_id", "sequence_number"),
    ];

    /// <summary>Writes again what the import had replaced, where nothing else was said of it since.</summary>
    private static Func<Change, ImportVersion, CancellationToken, Task<long>> Restore<T>(BulkTable<T> table, params string[] key)
        where T : FactVersion
    {
        var same = string.Join(" and ", key.Select(column => $"h.{column} = t.{column}"));
        var columns = string.Join(", ", table.ColumnList.Split(", ").Select(column => $"t.{column}"));
        return async (change, part, cancel) =>
        {
            var rows = (
                await change.Connection.QueryAsync<T>(
                    new(
                        $"""
                        select {columns} from {table.Name} as t
                        where t.employer_id = @EmployerId and t.superseded = @Recorded and not exists (
                          select 1 from {table.Name} as h
                          where h.employer_id = t.employer_id and h.superseded is null and {same})
                        """,
                        new { part.EmployerId, part.Recorded },
                        cancellationToken: cancel
                    )
                )
            ).AsList();
            change.Insert(table, rows);
            return rows.Count;
        };
    }
}
