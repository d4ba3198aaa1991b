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

namespace LearningAccount.App.Portal.Rights;

/// <summary>
/// An agreement the employer follows that the law kept here does not know: entered as a form, checked as an agreement file is
/// (<c>ila law check</c>): floor, gap, overlap, deposit in time, and not below the days the sector has reached.
/// </summary>
[Needs(Right.ManageRights)]
public sealed class SchemeModel(ChangeParts parts) : ChangeModel(parts)
{
    public const int MostSteps = 5;
    private const string AllClasses = "all";

    public override string Back => $"{Paths.Rights(Employer.Head.Id)}#agreements";
    public IReadOnlyList<FieldOption> Classes =>
        [
            .. Enum.GetValues<SizeClass>()
                .Reverse()
                .Select(CodeText.Of)
                .Append(AllClasses)
                .Select(code => new FieldOption(code, Words[$"rights.class.{code}"])),
        ];
    public IReadOnlyList<FieldOption> Workers =>
        [
            .. Enum.GetValues<SchemeWorker>()
                .Select(CodeText.Of)
                .Select(code => new FieldOption(code, Words[$"rights.worker.{code}"])),
        ];

    protected override bool Find()
    {
        Frame.Title = Words["scheme.new"];
        (Frame.Section, Frame.Tab) = (Section.Employer, "rights");
        Frame.Crumbs.Add((Words["rights.title"], Paths.Rights(Employer.Head.Id)));
        return true;
    }

    protected override void Begin()
    {
        Form["class"] = CodeText.Of(SizeClass.Full);
        Form["worker"] = CodeText.Of(SchemeWorker.All);
    }

    protected override PlannedChange? Read()
    {
        foreach (var needed in (string[])["registration", "committee", "source"])
        {
            Form.NeededText(needed);
        }
        foreach (var day in (string[])["signedOn", "bindingFrom"])
        {
            Form.NeededDay(day);
        }
        Form.Day("depositedOn");
        var steps = Steps();
        var why = Form.Reason();
        if (Form.IsWrong || why is null)
        {
            return null;
        }
        var entered = new EnteredAgreement(
            Form["registration"].Trim(),
            Form["committee"].Trim(),
            Form["class"] is AllClasses ? null : Form.Code<SizeClass>("class"),
            Form.Code<SchemeWorker>("worker") ?? SchemeWorker.All,
            Form["source"].Trim(),
            [.. steps]
        )
        {
            SignedOn = Form.Day("signedOn")!.Value,
            DepositedOn = Form.Day("depositedOn"),
            BindingFrom = Form.Day("bindingFrom")!.Value,
        };
        var agreement = EnterAgreement.Read(entered, Employer.Law, out var problems);
        foreach (var problem in problems.Where(problem => agreement is null || problem.Severity is Severity.Error))
        {
            Form.Say(FieldOf(problem.At), LawTexts.Of(problem, Words.Language));
        }
        return agreement is null || Form.IsWrong || Overlaps(agreement) ? null : Planned(agreement, [.. problems], why);
    }

    protected override string FieldOf(string at)
    {
        var step = at.StartsWith("$.steps[", StringComparison.Ordinal) ? at[8] - '0' + 1 : 1;
        return at.Split('.', '[')[^1] switch
        {
            "registration" => "registration",
            "class" => "class",
            "worker" => "worker",
            "signedOn" or "depositedOn" or "bindingFrom" or "source" => at.Split('.')[^1],
            "to" => $"to{step}",
            "days" => $"days{step}",
            "from" => $"from{step}",
            _ when at.StartsWith("$.jointCommittees", StringComparison.Ordinal) => "committee",
            _ => $"from{step}",
        };
    }

    private PlannedChange Planned(LawFile agreement, IReadOnlyList<Anomaly> remarks, string why) =>
        new()
        {
            Action = "sayScheme",
            Why = why,
            On = Today,
            Answers =
            [
                (Words["scheme.registration"], agreement.Registration.ToString()),
                (Words["scheme.committee"], Form["committee"]),
                (Words["scheme.class"], Words[$"rights.class.{Form["class"]}"]),
                (Words["scheme.worker"], Words[$"rights.worker.{Form["worker"]}"]),
                (Words["scheme.bindingFrom"], Words.Date(agreement.Values[0].Row.BindingFrom!.Value)),
                .. agreement.Values.Select(value =>
                    (PeriodWords.Of(value.Row.From, value.Row.To, Words), Words.Days(value.Row.Days ?? 0))
                ),
                (Words["change.why"], why),
            ],
            Remarks = [.. remarks.Select(remark => LawTexts.Of(remark, Words.Language))],
            Do = async (change, stop) =>
            {
                var rows = agreement.Values.Select(value => EnterAgreement.Version(Employer.Head.Id, value.Row)).ToList();
                (await SaySchemes.Do(change, Employer.Head.Id, rows, stop)).OrThrow();
                return Back;
            },
        };

    // What the employer entered before says something of the same workers and days: one of them would be passed over.
    private bool Overlaps(LawFile agreement)
    {
        var known = EnterAgreement.Overlapping(agreement, Employer.Snapshot.Facts.Schemes);
        if (known is not null)
        {
            Form.Wrong("from1", "scheme.overlap", ("period", PeriodWords.Of(known.From, known.To, Words)));
        }
        return known is not null;
    }

    private List<(DateOnly From, DateOnly? To, Fraction Days)> Steps()
    {
        var steps = new List<(DateOnly, DateOnly?, Fraction)>();
        for (var step = 1; step <= MostSteps; step++)
        {
            if (
                step > 1
                && Form.Text($"from{step}") is null
                && Form.Text($"days{step}") is null
                && Form.Text($"to{step}") is null
            )
            {
                continue;
            }
            var (from, to, days) = (Form.NeededDay($"from{step}"), Form.Day($"to{step}"), Form.NeededAmount($"days{step}"));
            if (from is { } first && days is { } number)
            {
                steps.Add((first, to, number));
            }
        }
        return steps;
    }
}
