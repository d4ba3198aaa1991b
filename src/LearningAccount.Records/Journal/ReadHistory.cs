using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>What lines of an employer's journal are asked for.</summary>
public sealed record HistoryQuestion
{
    /// <summary>A part of the author, of the reason or of the code of the action.</summary>
    public string Text { get; init; } = "";
    public Door? Door { get; init; }

    /// <summary>Days in Belgium, both inclusive.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Only lines before this one; null: all.</summary>
    public long? Before { get; init; }
}

/// <summary>Reads who changed what, when and why: the lines of a journal, and what they did to each fact.</summary>
public static class ReadHistory
{
    /// <summary>A line that brought more facts of a table than this tells of them by their number alone.</summary>
    public const int MostFactsTold = 200;

    /// <summary>Facts of an employer as a whole.</summary>
    public static readonly IReadOnlyList<BulkTable> OfEmployer =
    [
        Tables.Employer,
        Tables.EmployerProfile,
        Tables.SaidSizeClass,
        Tables.DeclaredSize,
        Tables.Scheme,
        Tables.OptOut,
        Tables.ExtraDays,
        Tables.Setting,
    ];

    /// <summary>Facts of a worker, apart from the national number, which is told nowhere.</summary>
    public static readonly IReadOnlyList<BulkTable> OfWorker =
    [
        Tables.WorkerIdentity,
        Tables.Occupation,
        Tables.Contract,
        Tables.Suspension,
        Tables.DimonaPeriod,
        Tables.Training,
        Tables.Adjustment,
        Tables.WorkerOptOut,
        Tables.WorkerExtraDays,
        Tables.Settlement,
    ];

    private static readonly IReadOnlyList<BulkTable> Told = [.. OfEmployer, .. OfWorker, Tables.Import];

    /// <summary>How many lines there are, and those of a page, the newest first.</summary>
    public static async Task<(long Count, IReadOnlyList<JournalLine> Lines)> Page(
        DbConnection connection,
        Guid employerId,
        HistoryQuestion question,
        int skip,
        int take,
        CancellationToken cancel
    )
    {
        var and = new StringBuilder();
        and.Append(
            question.Text.Length > 0
                ? " and lower(actor || ' ' || coalesce(why, '') || ' ' || action) like @text escape '\\'"
                : ""
        );
        and.Append(question.Door is null ? "" : " and door = @door");
        and.Append(question.From is null ? "" : " and recorded_at >= @from");
        and.Append(question.To is null ? "" : " and recorded_at < @to");
        and.Append(question.Before is null ? "" : " and seq < @before");
        var asked = new
        {
            employerId,
            text = $"%{Escaped(question.Text.ToLower(CultureInfo.InvariantCulture))}%",
            door = question.Door is { } door ? ColumnText.Of(door) : null,
            from = question.From is { } from ? ColumnText.Of(Knowledge.EndOf(from.AddDays(-1))) : null,
            to = question.To is { } to ? ColumnText.Of(Knowledge.EndOf(to)) : null,
            before = question.Before,
            skip,
            take,
        };
        var count = await connection.ExecuteScalarAsync<long>(
            new($"select count(*) from journal where employer_id = @employerId{and}", asked, cancellationToken: cancel)
        );
        var lines = await connection.QueryAsync<JournalLine>(
            new(
                $"select {ReadJournal.Columns} from journal where employer_id = @employerId{and} order by seq desc limit @take offset @skip",
                asked,
                cancellationToken: cancel
            )
        );
        return (count, lines.AsList());
    }

    /// <summary>One line, or null.</summary>
    public static async Task<JournalLine?> Line(DbConnection connection, Guid employerId, long seq, CancellationToken cancel) =>
        (await Lines(connection, employerId, [seq], cancel)).SingleOrDefault();

    /// <summary>Some lines of one employer, the newest first.</summary>
    public static async Task<IReadOnlyList<JournalLine>> Lines(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<long> seqs,
        CancellationToken cancel
    ) =>
        (
            await connection.QueryAsync<JournalLine>(
                new(
                    $"select {ReadJournal.Columns} from journal where employer_id = @employerId and seq in ({List(seqs)}) order by seq desc",
                    new { employerId },
                    cancellationToken: cancel
                )
            )
        ).AsList();

    /// <summary>How many facts each of some lines wrote and closed, by table.</summary>
    public static async Task<ILookup<long, (string Table, long Written, long Closed)>> Counts(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<long> seqs,
        CancellationToken cancel
    ) =>
        (
            await connection.QueryAsync<CountedContent>(
                new(
                    $"""
                    select seq, table_name, written, closed from journal_content
                    where employer_id = @employerId and seq in ({List(seqs)}) order by seq, table_name
                    """,
                    new { employerId },
                    cancellationToken: cancel
                )
            )
        ).ToLookup(content => content.Seq, content => (content.TableName, content.Written, content.Closed));

    /// <summary>What a line did to each fact, of the tables that hold no more than <see cref="MostFactsTold"/> of them.</summary>
    public static async Task<IReadOnlyList<FactChange>> OfLine(
        DbConnection connection,
        Guid employerId,
        long seq,
        CancellationToken cancel
    )
    {
        var changes = new List<FactChange>();
        foreach (var content in await ReadJournal.Contents(connection, employerId, seq, cancel))
        {
            var table = Told.FirstOrDefault(told => string.Equals(told.Name, content.TableName, StringComparison.Ordinal));
            if (table is null || content.Written > MostFactsTold || content.Closed > MostFactsTold)
            {
                continue;
            }
            var closed = content.Closed > 0 ? " or superseded = @seq" : "";
            var rows = await Rows(connection, table, $"(recorded = @seq{closed})", new { employerId, seq }, cancel);
            changes.AddRange(ChangesOf(table, rows).Where(change => change.Seq == seq));
        }
        return changes;
    }

    /// <summary>What was ever said of a worker, the newest line first.</summary>
    /// <param name="workers">The worker, with all who are the same person.</param>
    public static async Task<IReadOnlyList<FactChange>> Of(
        DbConnection connection,
        Guid employerId,
        IReadOnlyCollection<Guid> workers,
        CancellationToken cancel
    )
    {
        var changes = new List<FactChange>();
        foreach (var table in OfWorker)
        {
            var rows = new List<FactRow>();
            foreach (var worker in workers)
            {
                rows.AddRange(await Rows(connection, table, "worker_id = @worker", new { employerId, worker }, cancel));
            }
            changes.AddRange(ChangesOf(table, rows));
        }
        return [.. changes.OrderByDescending(change => change.Seq)];
    }

    /// <summary>What was ever said of the employer as a whole, the newest line first.</summary>
    public static async Task<IReadOnlyList<FactChange>> Of(DbConnection connection, Guid employerId, CancellationToken cancel)
    {
        var changes = new List<FactChange>();
        foreach (var table in OfEmployer)
        {
            changes.AddRange(ChangesOf(table, await Rows(connection, table, "1 = 1", new { employerId }, cancel)));
        }
        return [.. changes.OrderByDescending(change => change.Seq)];
    }

    private static async Task<List<FactRow>> Rows(
        DbConnection connection,
        BulkTable table,
        string which,
        object asked,
        CancellationToken cancel
    ) =>
        [
            .. (
                await connection.QueryAsync(
                    new(
                        $"select {table.ColumnList} from {table.Name} where employer_id = @employerId and {which}",
                        asked,
                        cancellationToken: cancel
                    )
                )
            ).Select(row => new FactRow(table, (IDictionary<string, object?>)row)),
        ];

    // Each line that wrote or closed a version of a fact changed it: from what it closed to what it wrote.
    private static IEnumerable<FactChange> ChangesOf(BulkTable table, IReadOnlyCollection<FactRow> rows) =>
        from fact in rows.GroupBy(row => string.Join(' ', table.Key.Select(column => row[column])), StringComparer.Ordinal)
        from seq in fact.Select(row => row.Recorded).Concat(fact.Select(row => row.Superseded).OfType<long>()).Distinct()
        let before = fact.FirstOrDefault(row => row.Superseded == seq)
        let after = fact.FirstOrDefault(row => row.Recorded == seq)
        where before is not null || after is not null
        select new FactChange(table.Name, fact.Key, seq, before, after);

    // Numbers of lines are numbers: nothing else can stand in the list.
    private static string List(IReadOnlyCollection<long> seqs) =>
        seqs.Count == 0 ? "-1" : string.Join(", ", seqs.Select(seq => seq.ToString(CultureInfo.InvariantCulture)));

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);

    private sealed record CountedContent
    {
        public required long Seq { get; init; }
        public required string TableName { get; init; }
        public required long Written { get; init; }
        public required long Closed { get; init; }
    }
}
