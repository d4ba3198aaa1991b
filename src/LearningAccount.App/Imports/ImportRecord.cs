using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports;

/// <summary>
/// Keeps an import with the facts it brought: for every employer the file tells of, the file and what became of each of its rows.
/// </summary>
internal sealed class ImportRecord(ImportRequest request, IImportSource source, string fileHash, ImportWriting writing)
{
    private readonly Dictionary<Guid, Dictionary<RowOutcome, long>> counts = [];
    private readonly Dictionary<Guid, long> waiting = [];

    // Rows that name no employer stand with the first one of the file, as soon as it is known.
    private readonly List<ReportRow> ofNobody = [];
    private readonly string kind = ColumnText.Of(source.Kind);

    public void Write(IReadOnlyList<ReportRow> rows)
    {
        var written = new List<ImportRowVersion>(rows.Count);
        foreach (var row in rows)
        {
            if (row.EmployerId is { } employer && writing.Employers.Contains(employer))
            {
                Add(written, row, employer);
            }
            else if (ofNobody.Count < ImportReport.RowsListed)
            {
                ofNobody.Add(row);
            }
        }
        writing.Change.Insert(FactTables.ImportRow, written);
    }

    public void End()
    {
        if (writing.Employers.Count == 0)
        {
            return;
        }
        var first = writing.Employers.First();
        var written = new List<ImportRowVersion>();
        foreach (var row in ofNobody)
        {
            Add(written, row, first);
        }
        foreach (var remark in source.FileRemarks)
        {
            written.Add(Line(new(0, RowOutcome.Unchanged), first, remark, original: null));
        }
        writing.Change.Insert(FactTables.ImportRow, written);
        writing.Change.Insert(FactTables.Import, [.. writing.Employers.Select(Import)]);
    }

    private void Add(List<ImportRowVersion> written, ReportRow row, Guid employer)
    {
        if (!counts.TryGetValue(employer, out var ofEmployer))
        {
            counts.Add(employer, ofEmployer = []);
        }
        if (row.Number > 0 || row.Outcome == RowOutcome.Error)
        {
            ofEmployer[row.Outcome] = ofEmployer.GetValueOrDefault(row.Outcome) + 1;
            waiting[employer] = waiting.GetValueOrDefault(employer) + (row.Waits ? 1 : 0);
        }
        written.Add(Line(row, employer, row.Remarks.IsEmpty ? null : row.Remarks[0], row.Original));
        foreach (var remark in row.Remarks.Skip(1))
        {
            written.Add(Line(row, employer, remark, original: null));
        }
    }

    private ImportRowVersion Line(ReportRow row, Guid employer, Anomaly? remark, string? original) =>
        new()
        {
            EmployerId = employer,
            Origin = kind,
            ImportId = writing.ImportId,
            RowNumber = row.Number,
            Outcome = ColumnText.Of(row.Outcome),
            WorkerId = row.WorkerId,
            Code = remark?.Code,
            Severity = remark is null ? null : ColumnText.Of(remark.Severity),
            At = remark?.At,
            Details =
                remark is null || remark.Values.IsEmpty
                    ? null
                    : JsonSerializer.Serialize(
                        remark.Values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal)
                    ),
            Original = original,
        };

    private ImportVersion Import(Guid employer)
    {
        var ofEmployer = counts.GetValueOrDefault(employer) ?? [];
        return new()
        {
            EmployerId = employer,
            Origin = kind,
            ImportId = writing.ImportId,
            FileName = request.FileName,
            FileHash = fileHash,
            FileBytes = request.File.Length,
            Kind = kind,
            State = "kept",
            RowsNew = ofEmployer.GetValueOrDefault(RowOutcome.New),
            RowsChanged = ofEmployer.GetValueOrDefault(RowOutcome.Changed),
            RowsUnchanged = ofEmployer.GetValueOrDefault(RowOutcome.Unchanged),
            RowsDuplicate = ofEmployer.GetValueOrDefault(RowOutcome.Duplicate),
            RowsWrong = ofEmployer.GetValueOrDefault(RowOutcome.Error),
            RowsLeftOut = ofEmployer.GetValueOrDefault(RowOutcome.LeftOut),
            RowsWaiting = waiting.GetValueOrDefault(employer),
            OriginalsHead = source.OriginalsHead,
            OriginalsTail = source.OriginalsTail,
        };
    }
}
