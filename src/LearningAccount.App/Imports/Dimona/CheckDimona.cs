using LearningAccount.Law;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Dimona;

/// <summary>Checks what one message says of a period, by itself.</summary>
internal static class CheckDimona
{
    private const int TypeLength = 3;

    public static void Do(DimonaRow row)
    {
        if (row.SaidOn is null)
        {
            row.Fail("dimona.createdMissing", "FormCreationDate");
        }
        // A date that cannot be read was told already.
        var hasDates = !row.Remarks.Exists(remark => remark.Code is "dimona.date");
        if (hasDates && row is { IsWhole: true, Cancelled: false, Start: null })
        {
            row.Fail("dimona.startMissing", "StartingDate");
        }
        if (hasDates && row is { Message: DimonaMessage.Out, End: null })
        {
            row.Fail("dimona.endMissing", "EndingDate");
        }
        if (row.End < row.Start)
        {
            row.Fail("dimona.endBeforeStart", "EndingDate");
        }
        if (row.Message != DimonaMessage.In && row.PeriodId is null)
        {
            row.Fail("dimona.periodMissing", "DimonaPeriodId");
        }
        if (row.WorkerType is { } type && (type.Length != TypeLength || !type.All(char.IsAsciiLetterOrDigit)))
        {
            row.WorkerType = null;
            row.Fail("dimona.workerType", "WorkerType", Severity.Warning);
        }
        if (
            row.Committee is { } committee
            && committee != DimonaTypes.OtherCommittee
            && !JointCommittee.TryParse(committee, out _)
        )
        {
            row.Committee = null;
            row.Fail("dimona.committee", "JointCommissionNbr", Severity.Warning);
        }
        if (row.Message == DimonaMessage.Cancel)
        {
            row.Cancelled = true;
        }
    }
}
