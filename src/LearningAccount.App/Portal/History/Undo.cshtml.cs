using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Portal.History;

/// <summary>
/// Takes a line of the journal back, whatever it touched, after its reader has seen which one it is and what that does to the
/// accounts. Who may is said by <see cref="UndoRules"/>.
/// </summary>
[Needs(Right.ReadEmployer)]
public sealed class UndoModel(ChangeParts parts) : ChangeModel(parts)
{
    private Right right;

    private long Seq => long.Parse((string)RouteData.Values["line"]!, Words.Plain, Words.Invariant);
    private Guid Id => Employer.Head.Id;

    /// <summary>The change as the journal tells it.</summary>
    public JournalLine Line { get; private set; } = null!;

    /// <summary>The pages of what it touched.</summary>
    public override string Back =>
        right switch
        {
            Right.ManageRights => Paths.Rights(Id),
            Right.ManageWorkers => Paths.Workers(Id),
            _ => Paths.EmployerTrainings(Id),
        };

    protected override bool Find()
    {
        Frame.Title = Words["undo.title"];
        (Frame.Section, Frame.Tab) = (Section.Employer, "history");
        return true;
    }

    protected override async Task<bool> PrepareAsync(CancellationToken stop)
    {
        await using var connection = await Parts.Database.Connect(stop);
        var tables = (await ReadJournal.Contents(connection, Id, Seq, stop)).Select(content => content.TableName).ToList();
        if (!Parts.Visitor.MayUndo(Id, tables, Parts.Now))
        {
            return false;
        }
        // Nobody takes back what somebody may not see.
        if (
            AccessRules.Scopes(Parts.Visitor, Id, Parts.Now) is not null
            && (await ReadTrainingChange.Of(connection, Id, Seq, stop) is not { } made || !made.IsOf(Employer.Snapshot.Worker))
        )
        {
            return false;
        }
        Line = (await ReadJournal.Newest(connection, Id, 1, Seq + 1, stop))[0];
        right = UndoRules.Needed(tables)!.Max();
        return true;
    }

    protected override PlannedChange? Read() =>
        Form.Reason() is { } why
            ? new()
            {
                Action = UndoChange.Action,
                Why = why,
                On = Today,
                Answers = [(Words["undo.change"], HistoryWords.Action(Line.Action, Words)), (Words["change.why"], why)],
                Do = async (change, stop) =>
                {
                    await UndoChange.Do(change, Id, Seq, stop);
                    return Back;
                },
            }
            : null;

    protected override string FieldOf(string at) => "why";

    // A change of trainings is told training by training, also when it takes one back.
    protected override string SavedAt(string page, long line) =>
        right is Right.RegisterTrainings ? $"{Paths.TrainingChange(Id, line)}?done=true" : base.SavedAt(page, line);
}
