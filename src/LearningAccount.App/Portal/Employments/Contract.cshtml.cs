using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Employments;

/// <summary>A contract said by hand, new or corrected.</summary>
[Needs(Right.ManageWorkers)]
public sealed class ContractModel(ChangeParts parts) : SayModel(parts)
{
    private ContractVersion? known;

    public bool IsCorrection => known is not null;
    public IReadOnlyList<FieldOption> Categories => CategoryOptions(Words);
    protected override string Title => IsCorrection ? "say.contractCorrect" : "say.contract";

    internal static IReadOnlyList<FieldOption> CategoryOptions(Words words) =>
        [
            .. Enum.GetValues<WorkerCategory>()
                .Select(category => new FieldOption(CodeText.Of(category), words[$"employment.category.{category}"])),
        ];

    protected override bool FindCorrected()
    {
        known = Worker.Contracts.FirstOrDefault(contract => contract.ContractId == Corrected);
        return Corrected is null || known is { IsByHand: true };
    }

    protected override void Begin()
    {
        Form["id"] = Corrected?.ToString("D") ?? "";
        Form["from"] = SentForm.Of(known?.StartOn ?? Today);
        Form["to"] = SentForm.Of(known?.EndOn);
        Form["committee"] = known is null ? $"{CurrentPart?.JointCommittee}" : $"{known.JointCommittee}";
        Form["category"] = CodeText.Of(known?.Category ?? CurrentPart?.Category ?? WorkerCategory.Worker);
        BeginRegime(known?.Fraction, known?.Hours, known?.FullTimeHours);
    }

    protected override PlannedChange? Read()
    {
        var (from, to) = (Form.NeededDay("from"), Form.Day("to"));
        var committee = Form.Committee("committee");
        var category = Form.Code<WorkerCategory>("category");
        var regime = Regime();
        var why = Form.Reason();
        if (Form.IsWrong || from is not { } first || regime is not { } hours || category is not { } kind || why is null)
        {
            return null;
        }
        var contract = (known ?? Contract(first)) with
        {
            StartOn = first,
            EndOn = to,
            EndReason = to is null ? null : known?.EndReason,
            JointCommittee = committee,
            Category = kind,
            Fraction = null,
            Hours = hours.Hours,
            FullTimeHours = hours.FullTime,
        };
        return Planned(
            "sayContract",
            first,
            why,
            [
                (Words["employment.period"], PeriodWords.Of(first, to, Words)),
                (Words["employment.regime"], RegimeWords(hours, first)),
                (Words["employment.committee"], PeriodWords.Committee(committee, Words)),
                (Words["employment.category"], Words[$"employment.category.{kind}"]),
            ],
            contract
        );
    }
}
