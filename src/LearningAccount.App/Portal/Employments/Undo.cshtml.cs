using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Employments;

/// <summary>Undoes what was said by hand of a worker or an employment.</summary>
[Needs(Right.ManageWorkers)]
public sealed class UndoModel(ChangeParts parts)
    : UndoLineModel(parts, [Tables.PersonNumber, Tables.Worker, Tables.WorkerIdentity, Tables.Contract, Tables.Suspension])
{
    public override string Back => Paths.Workers(Employer.Head.Id);

    protected override bool Find()
    {
        Frame.Title = Words["undo.title"];
        Frame.Section = Section.Workers;
        Frame.Crumbs.Add((Words["workers.title"], Back));
        return true;
    }
}
