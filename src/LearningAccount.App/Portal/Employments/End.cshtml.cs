using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Portal.Employments;

/// <summary>The end of the contract: its day, how it ends, and before saving what the law says of the days outstanding (R6.1).</summary>
[Needs(Right.ManageWorkers)]
public sealed class EndModel(ChangeParts parts) : SayModel(parts)
{
    private const string Worked = "worked";
    private const string InLieu = "inLieu";
    private const string Partly = "partly";

    public IReadOnlyList<FieldOption> Reasons =>
        [.. Enum.GetValues<EndReason>().Select(reason => new FieldOption(CodeText.Of(reason), ReasonWords(CodeText.Of(reason))))];
    public IReadOnlyList<FieldOption> Notices =>
        [
            .. ((string[])["", Worked, InLieu, Partly]).Select(code => new FieldOption(
                code,
                Words[$"end.notice.{(code.Length == 0 ? "none" : code)}"]
            )),
        ];
    protected override string Title => "end.title";

    protected override bool FindCorrected() => Current is not null;

    protected override void Begin()
    {
        Form["on"] = SentForm.Of(Current!.End ?? Today);
        Form["reason"] = Current.EndReason is { } reason ? CodeText.Of(reason) : "";
        Form["notice"] = (Current.PaidInLieu, Current.NoticeWorked) switch
        {
            (true, true) => Partly,
            (true, _) => InLieu,
            (false, true) => Worked,
            _ => "",
        };
    }

    protected override PlannedChange? Read()
    {
        var on = Form.NeededDay("on");
        var reason = Form.Code<EndReason>("reason");
        var notice = Form["notice"];
        var why = Form.Reason();
        if (on < Current!.Start)
        {
            Form.Wrong("on", "end.beforeStart", ("start", Words.Date(Current.Start)));
        }
        var isDismissal = reason is EndReason.Dismissal or EndReason.BreachByEmployer;
        if (isDismissal && notice is not (Worked or InLieu or Partly))
        {
            Form.Wrong("notice", "end.noticeNeeded");
        }
        if (Form.IsWrong || on is not { } last || reason is not { } of || why is null)
        {
            return null;
        }
        var code = isDismissal ? notice : "none";
        var planned = Planned(
            "endContract",
            last,
            why,
            [
                (Words["end.on"], Words.Date(last)),
                (Words["end.reason"], ReasonWords(CodeText.Of(of))),
                .. isDismissal ? [(Words["end.notice"], Words[$"end.notice.{code}"])] : Array.Empty<(string, string)>(),
            ],
            // From the first day of the employment, so that it also holds where the sources end it earlier.
            Contract(Current.Start) with
            {
                EndOn = last,
                EndReason = of,
                PaidInLieu = isDismissal && notice is InLieu or Partly,
                NoticeWorked = isDismissal ? notice is Worked or Partly : null,
            }
        );
        return planned with { On = last };
    }

    protected override IEnumerable<string> RemarksOn(IReadOnlyList<WorkerEffect> workers)
    {
        if (workers.Count == 0 || workers[0].AccountAfter()?.Exit is not { EndReason: { } reason } exit)
        {
            yield break;
        }
        yield return exit.Outstanding.Sign > 0
            ? Words.Of("end.outstanding", ("days", Words.Days(exit.Outstanding)))
            : Words["end.nothingOutstanding"];
        yield return Words[LawCode(reason)];
        if (exit.AcquiredBenefit)
        {
            var method = CodeText.Of(Employer.Snapshot.Settings.SeveranceValuation);
            yield return Words.Of("end.valuation", ("method", Words[$"settings.severanceValuation.{method}"]));
        }
        yield return Words["end.source"];
    }

    protected override string FieldOf(string at) => at is "contract" ? "on" : base.FieldOf(at);

    private string LawCode(EndReason reason) =>
        reason is EndReason.Dismissal or EndReason.BreachByEmployer
            ? $"end.law.dismissal.{Form["notice"]}"
            : $"end.law.{CodeText.Of(reason)}";

    private string ReasonWords(string code) => ReasonTexts.Catalogue.Text($"word.endReason.{code}", Words.Language);
}
