using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Employments;

/// <summary>A time in which the contract is suspended, wholly or in part, new or corrected.</summary>
[Needs(Right.ManageWorkers)]
public sealed class SuspensionModel(ChangeParts parts) : SayModel(parts)
{
    private SuspensionVersion? known;

    public bool IsCorrection => known is not null;
    public IReadOnlyList<FieldOption> Kinds =>
        [
            .. Enum.GetValues<SuspensionKind>()
                .Select(kind => new FieldOption(CodeText.Of(kind), Words[$"employment.leave.{kind}"])),
        ];
    protected override string Title => IsCorrection ? "say.suspensionCorrect" : "say.suspension";

    protected override bool FindCorrected()
    {
        known = Worker.Suspensions.FirstOrDefault(one => one.SuspensionId == Corrected);
        return Corrected is null || known is { IsByHand: true };
    }

    protected override void Begin()
    {
        Form["id"] = Corrected?.ToString("D") ?? "";
        Form["kind"] = CodeText.Of(known?.Kind ?? SuspensionKind.Sickness);
        Form["from"] = SentForm.Of(known?.FromOn ?? Today);
        Form["to"] = SentForm.Of(known?.ToOn);
        Form["percent"] = Form.Of(known?.Fraction * 100);
    }

    protected override PlannedChange? Read()
    {
        var kind = Form.Code<SuspensionKind>("kind");
        var (from, to) = (Form.NeededDay("from"), Form.Day("to"));
        var percent = Form.Amount("percent");
        if (percent?.Sign < 0 || percent > 100)
        {
            Form.Wrong("percent", "say.noPercent");
        }
        var why = Form.Reason();
        if (Form.IsWrong || kind is not { } of || from is not { } first || why is null)
        {
            return null;
        }
        var suspension = new SuspensionVersion
        {
            EmployerId = Employer.Head.Id,
            Origin = FactVersion.ByHand,
            WorkerId = known?.WorkerId ?? Worker.WorkerId,
            SuspensionId = Corrected ?? Guid.CreateVersion7(),
            FromOn = first,
            ToOn = to,
            Kind = of,
            Fraction = percent is { IsZero: false } part ? part / 100 : null,
        };
        return Planned(
            "saySuspension",
            first,
            why,
            [
                (Words["say.kind"], Words[$"employment.leave.{of}"]),
                (Words["employment.period"], PeriodWords.Of(first, to, Words)),
                (
                    Words["say.percent"],
                    suspension.Fraction is { } works ? PeriodWords.PartOfFullTime(works, Words) : Words["say.nothingWorked"]
                ),
            ],
            (change, stop) => SaySuspensions.Do(change, Employer.Head.Id, [suspension], stop)
        );
    }
}
