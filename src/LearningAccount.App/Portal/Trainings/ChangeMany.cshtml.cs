using System.Collections.Immutable;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Trainings;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>Changes or cancels the trainings chosen in the list, all at once, after a look at what it does.</summary>
[Needs(Right.RegisterTrainings)]
[RequestFormLimits(ValueCountLimit = ManyIds.MostFields)]
[RequestSizeLimit(ManyIds.MostBytes)]
public sealed class ChangeManyModel(TrainingDesk desk, Words words) : PageModel
{
    private const string SeenLine = "seen";
    private static readonly string[] NotTyped = ["form", "do", "act", "picked", "shown", "pick", "choose", SeenLine];

    public TrainingRoom Room { get; private set; } = null!;
    public SentForm Form { get; private set; } = null!;
    public bool IsCancelling { get; private set; }
    public ImmutableArray<TrainingGroup> Chosen { get; private set; } = [];
    public EffectView? Effect { get; private set; }

    /// <summary>Who followed those trainings, and has not cancelled: each line is changed.</summary>
    private ImmutableArray<TrainingVersion> Trainings =>
        [.. Chosen.SelectMany(group => group.Present).Select(one => one.Training)];

    public int LineCount => Trainings.Length;

    /// <summary>Another one as soon as somebody changes one of the chosen trainings.</summary>
    public string Seen =>
        string.Create(Words.Invariant, $"{Chosen.Select(group => group.LastLine).DefaultIfEmpty().Max()}.{LineCount}");

    /// <summary>Somebody else changed one of them since the effect was shown.</summary>
    public bool IsAgain { get; private set; }

    public IActionResult OnGet(Guid employer) => LocalRedirect(Paths.EmployerTrainings(employer));

    public async Task<IActionResult> OnPostAsync(Guid employer, CancellationToken stop)
    {
        IsCancelling = Request.Form["act"].ToString() is "cancel";
        var title = words[IsCancelling ? "many.cancel" : "many.edit"];
        if (await desk.OpenAsync(employer, title, hasDates: false, stop) is not { } room)
        {
            return NotFound();
        }
        Room = room;
        Form = new(ModelState, words);
        Form.Take(Request.Form, NotTyped);
        Chosen =
        [
            .. ManyIds
                .Picked(Request.Form)
                .Select(room.Trainings.Find)
                .OfType<TrainingGroup>()
                .Where(group => group.Status != TrainingStatus.Cancelled)
                .Distinct()
                .OrderBy(group => group.First.EndOn),
        ];
        return Request.Form["do"].ToString() switch
        {
            "look" => await LookAsync(isToBeSaved: false, stop),
            "save" => await LookAsync(isToBeSaved: true, stop),
            _ => Page(),
        };
    }

    private async Task<IActionResult> LookAsync(bool isToBeSaved, CancellationToken stop)
    {
        var decide = Decide();
        var why = Form.Reason();
        if (!IsCancelling && Form.All.All(field => field.Key is TrainingForm.Why || field.Value.ToString().Length == 0))
        {
            ModelState.AddModelError(TrainingForm.Status, words["many.nothing"]);
        }
        if (!ModelState.IsValid || Chosen.IsEmpty)
        {
            return Wrong();
        }
        Func<Change, Task<IReadOnlyList<TrainingVersion>>> operation = IsCancelling
            ? change => ChangeTrainings.Cancel(change, Room.Id, Trainings, why, stop)
            : change => ChangeTrainings.Do(change, Room.Id, "editTrainings", Trainings, decide, stop);
        try
        {
            IsAgain = isToBeSaved && !Request.Form[SeenLine].Equals(Seen);
            if (isToBeSaved && !IsAgain)
            {
                var line = await desk.SaveAsync(Room.Id, why, operation, stop);
                return LocalRedirect($"{Paths.TrainingChange(Room.Id, line)}?done=true");
            }
            Effect = await desk.EffectAsync(Room.Id, operation, stop);
            return Page();
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError(TrainingForm.Why, RecordTexts.Of(refused.Anomaly, words.Language));
            return Wrong();
        }
    }

    /// <summary>What is filled in is set on all; what is left empty stays as each has it.</summary>
    private Func<TrainingVersion, TrainingVersion> Decide()
    {
        var status = Form.Code<TrainingStatus>(TrainingForm.Status, isNeeded: false);
        var kind = Form.Code<TrainingKind>(TrainingForm.Kind, isNeeded: false);
        var basis = Form.Code<CountsBasis>(TrainingForm.Basis, isNeeded: false);
        var scheme = Form.Code<LeaveScheme>(TrainingForm.Leave, isNeeded: false);
        var time = Form.Code<WorkingTime>(TrainingForm.Time, isNeeded: false);
        var reason = Form.Text(TrainingForm.CountsReason, 500);
        var provider = Form.Text(TrainingForm.Provider);
        var funding = Form.Text(TrainingForm.Funding);
        var payer = Form.Code<FundingSource>(TrainingForm.FundedBy, isNeeded: false);
        var dossier = Form.Text(TrainingForm.Dossier, 60);
        var validUntil = Form.Day(TrainingForm.ValidUntil);
        if (basis == CountsBasis.Leave && scheme is null)
        {
            ModelState.AddModelError(TrainingForm.Leave, words["register.wrong.leave"]);
        }
        if (basis == CountsBasis.Other && reason is null)
        {
            ModelState.AddModelError(TrainingForm.CountsReason, words["register.wrong.countsReason"]);
        }
        return training =>
            training with
            {
                Status = status ?? training.Status,
                Kind = kind ?? training.Kind,
                Counts = basis is null ? training.Counts : basis != CountsBasis.Other,
                CountsBasis = basis ?? training.CountsBasis,
                CountsReason = reason ?? training.CountsReason,
                LeaveScheme =
                    basis is null ? training.LeaveScheme
                    : basis == CountsBasis.Leave ? scheme
                    : null,
                WorkingTime = time ?? training.WorkingTime,
                ProviderName = provider ?? training.ProviderName,
                Funding = funding ?? training.Funding,
                FundedBy = payer ?? training.FundedBy,
                DossierNumber = dossier ?? training.DossierNumber,
                CertificateReceived = validUntil is null ? training.CertificateReceived : true,
                CertificateValidUntil = validUntil ?? training.CertificateValidUntil,
            };
    }

    private PageResult Wrong()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
