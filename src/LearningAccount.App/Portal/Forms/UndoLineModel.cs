using System.Collections.Immutable;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Forms;

/// <summary>Undoes one change, after its reader has seen which one it is and what undoing it does to the accounts.</summary>
/// <param name="own">The tables whose changes this page undoes; others need another right.</param>
public abstract class UndoLineModel(ChangeParts parts, ImmutableArray<BulkTable> own) : ChangeModel(parts)
{
    private long Seq => long.Parse((string)RouteData.Values["line"]!, Words.Plain, Words.Invariant);

    /// <summary>The change as the journal tells it; null: there is none.</summary>
    public JournalLine? Line { get; private set; }

    protected override async Task PrepareAsync(CancellationToken stop)
    {
        await using var connection = await Parts.Database.Connect(stop);
        var lines = await ReadJournal.Newest(connection, Employer.Head.Id, 1, Seq + 1, stop);
        Line = lines.FirstOrDefault(line => line.Seq == Seq);
    }

    protected override PlannedChange? Read() =>
        Form.Reason() is { } why
            ? new()
            {
                Action = UndoChange.Action,
                Why = why,
                On = Today,
                Answers = [(Words["undo.change"], Line?.Why ?? ""), (Words["change.why"], why)],
                Do = async (change, stop) =>
                {
                    var contents = await ReadJournal.Contents(change.Connection, Employer.Head.Id, Seq, stop);
                    if (
                        !contents.All(content =>
                            own.Any(table => string.Equals(table.Name, content.TableName, StringComparison.Ordinal))
                        )
                    )
                    {
                        throw new RefusedException("undo.unknown", "journal");
                    }
                    await UndoChange.Do(change, Employer.Head.Id, Seq, stop);
                    return Back;
                },
            }
            : null;

    protected override string FieldOf(string at) => "why";
}
