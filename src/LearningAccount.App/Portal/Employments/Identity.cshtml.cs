using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Employments;

/// <summary>How the employer names a worker, and where the worker works.</summary>
[Needs(Right.ManageWorkers)]
public sealed class IdentityModel(ChangeParts parts) : SayModel(parts)
{
    protected override string Title => "identity.title";

    protected override void Begin() => IdentityFields.Begin(Form, Worker.Identity);

    protected override PlannedChange? Read()
    {
        var said = IdentityFields.Read(Form, Employer.Head.Id, Worker.Identity?.WorkerId ?? Worker.WorkerId, Worker.Identity);
        var why = Form.Reason();
        return Form.IsWrong || why is null
            ? null
            : Planned(
                "sayIdentity",
                Today,
                why,
                IdentityFields.Answers(said, Words),
                (change, stop) => SayIdentities.Whole(change, Employer.Head.Id, [said], stop)
            );
    }
}
