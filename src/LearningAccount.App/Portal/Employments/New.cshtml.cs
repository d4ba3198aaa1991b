using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Employments;

/// <summary>A worker the employer does not have yet, with a first contract.</summary>
[Needs(Right.ManageWorkers)]
public sealed class NewModel(ChangeParts parts) : ChangeModel(parts)
{
    public override string Back => Paths.Workers(Employer.Head.Id);
    public IReadOnlyList<FieldOption> Categories => ContractModel.CategoryOptions(Words);

    protected override bool Find()
    {
        Frame.Title = Words["hire.title"];
        Frame.Section = Section.Workers;
        Frame.Crumbs.Add((Words["workers.title"], Back));
        return true;
    }

    protected override void Begin()
    {
        IdentityFields.Begin(Form, null);
        Form["from"] = SentForm.Of(Today);
        Form["category"] = CodeText.Of(WorkerCategory.Worker);
        Form["hours"] = Form["fullTimeHours"] = Form.Of(Employer.Snapshot.Facts.FullTimeWeeklyHours);
    }

    protected override PlannedChange? Read()
    {
        var number = Number();
        var identity = IdentityFields.Read(Form, Employer.Head.Id, Guid.Empty, null);
        var (from, to) = (Form.NeededDay("from"), Form.Day("to"));
        var (hours, full) = (Form.NeededAmount("hours"), Form.NeededAmount("fullTimeHours"));
        if (hours > full)
        {
            Form.Wrong("hours", "say.moreThanFull");
        }
        var committee = Form.Committee("committee");
        var category = Form.Code<WorkerCategory>("category");
        var why = Form.Reason();
        if (Form.IsWrong || number is not { } ssin || from is not { } first || why is null)
        {
            return null;
        }
        var regime = new WorkRegime
        {
            From = first,
            Hours = hours,
            FullTimeHours = full,
        };
        var contract = new ContractVersion
        {
            EmployerId = Employer.Head.Id,
            Origin = FactVersion.ByHand,
            WorkerId = Guid.Empty,
            ContractId = Guid.CreateVersion7(),
            StartOn = first,
            EndOn = to,
            EndReason = null,
            PaidInLieu = false,
            NoticeWorked = null,
            JointCommittee = committee,
            Category = category,
            Fraction = null,
            Hours = hours,
            FullTimeHours = full,
            OwnReference = null,
        };
        return new()
        {
            Action = "hireWorker",
            Why = why,
            On = first > Today ? first : Today,
            Answers =
            [
                // The number is not shown again: whoever looks over a shoulder sees the day of birth.
                (Words["hire.ssin"], PersonDirectory.Masked(ssin)),
                .. IdentityFields.Answers(identity, Words),
                (Words["employment.period"], PeriodWords.Of(first, to, Words)),
                (Words["employment.regime"], PeriodWords.Regime(regime, Words)),
                (Words["employment.committee"], PeriodWords.Committee(committee, Words)),
                (Words["employment.category"], Words[$"employment.category.{category}"]),
                (Words["change.why"], why),
            ],
            Do = async (change, stop) =>
            {
                var worker = await HireWorker.Do(change, Employer.Head.Id, ssin, identity, contract, stop);
                return Paths.Employments(Employer.Head.Id, worker);
            },
        };
    }

    protected override string FieldOf(string at) =>
        at switch
        {
            "contract" => "to",
            "fraction" => "hours",
            _ => at,
        };

    private Ssin? Number()
    {
        if (Form.NeededText("ssin", mayNameNumber: true) is not { } typed)
        {
            return null;
        }
        if (Ssin.TryParse(typed, out var number, out var fault))
        {
            return number;
        }
        Form.Say("ssin", LawTexts.Of(fault, Words.Language));
        return null;
    }
}
