using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;

namespace LearningAccount.App.Portal.Employments;

/// <summary>Another work regime from a day on.</summary>
[Needs(Right.ManageWorkers)]
public sealed class RegimeModel(ChangeParts parts) : SayModel(parts)
{
    protected override string Title => "say.regime";

    protected override void Begin()
    {
        Form["from"] = SentForm.Of(Today);
        var regime = CurrentPart?.Regime;
        BeginRegime(regime?.Fraction, regime?.Hours, regime?.FullTimeHours);
    }

    protected override PlannedChange? Read()
    {
        var from = Form.NeededDay("from");
        var regime = Regime();
        var why = Form.Reason();
        if (from is { } outside && !Worker.Employments.Employments.Any(work => work.Start <= outside && !(work.End < outside)))
        {
            Form.Wrong("from", "say.noEmployment");
        }
        return Form.IsWrong || from is not { } first || regime is not { } hours || why is null
            ? null
            : Planned(
                "changeRegime",
                first,
                why,
                [(Words["say.from"], Words.Date(first)), (Words["employment.regime"], RegimeWords(hours, first))],
                Contract(first) with
                {
                    Hours = hours.Hours,
                    FullTimeHours = hours.FullTime,
                }
            );
    }
}
