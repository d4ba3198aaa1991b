using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Corrections;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Me;

/// <summary>Asks the employer for a correction: first what about, then what it should be, then the effect is seen, then it is sent.</summary>
[Needs(Right.OwnAccount)]
public sealed class AskModel(
    OwnReading reading,
    RequestReading requests,
    Database database,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : OwnPage(reading, frame, words)
{
    public static readonly TrainingStatus[] Statuses =
    [
        TrainingStatus.Followed,
        TrainingStatus.NotFollowed,
        TrainingStatus.Planned,
    ];

    [BindProperty]
    public CorrectionForm Form { get; set; } = new();

    /// <summary>The effect was seen, and it may be sent.</summary>
    [BindProperty]
    public bool Seen { get; set; }

    /// <summary>Back from the effect to what was typed.</summary>
    [BindProperty]
    public bool Again { get; set; }

    public bool IsPreview { get; private set; }
    public IReadOnlyList<ProposalRow> Rows { get; private set; } = [];
    public EffectView? Effect { get; private set; }

    public TrainingVersion? Training => CorrectionForm.TrainingOf(View.Snapshot, Form.About);
    public ContractVersion? Contract => ProposalRow.ContractOf(View.Snapshot, Form.About);

    /// <summary>The parts of employments, each with the contract it follows from where there is one.</summary>
    public IEnumerable<(string Period, string Regime, Guid? Contract)> Parts =>
        from employment in View.Snapshot.Employments.Employments.Reverse()
        from part in employment.Parts.Reverse()
        select (
            PeriodWords.Of(part.From, part.To, Words),
            PeriodWords.Regime(part.Regime, Words),
            (part.Source as ContractVersion)?.ContractId
        );

    public async Task<IActionResult> OnGetAsync(
        Guid employer,
        CorrectionSubject? subject,
        Guid? about,
        string? figure,
        CancellationToken stop
    )
    {
        if (!await ShowAsync(employer, stop))
        {
            return NotFound();
        }
        Form = CorrectionForm.Of(subject, about, View.Snapshot, Words);
        if (FigureCode.InWords(figure, Words) is { } named)
        {
            Form.Said = Words.Of("me.aboutFigure", ("figure", named)) + " ";
        }
        return IsUnknown ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, CancellationToken stop)
    {
        if (!await ShowAsync(employer, stop) || Form.Subject is not { } subject || IsUnknown)
        {
            return NotFound();
        }
        if (Again)
        {
            return Page();
        }
        var draft = CorrectionDraft.Of(Form, employer, View.Snapshot, View.Account.Account.Balance.Exact, clock.Today());
        foreach (var (field, code) in draft.Faults)
        {
            var label = Words[$"correction.field.{char.ToLowerInvariant(field[0])}{field[1..]}"];
            ModelState.AddModelError($"Form.{field}", Words.Of(code, ("field", label)));
        }
        if (string.IsNullOrWhiteSpace(Form.Said))
        {
            ModelState.AddModelError("Form.Said", Words["correction.wrong.words"]);
        }
        if (ModelState.IsValid && Seen)
        {
            return await SendAsync(employer, subject, draft, stop);
        }
        if (ModelState.IsValid)
        {
            await PreviewAsync(employer, subject, draft, stop);
        }
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return Page();
    }

    private bool IsUnknown =>
        Form.About is not null
        && (
            Form.Subject is CorrectionSubject.Training
                ? Training is null
                : Form.Subject is CorrectionSubject.Employment && Contract is null
        );

    private async Task<bool> ShowAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, Section.MyCorrections, stop))
        {
            return false;
        }
        Frame.Title = Words["me.ask"];
        Frame.Crumbs.Add((Words["me.title.MyCorrections"], OwnPaths.Corrections(employer)));
        return true;
    }

    private async Task PreviewAsync(Guid employer, CorrectionSubject subject, CorrectionDraft draft, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var request = new CorrectionRequestVersion
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            RequestId = Guid.Empty,
            WorkerId = Worker,
            Subject = subject,
            AboutId = draft.About,
            Proposal = draft.Proposal,
            Step = CorrectionStep.Asked,
            Side = CorrectionSide.Worker,
            Words = Form.Said,
            AskedAt = now,
            WaitsSince = now,
        };
        var (effect, impossible) = await requests.EffectAsync(request, stop);
        if (impossible is not null)
        {
            ModelState.AddModelError("Form.Said", impossible);
            return;
        }
        (IsPreview, Effect, Rows) = (true, effect, ProposalRow.Of(request, View.Snapshot, Words));
    }

    private async Task<IActionResult> SendAsync(
        Guid employer,
        CorrectionSubject subject,
        CorrectionDraft draft,
        CancellationToken stop
    )
    {
        try
        {
            var request = await Change.Make(
                database,
                visitor.Author(),
                change =>
                    AskCorrection.Do(
                        change,
                        employer,
                        Worker,
                        subject,
                        draft.About,
                        draft.Proposal,
                        Form.Said,
                        clock.GetUtcNow(),
                        stop
                    ),
                stop
            );
            return LocalRedirect($"{OwnPaths.Correction(employer, request)}?{CorrectionPaths.DoneName}=1");
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError("Form.Said", RecordTexts.Of(refused.Anomaly, Words.Language));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }
}
