using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Duties;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Calendar;

/// <summary>The duties of all employers its reader reads, the most urgent first, for who works for many.</summary>
[Needs(Right.SignedIn)]
public sealed class AllModel(Database database, SeenDuties seen, Visitor visitor, Frame frame, Words words) : PageModel
{
    public const string Late = "late";

    /// <summary>What stands in the address, and the code of its name.</summary>
    public static readonly IReadOnlyList<(string Filter, string Code)> States =
    [
        ("", "calendar.state.open"),
        (Late, "calendar.late"),
    ];

    public ListRequest List { get; private set; } = null!;
    public SeenEmployers Seen { get; private set; } = null!;
    public IReadOnlyList<(EmployerHead Employer, Duty Duty)> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        List = ListRequest.Of(Request, null, [Late]);
        Seen = await seen.Of(visitor, null, StandingDuties.MostWhileWaiting, stop);
        await using var connection = await database.Connect(stop);
        var heads = (await ListEmployers.All(connection, stop))
            .Where(one => Seen.Read.Contains(one.EmployerId))
            .ToDictionary(one => one.EmployerId, one => EmployerNames.Head(one, words));
        Found =
        [
            .. Seen
                .Duties.Where(one => one.Duty.State is not DutyState.Done && heads.ContainsKey(one.Employer))
                .Where(one => List.Filter.Length == 0 || one.Duty.State is DutyState.Late)
                .Select(one => (Employer: heads[one.Employer], one.Duty))
                .Where(one => Employer.IndexModel.IsMeant(one.Employer, List.Search)),
        ];
        frame.Title = words["calendar.allTitle"];
        frame.Section = Section.Employers;
    }
}
