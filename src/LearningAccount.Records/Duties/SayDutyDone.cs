using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Duties;

/// <summary>Says of a duty that it is done, since when and what shows it; or takes that word back.</summary>
public static class SayDutyDone
{
    public const int LongestNote = 500;

    /// <summary>What was said before of the same duty is replaced.</summary>
    /// <exception cref="RefusedException"><c>fact.missing</c>, <c>fact.tooLong</c>: the note; <c>duty.doneLater</c>: on a day to come; <c>duty.seenByItself</c>.</exception>
    public static async Task<Guid> Do(
        Change change,
        Guid employerId,
        (DutyKind Kind, string Subject) duty,
        DateOnly doneOn,
        string? note,
        DateOnly today,
        CancellationToken cancel
    )
    {
        if (!DutyTerms.MayBeSaidDone(duty.Kind))
        {
            throw new RefusedException("duty.seenByItself", "kind");
        }
        if (new FactChecks().Text("note", note, LongestNote, isRequired: true).Day("on", doneOn).Found is [var wrong, ..])
        {
            throw new RefusedException(wrong);
        }
        if (doneOn > today)
        {
            throw new RefusedException("duty.doneLater", "on");
        }
        await change.Touch(employerId, "sayDutyDone", cancel);
        var before = await Of(change, employerId, said => IsAbout(said, duty), cancel);
        await change.Supersede(Tables.DutyDone, before, cancel);
        var id = before.Count > 0 ? before[0].DoneId : Guid.CreateVersion7();
        change.Insert(
            Tables.DutyDone,
            new DutyDoneVersion
            {
                EmployerId = employerId,
                Origin = FactVersion.ByHand,
                DoneId = id,
                Kind = ColumnText.Of(duty.Kind),
                Subject = duty.Subject,
                DoneOn = doneOn,
                Note = SsinInText.Masked(note!.Trim()),
            }
        );
        return id;
    }

    /// <summary>It is open again. False: nobody said it was done, or the word was taken back already.</summary>
    public static async Task<bool> TakeBack(Change change, Guid employerId, Guid doneId, CancellationToken cancel)
    {
        await change.Touch(employerId, "reopenDuty", cancel);
        var said = await Of(change, employerId, word => word.DoneId == doneId, cancel);
        await change.Supersede(Tables.DutyDone, said, cancel);
        return said.Count > 0;
    }

    private static bool IsAbout(DutyDoneVersion said, (DutyKind Kind, string Subject) duty) =>
        string.Equals(said.Kind, ColumnText.Of(duty.Kind), StringComparison.Ordinal)
        && string.Equals(said.Subject, duty.Subject, StringComparison.Ordinal);

    private static async Task<List<DutyDoneVersion>> Of(
        Change change,
        Guid employerId,
        Func<DutyDoneVersion, bool> which,
        CancellationToken cancel
    ) => [.. (await ReadVersions.Now(change.Connection, Tables.DutyDone, employerId, cancel)).Where(which)];
}
