using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Forms;

/// <summary>What a page that changes facts needs besides its own matter.</summary>
public sealed class ChangeParts(
    Database database,
    AccountEffect effects,
    EmployerReading reading,
    Frame frame,
    Words words,
    Visitor visitor,
    TimeProvider clock
)
{
    public Database Database => database;
    public AccountEffect Effects => effects;
    public EmployerReading Reading => reading;
    public Frame Frame => frame;
    public Words Words => words;
    public Visitor Visitor => visitor;
    public DateOnly Today => clock.Today();
    public DateTimeOffset Now => clock.GetUtcNow();
}

/// <summary>A change somebody has typed, ready to be tried and made.</summary>
public sealed record PlannedChange
{
    /// <summary>A code for the line of the journal.</summary>
    public required string Action { get; init; }

    /// <summary>Writes the facts, and says to which page one goes from here. Run once to show the effect and once to save.</summary>
    public required Func<Change, CancellationToken, Task<string>> Do { get; init; }

    /// <summary>What was answered, in words, in order.</summary>
    public required IReadOnlyList<(string Label, string Value)> Answers { get; init; }

    /// <summary>The day of the accounts that are compared.</summary>
    public required DateOnly On { get; init; }
    public required string Why { get; init; }

    /// <summary>What its reader should know before saving, besides what the accounts tell.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>
/// A page that changes facts of an employer: asks, shows the answers with their effect on the accounts, saves. Nothing is
/// written before the last step, and what is shown is what saving does: where somebody else wrote in between, the effect is
/// shown anew.
/// </summary>
public abstract class ChangeModel(ChangeParts parts) : PageModel
{
    private const string Step = "do";
    private const string SeenLine = "seen";
    private SentForm? form;

    public SentForm Form => form ??= new(ModelState, parts.Words);
    public EmployerView Employer { get; private set; } = null!;

    /// <summary>The change with its effect, once it was typed well; null while the page asks.</summary>
    public CheckedChange? Checked { get; private set; }

    /// <summary>Where the page leads back to without a change.</summary>
    public abstract string Back { get; }

    protected ChangeParts Parts => parts;
    protected Words Words => parts.Words;
    protected Frame Frame => parts.Frame;
    protected DateOnly Today => parts.Today;

    /// <summary>Finds what the page is about and puts it into the frame; false: it is not there.</summary>
    protected abstract bool Find();

    /// <summary>Reads what more the page shows, once it is found; false: it is not there, or not for this reader.</summary>
    protected virtual Task<bool> PrepareAsync(CancellationToken stop) => Task.FromResult(true);

    /// <summary>Where to go once it is saved.</summary>
    /// <param name="page">What the change answered.</param>
    /// <param name="line">The line of the journal that tells of it.</param>
    protected virtual string SavedAt(string page, long line) => SavedNotice.Address(page, line);

    /// <summary>What its reader should know of the effect besides its figures.</summary>
    protected virtual IEnumerable<string> RemarksOn(IReadOnlyList<WorkerEffect> workers) => [];

    /// <summary>What the fields begin with.</summary>
    protected virtual void Begin() { }

    /// <summary>Reads what was typed; null where some of it is wrong.</summary>
    protected abstract PlannedChange? Read();

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        Begin();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        var sent = await Request.ReadFormAsync(stop);
        Form.Take(sent, Step, SeenLine, "form");
        var step = sent[Step].ToString();
        if (step is "change")
        {
            return Page();
        }
        if (Read() is { } planned && !Form.IsWrong)
        {
            long? seen = long.TryParse(sent[SeenLine], Words.Plain, null, out var line) ? line : null;
            try
            {
                return step is "save" && seen is { } known
                    ? await SaveAsync(employer, planned, known, stop)
                    : await CheckAsync(employer, planned, isAgain: false, stop);
            }
            catch (RefusedException refused)
            {
                Form.Say(FieldOf(refused.Anomaly.At), RecordTexts.Of(refused.Anomaly, parts.Words.Language));
            }
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The field a refused fact is told beside.</summary>
    protected virtual string FieldOf(string at) => at;

    private async Task<bool> FindAsync(Guid employer, CancellationToken stop)
    {
        if (await parts.Reading.FindAsync(employer, stop) is not { } found)
        {
            return false;
        }
        Employer = found;
        // What is changed is what is known now, whatever day was looked at before.
        parts.Frame.Dates = null;
        return Find() && await PrepareAsync(stop);
    }

    private async Task<IActionResult> CheckAsync(Guid employer, PlannedChange planned, bool isAgain, CancellationToken stop)
    {
        var effect = await parts.Effects.Of(
            employer,
            planned.On,
            async change =>
            {
                var seq = await change.Touch(employer, planned.Action, stop);
                await planned.Do(change, stop);
                return (Seen: seq, change.HasChanged);
            },
            stop
        );
        planned = planned with { Remarks = [.. planned.Remarks, .. RemarksOn(effect.Workers)] };
        Checked = new(planned, effect.Result.Seen, effect.Result.HasChanged, isAgain, EffectView.Of(effect, parts.Words));
        return Page();
    }

    private async Task<IActionResult> SaveAsync(Guid employer, PlannedChange planned, long seen, CancellationToken stop)
    {
        try
        {
            var (to, line) = await Change.Make(
                parts.Database,
                parts.Visitor.Author(planned.Why),
                async change =>
                {
                    var last = await change.Touch(employer, planned.Action, stop, seen);
                    var address = await planned.Do(change, stop);
                    return (address, change.HasChanged ? last + 1 : last);
                },
                stop
            );
            return LocalRedirect(SavedAt(to, line));
        }
        catch (RefusedException refused) when (refused.Anomaly.Code is "changedMeanwhile")
        {
            return await CheckAsync(employer, planned, isAgain: true, stop);
        }
    }
}

/// <summary>A change as it is shown before it is saved.</summary>
/// <param name="Seen">The line of the journal the effect was computed at.</param>
/// <param name="HasChanged">False: all of it is known already.</param>
/// <param name="IsAgain">Somebody else changed something since the effect was shown.</param>
public sealed record CheckedChange(PlannedChange Planned, long Seen, bool HasChanged, bool IsAgain, EffectView Effect);
