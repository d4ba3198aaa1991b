using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Rights;

/// <summary>
/// Grants days: the company's own number for a year, extra days for a year, or a correction of a balance; to everybody, to a
/// department, to several workers at once or to one.
/// </summary>
[Needs(Right.ManageRights)]
public sealed class GrantDaysModel(ChangeParts parts) : ChangeModel(parts)
{
    public const string OwnNumber = "ownNumber";
    public const string ExtraDays = "extraDays";
    public const string Adjustment = "adjustment";

    /// <summary>What the form is for, as its address spells it.</summary>
    public string Kind { get; private set; } = "";
    public bool IsOfYear => Kind is not Adjustment;

    /// <summary>The worker it was asked for; else its reader says for whom.</summary>
    public WorkerSnapshot? Worker { get; private set; }
    public IReadOnlyList<FieldOption> Whom => ChosenWorkers.Options(Employer.Snapshot, Words, withEverybody: IsOfYear);
    public override string Back =>
        Worker is { } one ? Paths.Worker(Employer.Head.Id, one.WorkerId) : $"{Paths.Rights(Employer.Head.Id)}#{Kind}";

    protected override bool Find()
    {
        Kind = RouteData.Values["kind"] as string ?? "";
        var asked = Request.HasFormContentType ? Request.Form["worker"].ToString() : Request.Query["worker"].ToString();
        if (asked.Length > 0)
        {
            Worker = Guid.TryParseExact(asked, "D", out var id) ? Employer.Snapshot.Worker(id) : null;
            if (Worker is null)
            {
                return false;
            }
        }
        Frame.Title = Words[$"grant.{Kind}"];
        (Frame.Section, Frame.Tab) = (Section.Employer, "rights");
        Frame.Crumbs.Add((Words["rights.title"], Paths.Rights(Employer.Head.Id)));
        return true;
    }

    protected override void Begin()
    {
        Form["year"] = Today.Year.ToString(Words.Invariant);
        Form["on"] = SentForm.Of(Today);
        Form["whom"] = IsOfYear ? ChosenWorkers.Everybody : ChosenWorkers.These;
        if (Worker is { } one)
        {
            Form["worker"] = one.WorkerId.ToString("D");
        }
    }

    protected override PlannedChange? Read()
    {
        var year = IsOfYear ? Form.Year("year") : null;
        var on = IsOfYear ? null : Form.NeededDay("on");
        var days = Form.NeededAmount("days");
        var whom = Worker is { } one
            ? new ChosenWorkers(WorkerNames.Listed(one), [one])
            : ChosenWorkers.Read(Form, Employer.Snapshot, Words, Employer.Restricted);
        var why = Form.Reason();
        if (Form.IsWrong || days is not { } number || whom is null || why is null || (year is null && on is null))
        {
            return null;
        }
        var first = year is { } of ? new DateOnly(of, 1, 1) : on!.Value;
        return new()
        {
            Action = Kind switch
            {
                OwnNumber => "sayOptOut",
                ExtraDays => "sayExtraDays",
                _ => "adjust",
            },
            Why = why,
            On = first > Today ? first : Today,
            Answers =
            [
                year is { } named
                    ? (Words["grant.year"], named.ToString(Words.Invariant))
                    : (Words["grant.on"], Words.Date(first)),
                (Words["grant.days"], Words.Days(number)),
                (Words["grant.whom"], whom.Name),
                (Words["change.why"], why),
            ],
            Remarks = Kind is OwnNumber ? [Words["grant.onlyRaises"]] : [],
            Do = async (change, stop) =>
            {
                (await Say(change, first, number, whom, why, stop)).OrThrow();
                return Back;
            },
        };
    }

    private Task<IReadOnlyList<SaidAnswer>> Say(
        Change change,
        DateOnly on,
        Fraction days,
        ChosenWorkers whom,
        string why,
        CancellationToken stop
    )
    {
        var employer = Employer.Head.Id;
        const string byHand = FactVersion.ByHand;
        return (Kind, whom.Workers) switch
        {
            (OwnNumber, null) => SayOptOuts.Do(
                change,
                employer,
                [
                    new()
                    {
                        EmployerId = employer,
                        Origin = byHand,
                        Year = on.Year,
                        Days = days,
                        Reason = why,
                    },
                ],
                stop
            ),
            (OwnNumber, { } workers) => SayWorkerOptOuts.Do(
                change,
                employer,
                [
                    .. workers.Select(worker => new WorkerOptOutVersion
                    {
                        EmployerId = employer,
                        Origin = byHand,
                        WorkerId = worker.WorkerId,
                        Year = on.Year,
                        Days = days,
                        Reason = why,
                    }),
                ],
                stop
            ),
            (ExtraDays, null) => SayExtraDays.Do(
                change,
                employer,
                [
                    new()
                    {
                        EmployerId = employer,
                        Origin = byHand,
                        Year = on.Year,
                        Days = days,
                    },
                ],
                stop
            ),
            (ExtraDays, { } workers) => SayWorkerExtraDays.Do(
                change,
                employer,
                [
                    .. workers.Select(worker => new WorkerExtraDaysVersion
                    {
                        EmployerId = employer,
                        Origin = byHand,
                        WorkerId = worker.WorkerId,
                        Year = on.Year,
                        Days = days,
                        Reason = why,
                    }),
                ],
                stop
            ),
            (_, var workers) => SayAdjustments.Do(
                change,
                employer,
                [
                    .. (workers ?? []).Select(worker => new AdjustmentVersion
                    {
                        EmployerId = employer,
                        Origin = byHand,
                        WorkerId = worker.WorkerId,
                        AdjustmentId = Guid.CreateVersion7(),
                        OnDay = on,
                        Days = days,
                        Reason = why,
                    }),
                ],
                stop
            ),
        };
    }
}
