using LearningAccount.Law;
using LearningAccount.Records.Reconciliation;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// Writes what rows show of rights, of whichever employers. Every row is kept, also one that is wrong or repeats another, so
/// that the totals are those of the file.
/// </summary>
internal sealed class RightWriting(FileAnswers answers)
{
    public const string Origin = "rightList";
    private readonly ListWorkers<RightLine> workers = new(Origin, line => line.Ssin, line => line.Identity, answers);

    // Rows whose employer cannot be read stand with the first one of the file, as their remarks do.
    private readonly List<ListRow<RightLine>> ofNobody = [];

    public async Task Write(IReadOnlyList<ListRow<RightLine>> rows, ImportWriting writing, CancellationToken cancel)
    {
        foreach (var ofEmployer in rows.GroupBy(row => row.EmployerId))
        {
            if (ofEmployer.Key == Guid.Empty)
            {
                ofNobody.AddRange(ofEmployer);
            }
            else
            {
                await Write(ofEmployer.Key, [.. ofEmployer], writing, cancel);
            }
        }
        if (ofNobody.Count > 0 && writing.Employers.Count > 0)
        {
            var first = writing.Employers.First();
            SayCounters.Keep(writing.Change, [.. ofNobody.Select(row => Counter(first, row, writing))]);
            ofNobody.Clear();
        }
    }

    private async Task Write(
        Guid employerId,
        IReadOnlyList<ListRow<RightLine>> rows,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        var readable = rows.Where(row => !row.Reading.IsWrong && !row.IsRepeated).ToList();
        await workers.Find(employerId, readable, writing, cancel);
        var placed = readable.Where(row => row.WorkerId is not null).ToList();
        var counters = placed.Select(row => Counter(employerId, row, writing)).ToList();
        var told = await SayCounters.Compare(writing.Change, employerId, counters, cancel);
        for (var i = 0; i < placed.Count; i++)
        {
            Answer(placed[i], told[i]);
        }
        SayCounters.Keep(writing.Change, [.. rows.Select(row => Counter(employerId, row, writing))]);
    }

    private static void Answer(ListRow<RightLine> row, SaidCounter answer)
    {
        switch (answer)
        {
            case SaidCounter.New:
                row.Say(RowOutcome.New);
                break;
            case SaidCounter.Changed:
                row.Say(RowOutcome.Changed);
                break;
            case SaidCounter.Older:
                row.Reading.Warn("right.older");
                break;
            case SaidCounter.Repeated:
                row.IsRepeated = true;
                break;
            case SaidCounter.Contradicted:
                row.Reading.Fail("right.twiceInFile");
                break;
            default:
                break;
        }
    }

    private static ImportedCounterVersion Counter(Guid employerId, ListRow<RightLine> row, ImportWriting writing)
    {
        var line = row.Line;
        return new()
        {
            EmployerId = employerId,
            Origin = Origin,
            OriginReference = ListWorkers<RightLine>.Reference(row, writing),
            ImportId = writing.ImportId,
            RowNumber = row.Row.Number,
            Outcome =
                row.Reading.IsWrong ? CounterOutcome.Error
                : row.IsRepeated ? CounterOutcome.Duplicate
                : CounterOutcome.Kept,
            Code = row.Reading.Remarks.Find(remark => remark.Severity is Severity.Error)?.Code,
            WorkerId = row.WorkerId,
            Year = line.Year,
            RightType = line.Type,
            Unit = line.Unit,
            Credit = line.Credit,
            Used = line.Used,
            Remaining = line.Remaining,
            CarriedOver = line.CarriedOver,
            Agreement = line.Agreement,
            Computation = line.Computation,
            OptedOut = line.OptedOut,
            SeenOn = line.SeenOn ?? writing.Today,
            SeenIsSaid = line.SeenOn is not null,
            Remark = line.Remark,
        };
    }
}
