using LearningAccount.App.Exports;
using LearningAccount.App.Wording;
using LearningAccount.Records.Duties;

namespace LearningAccount.App.Duties;

/// <summary>Duties as a table, a row each.</summary>
public static class CalendarFile
{
    public static void Write(ITableWriter table, IEnumerable<Duty> duties, Words words)
    {
        table.Header([
            words["duty.column.on"],
            words["duty.column.state"],
            words["duty.column.what"],
            words["duty.column.workers"],
            words["duty.column.why"],
            words["duty.column.source"],
        ]);
        foreach (var duty in duties)
        {
            table.Row([
                OutCell.Of(duty.On),
                OutCell.Of(DutyWords.State(duty, words)),
                OutCell.Of(DutyWords.Title(duty.Kind, words)),
                OutCell.Of(duty.Count == 0 ? null : (Law.Fraction?)duty.Count),
                OutCell.Of(DutyWords.Why(duty, words)),
                OutCell.Of(DutyWords.Source(duty.Kind, words)),
            ]);
        }
    }
}
