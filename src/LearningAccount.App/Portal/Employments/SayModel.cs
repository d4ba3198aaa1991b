using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Employments;

/// <summary>
/// Says something of a worker's employments by hand. It stands beside what declarations and lists say and goes before them, on
/// the days and for the points it speaks of; nothing of theirs is overwritten.
/// </summary>
public abstract class SayModel(ChangeParts parts) : ChangeModel(parts)
{
    public WorkerSnapshot Worker { get; private set; } = null!;
    public override string Back => Paths.Employments(Employer.Head.Id, Worker.WorkerId);

    /// <summary>The title of the page, by its code.</summary>
    protected abstract string Title { get; }

    /// <summary>What was said before and is corrected, by its id in the address; null: something new is said.</summary>
    protected Guid? Corrected =>
        Guid.TryParseExact(Request.HasFormContentType ? Request.Form["id"] : Request.Query["id"], "D", out var id) ? id : null;

    /// <summary>Hours a week of a full-time worker of this employer.</summary>
    protected Fraction FullTime => Employer.Snapshot.Facts.FullTimeWeeklyHours;

    protected override bool Find()
    {
        if (!Guid.TryParse(RouteData.Values["worker"] as string, out var id) || Employer.Snapshot.Worker(id) is not { } known)
        {
            return false;
        }
        Worker = known;
        Frame.Title = Words[Title];
        Frame.Section = Section.Workers;
        Frame.Crumbs.Add((Words["workers.title"], Paths.Workers(Employer.Head.Id)));
        Frame.Crumbs.Add((WorkerHead.Of(Worker, Words).Name, Back));
        return FindCorrected();
    }

    /// <summary>False: what should be corrected is not there, or came from a file.</summary>
    protected virtual bool FindCorrected() => true;

    /// <summary>A contract that says nothing yet of this worker.</summary>
    protected ContractVersion Contract(DateOnly from) =>
        new()
        {
            EmployerId = Employer.Head.Id,
            Origin = FactVersion.ByHand,
            WorkerId = Worker.WorkerId,
            ContractId = Corrected ?? Guid.CreateVersion7(),
            StartOn = from,
            EndOn = null,
            EndReason = null,
            PaidInLieu = false,
            NoticeWorked = null,
            JointCommittee = null,
            Category = null,
            Fraction = null,
            Hours = null,
            FullTimeHours = null,
            OwnReference = null,
        };

    protected PlannedChange Planned(
        string action,
        DateOnly day,
        string why,
        IEnumerable<(string, string)> answers,
        Func<Change, CancellationToken, Task<IReadOnlyList<SaidAnswer>>> say
    ) =>
        new()
        {
            Action = action,
            Why = why,
            On = day > Today ? day : Today,
            Answers = [(Words["effect.worker"], WorkerNames.Listed(Worker)), .. answers, (Words["change.why"], why)],
            Do = async (change, stop) =>
            {
                (await say(change, stop)).OrThrow();
                return Back;
            },
        };

    /// <summary>The same with one contract.</summary>
    protected PlannedChange Planned(
        string action,
        DateOnly day,
        string why,
        IEnumerable<(string, string)> answers,
        ContractVersion contract
    ) => Planned(action, day, why, answers, (change, stop) => SayContracts.Do(change, Employer.Head.Id, [contract], stop));

    /// <summary>The employment in force today, else the one to come, else the last one.</summary>
    protected RegisteredEmployment? Current =>
        Worker.Employments.Employments.LastOrDefault(work => work.Start <= Today && !(work.End < Today))
        ?? Worker.Employments.Employments.LastOrDefault();

    protected EmploymentPart? CurrentPart =>
        Current?.Parts.LastOrDefault(part => part.From <= Today) ?? Current?.Parts.LastOrDefault();

    protected void BeginRegime(Fraction? fraction, Fraction? hours, Fraction? fullTime)
    {
        var full = fullTime ?? FullTime;
        Form["fullTimeHours"] = Form.Of(full);
        Form["hours"] = Form.Of(hours ?? (fraction ?? 1) * full);
    }

    /// <summary>Hours a week against those of a full-time worker, as typed.</summary>
    protected (Fraction Hours, Fraction FullTime)? Regime()
    {
        var hours = Form.NeededAmount("hours");
        var full = Form.NeededAmount("fullTimeHours");
        if (hours > full)
        {
            Form.Wrong("hours", "say.moreThanFull");
        }
        return hours is { } worked && full is { } of && !Form.IsWrong ? (worked, of) : null;
    }

    protected string RegimeWords((Fraction Hours, Fraction FullTime) regime, DateOnly from) =>
        PeriodWords.Regime(
            new()
            {
                From = from,
                Hours = regime.Hours,
                FullTimeHours = regime.FullTime,
            },
            Words
        );

    protected override string FieldOf(string at) =>
        at switch
        {
            "contract" or "suspension" => "to",
            "fraction" => "hours",
            _ => at,
        };
}
