using System.Globalization;
using LearningAccount.App.Duties;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Calendar;

/// <summary>One duty: why, whom it is about, where it is done; and, where the program cannot see it done, somebody's word that it is.</summary>
[Needs(Right.ReadEmployer)]
public sealed class OneModel(
    EmployerReading reading,
    DutyReading duties,
    Database database,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : PageModel
{
    private const int MonthsAhead = 36;

    public EmployerView View { get; private set; } = null!;
    public Duty Duty { get; private set; } = null!;
    public ListRequest List { get; private set; } = null!;
    public IReadOnlyList<(WorkerSnapshot Worker, DutyWorker Behind)> Workers { get; private set; } = [];

    /// <summary>Who said it is done, as the journal names its authors; null: nobody did.</summary>
    public string? SaidBy { get; private set; }

    /// <summary>The reader may say that it is done, and take that back.</summary>
    public bool MaySay { get; private set; }
    public string DoneOn { get; private set; } = "";
    public string? Note { get; private set; }
    public string? ActHref =>
        DutyLinks.Href(View.Head.Id, Duty.Kind, visitor, clock.GetUtcNow()) is { } href ? View.Dates.Keep(href) : null;

    public async Task<IActionResult> OnGetAsync(Guid employer, DutyKind kind, string? subject, CancellationToken stop)
    {
        if (!await FindAsync(employer, kind, subject ?? "", stop))
        {
            return NotFound();
        }
        DoneOn = PageDates.Text(Duty.Said?.DoneOn ?? clock.Today());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        Guid employer,
        DutyKind kind,
        string? subject,
        string? on,
        string? note,
        CancellationToken stop
    )
    {
        if (!await FindAsync(employer, kind, subject ?? "", stop))
        {
            return NotFound();
        }
        if (!MaySay)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        (DoneOn, Note) = (on ?? "", note);
        if (!DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Wrong("on", words["calendar.dayMissing"]);
        }
        try
        {
            await Change.Make(
                database,
                visitor.Author(note),
                change => SayDutyDone.Do(change, employer, (kind, Duty.Subject), day, note, clock.Today(), stop),
                stop
            );
        }
        catch (RefusedException refused)
        {
            return Wrong(refused.Anomaly.At is "on" ? "on" : "note", RecordTexts.BesideField(refused.Anomaly, words.Language));
        }
        return LocalRedirect(Paths.Duty(employer, kind, Duty.Subject));
    }

    public async Task<IActionResult> OnPostReopenAsync(Guid employer, DutyKind kind, string? subject, CancellationToken stop)
    {
        if (!await FindAsync(employer, kind, subject ?? "", stop) || Duty.Said is not { } said)
        {
            return NotFound();
        }
        if (!MaySay)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        await Change.Make(database, visitor.Author(), change => SayDutyDone.TakeBack(change, employer, said.DoneId, stop), stop);
        return LocalRedirect(Paths.Duty(employer, kind, Duty.Subject));
    }

    private PageResult Wrong(string field, string text)
    {
        ModelState.AddModelError(field, text);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> FindAsync(Guid employer, DutyKind kind, string subject, CancellationToken stop)
    {
        if (!ModelState.IsValid || await reading.FindAsync(employer, stop) is not { } found)
        {
            return false;
        }
        var all = await duties.Of(found, found.Dates.On.AddMonths(MonthsAhead), stop);
        if (all.FirstOrDefault(duty => duty.Is(kind, subject)) is not { } duty)
        {
            return false;
        }
        (View, Duty) = (found, duty);
        Workers =
        [
            .. duty
                .Workers.Select(behind => (Worker: found.Snapshot.Worker(behind.WorkerId)!, Behind: behind))
                .OrderBy(one => WorkerNames.Listed(one.Worker), NameOrder.Comparer),
        ];
        List = ListRequest.Of(Request, found.Dates) with { Also = [("kind", kind.ToString()), ("subject", subject)] };
        MaySay =
            DutyTerms.MayBeSaidDone(kind) && found.Dates.AreToday && visitor.May(Right.ManageRights, employer, clock.GetUtcNow());
        if (duty.Said is { } said)
        {
            await using var connection = await database.Connect(stop);
            var lines = await ReadJournal.Newest(connection, employer, 1, said.Recorded + 1, stop);
            SaidBy = lines.Count > 0 ? lines[0].Actor : null;
        }
        frame.Title = DutyWords.Title(kind, words);
        (frame.Section, frame.Tab) = (Section.Documents, "calendar");
        frame.Crumbs.Add((words["calendar.title"], found.Dates.Keep(Paths.Calendar(employer))));
        return true;
    }
}
