using System.Security.Cryptography;
using System.Text;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Lists;

/// <summary>A row on its way: what was read of it, the employer it is about, and what becomes of it.</summary>
internal sealed class ListRow<T>(TableRow row, RowReading reading, T line)
    where T : class
{
    public TableRow Row { get; } = row;
    public RowReading Reading { get; } = reading;
    public T Line { get; } = line;
    public Guid EmployerId { get; set; }
    public Guid? WorkerId { get; set; }
    public RowOutcome Outcome { get; private set; } = RowOutcome.Unchanged;

    /// <summary>It says again what another row of the file says.</summary>
    public bool IsRepeated { get; set; }

    /// <summary>It says what may be known already, and nothing of it is kept before a person decides.</summary>
    public bool Waits { get; set; }

    /// <summary>New outweighs changed, and changed outweighs unchanged: a row may say several facts.</summary>
    public void Say(RowOutcome outcome)
    {
        if (outcome < Outcome)
        {
            Outcome = outcome;
        }
    }
}

/// <summary>Takes the rows of a list batch by batch. It keeps what must be known of the rows before.</summary>
internal sealed class ListWriting(ListFile list, ImportOptions options)
{
    private readonly ListEmployers employers = new(
        options,
        list.Header.List switch
        {
            FileKind.StaffList => StaffWriting.Origin,
            FileKind.RightList => RightWriting.Origin,
            _ => TrainingWriting.Origin,
        }
    );
    private readonly HashSet<UInt128> seen = [];
    private readonly StaffWriting staff = new(options.Answers);
    private readonly TrainingWriting trainings = new(list.Header, options.Answers);
    private readonly RightWriting rights = new(options.Answers);
    private int originals;

    public async Task<IReadOnlyList<ReportRow>> Take(
        IReadOnlyList<TableRow> rows,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        var kinds = rows.ToLookup(IsOfRight);
        IReadOnlyList<TableRow> ofRights = [.. kinds[true]];
        IReadOnlyList<TableRow> others = [.. kinds[false]];
        var answers =
            others.Count == 0 ? []
            : list.Header.List == FileKind.StaffList
                ? await Take(others, StaffLineReading.Read, line => line.Employer, staff.Write, writing, cancel)
            : await Take(others, TrainingLineReading.Read, line => line.Employer, trainings.Write, writing, cancel);
        return ofRights.Count == 0
            ? answers
            : [.. answers.Concat(await TakeRights(ofRights, writing, cancel)).OrderBy(answer => answer.Number)];
    }

    /// <summary>All rows of a list of rights; of a training list those that say it of themselves.</summary>
    private bool IsOfRight(TableRow row) =>
        list.Header.List == FileKind.RightList
        || (
            list.Header.List == FileKind.TrainingList
            && list.Header.Columns.ContainsKey(ListColumn.RecordType)
            && RightLineReading.IsRight(list.Read(row))
        );

    private async Task<IReadOnlyList<ReportRow>> TakeRights(
        IReadOnlyList<TableRow> rows,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        var lines = new List<ListRow<RightLine>>(rows.Count);
        foreach (var row in rows)
        {
            var reading = list.Read(row);
            var line = new ListRow<RightLine>(row, reading, RightLineReading.Read(reading, writing.Today))
            {
                IsRepeated = !reading.IsWrong && !seen.Add(Fingerprint(row)),
            };
            // A number that cannot be read names no employer, and not the only one either.
            if (line.Line.Employer is not null || !reading.IsFilled(ListColumn.EnterpriseNumber))
            {
                line.EmployerId = await employers.Find(line.Line.Employer, reading, writing, cancel) ?? Guid.Empty;
            }
            lines.Add(line);
        }
        await rights.Write(lines, writing, cancel);
        return [.. lines.Select(Answer)];
    }

    private async Task<IReadOnlyList<ReportRow>> Take<T>(
        IReadOnlyList<TableRow> rows,
        Func<RowReading, DateOnly, T?> read,
        Func<T, EnterpriseNumber?> employerOf,
        Func<Guid, IReadOnlyList<ListRow<T>>, ImportWriting, CancellationToken, Task> write,
        ImportWriting writing,
        CancellationToken cancel
    )
        where T : class
    {
        var answers = new ReportRow[rows.Count];
        var lines = new List<(int Place, ListRow<T> Row)>();
        for (var i = 0; i < rows.Count; i++)
        {
            var reading = list.Read(rows[i]);
            if (list.Header.List == FileKind.TrainingList && TrainingLineReading.PassesOver(reading))
            {
                answers[i] = new(rows[i].Number, RowOutcome.LeftOut) { Remarks = [.. reading.Remarks] };
            }
            else if (read(reading, writing.Today) is not { } line)
            {
                answers[i] = Wrong(rows[i], reading, employer: null);
            }
            else if (!seen.Add(Fingerprint(rows[i])))
            {
                answers[i] = new(rows[i].Number, RowOutcome.Duplicate);
            }
            else
            {
                var row = new ListRow<T>(rows[i], reading, line);
                if (await employers.Find(employerOf(line), row.Reading, writing, cancel) is { } employer)
                {
                    row.EmployerId = employer;
                }
                lines.Add((i, row));
            }
        }
        foreach (var ofEmployer in lines.Where(line => !line.Row.Reading.IsWrong).GroupBy(line => line.Row.EmployerId))
        {
            await write(ofEmployer.Key, [.. ofEmployer.Select(line => line.Row)], writing, cancel);
        }
        foreach (var (place, row) in lines)
        {
            answers[place] = Answer(row);
        }
        return answers;
    }

    private ReportRow Answer<T>(ListRow<T> row)
        where T : class
    {
        Guid? employer = row.EmployerId == Guid.Empty ? null : row.EmployerId;
        return row.Reading.IsWrong
            ? Wrong(row.Row, row.Reading, employer)
            : new(row.Row.Number, row.IsRepeated || row.Waits ? RowOutcome.Duplicate : row.Outcome)
            {
                EmployerId = employer,
                WorkerId = row.WorkerId,
                Waits = row.Waits,
                Remarks = [.. row.Reading.Remarks],
            };
    }

    private ReportRow Wrong(TableRow row, RowReading reading, Guid? employer)
    {
        var keepsOriginal = originals < ImportLimits.OriginalsKept;
        originals += keepsOriginal ? 1 : 0;
        return new(row.Number, RowOutcome.Error)
        {
            EmployerId = employer,
            Remarks = [.. reading.Remarks],
            Original = keepsOriginal ? ListOriginals.Line(row.Cells.Select(cell => cell.Text)) : null,
        };
    }

    /// <summary>What the columns that are read say, as a number: the same row again is told without keeping rows.</summary>
    private UInt128 Fingerprint(TableRow row)
    {
        var text = string.Join(
            '\u001f',
            list.Header.Columns.Values.OrderBy(place => place.Index).Select(place => row[place.Index].Text)
        );
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
