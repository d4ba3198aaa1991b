using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Duties;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Calendar;

/// <summary>What an employer has to do by when, as a list or month by month, each with why, and whom it is about.</summary>
[Needs(Right.ReadEmployer), KeptWhileFactsStay]
public sealed class IndexModel(
    EmployerReading reading,
    DutyReading duties,
    Visitor visitor,
    TimeProvider clock,
    Frame frame,
    Words words
) : PageModel
{
    public const string Month = "month";
    public const string Everything = "all";
    public const string Done = "done";
    private const int MonthsBack = 12;
    private const int MonthsAhead = 36;

    /// <summary>What stands in the address, and the code of its name.</summary>
    public static readonly IReadOnlyList<(string Filter, string Code)> States =
    [
        ("", "calendar.state.open"),
        (Done, "calendar.state.done"),
        (Everything, "calendar.state.all"),
    ];

    public EmployerView View { get; private set; } = null!;
    public ListRequest List { get; private set; } = null!;

    /// <summary>Null: it is shown as a list.</summary>
    public MonthView? Shown { get; private set; }

    /// <summary>The kind asked for; null: every one.</summary>
    public DutyKind? Kind { get; private set; }
    public IReadOnlyList<(DutyKind Kind, int Count)> Kinds { get; private set; } = [];
    public IReadOnlyList<Duty> Found { get; private set; } = [];
    public int LateCount { get; private set; }

    /// <summary>Late, then this month, then month by month: each with its heading.</summary>
    public IEnumerable<(string Id, string Heading, IEnumerable<Duty> Duties)> Groups
    {
        get
        {
            var today = View.Dates.On;
            var late = Found.Where(duty => duty.State is DutyState.Late).ToList();
            if (late.Count > 0)
            {
                yield return ("late", words["calendar.late"], late);
            }
            foreach (
                var month in Found
                    .Where(duty => duty.State is not DutyState.Late)
                    .GroupBy(duty => new DateOnly(duty.On.Year, duty.On.Month, 1))
            )
            {
                var isThis = month.Key.Year == today.Year && month.Key.Month == today.Month;
                var name = MonthView.Name(month.Key, words);
                yield return (
                    MonthView.Text(month.Key),
                    isThis ? words.Of("calendar.thisMonth", ("month", name)) : char.ToUpper(name[0], words.Culture) + name[1..],
                    month
                );
            }
        }
    }

    public async Task<IActionResult> OnGetAsync(
        Guid employer,
        string? view,
        string? month,
        DutyKind? kind,
        CancellationToken stop
    )
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        var today = found.Dates.On;
        var isMonth = string.Equals(view, Month, StringComparison.Ordinal);
        var (earliest, latest) = (today.AddMonths(-MonthsBack), today.AddMonths(MonthsAhead));
        var first = MonthView.Read(month, new(today.Year, today.Month, 1), earliest, latest);
        var usual = today.AddMonths(DutyTerms.MonthsAhead);
        var until = isMonth && first.AddMonths(1) > usual ? first.AddMonths(1) : usual;
        var all = await duties.Of(found, until, stop);
        LateCount = all.Count(duty => duty.State is DutyState.Late);
        List = ListRequest.Of(Request, found.Dates, [Done, Everything]);
        var ofState = all.Where(OfState).ToList();
        Kinds = [.. ofState.GroupBy(duty => duty.Kind).OrderBy(same => same.Key).Select(same => (same.Key, same.Count()))];
        Kind = kind is { } asked && Kinds.Any(one => one.Kind == asked) ? asked : null;
        Found = [.. ofState.Where(duty => Kind is null || duty.Kind == Kind)];
        Shown = isMonth ? new(first, earliest, latest, Found) : null;
        List = List with { Also = Asked(isMonth, isMonth ? first : null, Kind) };
        frame.Title = words["calendar.title"];
        (frame.Section, frame.Tab) = (Section.Documents, "calendar");
        return Page();
    }

    /// <summary>The address of the list, or of a month.</summary>
    public string ViewHref(bool isMonth, DateOnly? month = null) => (List with { Also = Asked(isMonth, month, Kind) }).Href();

    public string KindHref(DutyKind? kind) => (List with { Also = Asked(Shown is not null, Shown?.First, kind) }).Href();

    /// <summary>Where it is done; null where that is elsewhere.</summary>
    public string? ActHref(Duty duty) =>
        DutyLinks.Href(View.Head.Id, duty.Kind, visitor, clock.GetUtcNow()) is { } href ? View.Dates.Keep(href) : null;

    private bool OfState(Duty duty) =>
        List.Filter switch
        {
            Done => duty.State is DutyState.Done,
            Everything => true,
            _ => duty.State is not DutyState.Done,
        };

    private static IReadOnlyList<(string, string)> Asked(bool isMonth, DateOnly? month, DutyKind? kind) =>
        [
            .. isMonth ? [("view", Month)] : Array.Empty<(string, string)>(),
            .. isMonth && month is { } first ? [("month", MonthView.Text(first))] : Array.Empty<(string, string)>(),
            .. kind is { } asked ? [("kind", asked.ToString())] : Array.Empty<(string, string)>(),
        ];
}
