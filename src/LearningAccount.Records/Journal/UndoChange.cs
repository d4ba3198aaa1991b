using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Journal;

/// <summary>
/// Takes one line of an employer's journal back, all of it or nothing, by a new line: what it wrote is closed, what it replaced
/// holds again. A line taken back may come again in the same way.
/// </summary>
public static class UndoChange
{
    public const string Action = "undoChange";

    /// <exception cref="RefusedException">
    /// <c>undo.unknown</c>: the employer has no such line. <c>undo.import</c>: it brought a file in or took one back, which
    /// is done with files. <c>undo.erased</c>: it erased facts, which are gone. <c>undo.changedSince</c>: a later line changed some of it, or took it back already.
    /// </exception>
    public static async Task<TakenBack> Do(Change change, Guid employerId, long seq, CancellationToken cancel)
    {
        await change.Touch(employerId, Action, cancel);
        var contents = await ReadJournal.Contents(change.Connection, employerId, seq, cancel);
        if (contents.Count == 0)
        {
            throw new RefusedException("undo.unknown", "journal");
        }
        if (contents.Any(content => TakeBack.OfFiles.Contains(content.TableName)))
        {
            throw new RefusedException("undo.import", "journal");
        }
        if (contents.Any(content => string.Equals(content.TableName, Tables.ErasedContent.Name, StringComparison.Ordinal)))
        {
            throw new RefusedException("undo.erased", "journal");
        }
        var taken = await TakeBack.Do(change, employerId, seq, cancel);
        if (taken.Kept.Count + taken.NotRestored.Count > 0 || taken.Closed + taken.Restored == 0)
        {
            throw new RefusedException("undo.changedSince", "journal");
        }
        return taken;
    }
}
