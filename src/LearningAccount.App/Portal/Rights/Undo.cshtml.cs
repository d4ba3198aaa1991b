using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Rights;

/// <summary>Undoes a decision on rights or a setting.</summary>
[Needs(Right.ManageRights)]
public sealed class UndoModel(ChangeParts parts)
    : UndoLineModel(
        parts,
        [
            Tables.OptOut,
            Tables.ExtraDays,
            Tables.WorkerOptOut,
            Tables.WorkerExtraDays,
            Tables.Adjustment,
            Tables.Scheme,
            Tables.Setting,
        ]
    )
{
    public override string Back => Paths.Rights(Employer.Head.Id);

    protected override bool Find()
    {
        Frame.Title = Words["undo.title"];
        (Frame.Section, Frame.Tab) = (Section.Employer, "rights");
        Frame.Crumbs.Add((Words["rights.title"], Back));
        return true;
    }
}
