using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Anomalies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Anomalies;

/// <summary>The standing list of what somebody should look at, each with the way to settle it.</summary>
[Needs(Right.ReadEmployer)]
public sealed class IndexModel(EmployerReading reading, Visitor visitor, TimeProvider clock, Frame frame, Words words) : PageModel
{
    public const string Settled = "settled";
    public const string Everything = "all";

    /// <summary>What stands in the address, and the code of its name.</summary>
    public static readonly IReadOnlyList<(string Filter, string Code)> States =
    [
        ("", "anomaly.state.open"),
        (Settled, "anomaly.state.settled"),
        (Everything, "anomaly.state.all"),
    ];

    public EmployerView View { get; private set; } = null!;
    public ListRequest List { get; private set; } = null!;

    /// <summary>The check asked for; null: every one.</summary>
    public string? Check { get; private set; }

    /// <summary>Every check that found anything of the state shown, with how much.</summary>
    public IReadOnlyList<(string Code, int Count)> Causes { get; private set; } = [];
    public IReadOnlyList<Finding> Found { get; private set; } = [];

    /// <summary>The visitor may say that something is settled, of the facts as they are now.</summary>
    public bool MaySettle { get; private set; }

    /// <summary>What was settled a moment ago, to take it back.</summary>
    public Guid? JustSettled { get; private set; }
    public bool JustReopened { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, string? check, Guid? done, bool reopened, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        (JustSettled, JustReopened) = (done, reopened);
        MaySettle = found.Dates.AreToday && visitor.May(Right.RegisterTrainings, employer, clock.GetUtcNow());
        List = ListRequest.Of(Request, found.Dates, [Settled, Everything]);
        Check = check is not null && Checks.Codes.Contains(check, StringComparer.Ordinal) ? check : null;
        List = List with { Also = Check is null ? [] : [("check", Check)] };
        var ofState = found.Standing.Findings.Where(finding => OfState(finding, List.Filter)).ToList();
        Causes =
        [
            .. ofState.GroupBy(finding => finding.Code, StringComparer.Ordinal).Select(cause => (cause.Key, cause.Count())),
        ];
        var search = NameOrder.Fold(List.Search);
        Found =
        [
            .. ofState
                .Where(finding => Check is null || string.Equals(finding.Code, Check, StringComparison.Ordinal))
                .Where(finding => search.Length == 0 || Says(finding, search)),
        ];
        frame.Title = words["anomaly.title"];
        frame.Section = Section.Anomalies;
        return Page();
    }

    /// <summary>The address of this list narrowed to one check, or to all.</summary>
    public string CauseHref(string? check) => (List with { Also = check is null ? [] : [("check", check)], Page = 1 }).Href();

    private bool Says(Finding finding, string search) =>
        NameOrder
            .Fold($"{FindingWords.Who(finding, View)} {FindingText.What(finding, words)}")
            .Contains(search, StringComparison.Ordinal);

    private static bool OfState(Finding finding, string filter) =>
        filter switch
        {
            Settled => finding.Settled is not null,
            Everything => true,
            _ => finding.Settled is null,
        };
}
