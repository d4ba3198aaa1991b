using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;

namespace LearningAccount.App.Portal.Employments;

/// <summary>Another joint committee from a day on.</summary>
[Needs(Right.ManageWorkers)]
public sealed class CommitteeModel(ChangeParts parts) : SayModel(parts)
{
    protected override string Title => "say.committee";

    protected override void Begin()
    {
        Form["from"] = SentForm.Of(Today);
        Form["committee"] = $"{CurrentPart?.JointCommittee}";
    }

    protected override PlannedChange? Read()
    {
        var from = Form.NeededDay("from");
        Form.NeededText("committee");
        var committee = Form.Committee("committee");
        var why = Form.Reason();
        if (from is { } outside && !Worker.Employments.Employments.Any(work => work.Start <= outside && !(work.End < outside)))
        {
            Form.Wrong("from", "say.noEmployment");
        }
        return Form.IsWrong || from is not { } first || committee is not { } known || why is null
            ? null
            : Planned(
                "changeCommittee",
                first,
                why,
                [(Words["say.from"], Words.Date(first)), (Words["employment.committee"], known.ToString())],
                Contract(first) with
                {
                    JointCommittee = known,
                }
            );
    }
}
