using System.Data.Common;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Archive;

/// <summary>A file that was brought in, as an archive tells of it.</summary>
public sealed record ArchivedFile
{
    public required Guid ImportId { get; init; }
    public required string FileName { get; init; }
    public required string FileHash { get; init; }
    public required long FileBytes { get; init; }
    public required string Kind { get; init; }

    /// <summary><c>kept</c> or <c>undone</c>.</summary>
    public required string State { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public required long NewRows { get; init; }
    public required long RowsChanged { get; init; }
    public required long RowsUnchanged { get; init; }
    public required long RowsDuplicate { get; init; }
    public required long RowsWrong { get; init; }
    public required long RowsLeftOut { get; init; }

    /// <summary>It tells of no other employer: such a file can be given to this one as it came.</summary>
    public required bool IsOfThisEmployerAlone { get; init; }

    public long Rows => NewRows + RowsChanged + RowsUnchanged + RowsDuplicate + RowsWrong + RowsLeftOut;

    /// <summary>Those of an employer, in the order they came, as they stand now, with when and by whom they came.</summary>
    public static async Task<IReadOnlyList<ArchivedFile>> All(
        DbConnection connection,
        Guid employerId,
        CancellationToken cancel
    ) =>
        (
            await connection.QueryAsync<ArchivedFile>(
                new(
                    """
                    select i.import_id, i.file_name, i.file_hash, i.file_bytes, i.kind, i.state,
                      j.recorded_at as at, j.actor as "by",
                      i.rows_new as new_rows, i.rows_changed, i.rows_unchanged, i.rows_duplicate, i.rows_wrong,
                      coalesce(i.rows_left_out, 0) as rows_left_out,
                      case when exists (
                        select 1 from import as o where o.import_id = i.import_id and o.employer_id <> i.employer_id
                      ) then 0 else 1 end as IsOfThisEmployerAlone
                    from import as i
                    join journal as j on j.employer_id = i.employer_id and j.seq = (
                      select min(f.recorded) from import as f
                      where f.employer_id = i.employer_id and f.import_id = i.import_id)
                    where i.employer_id = @employerId and i.superseded is null
                    order by i.import_id
                    """,
                    new { employerId },
                    cancellationToken: cancel
                )
            )
        ).AsList();
}

/// <summary>A row of a file and what became of it.</summary>
internal sealed record ArchivedRow
{
    public required long RowNumber { get; init; }
    public required string Outcome { get; init; }
    public required string? Code { get; init; }
    public required string? At { get; init; }
    public required string? Details { get; init; }
    public required string? Original { get; init; }

    /// <summary>Those of one employer, one at a time in the order of the file; a row with several remarks comes several times.</summary>
    public static IAsyncEnumerable<ArchivedRow> Of(DbConnection connection, Guid employerId, Guid importId) =>
        connection.QueryUnbufferedAsync<ArchivedRow>(
            """
            select row_number, outcome, code, at, details, original from import_row
            where employer_id = @employerId and import_id = @importId and superseded is null
            order by row_number, place
            """,
            new { employerId, importId }
        );
}
