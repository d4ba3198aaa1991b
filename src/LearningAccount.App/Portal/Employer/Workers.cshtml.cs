using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Corrections;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Employer;

/// <summary>The workers of an employer: credit, used, left, what expires when.</summary>
[Needs(Right.ReadEmployer), KeptWhileFactsStay]
public sealed class WorkersModel(
    EmployerReading reading,
    Database database,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : PageModel
{
    /// <summary>The links above the list, in their order: what stands in the address, the code of its name, and the state.</summary>
    public static readonly IReadOnlyList<(string Filter, string Code, WorkerState? State)> Filters =
    [
        ("", "inService", null),
        (WorkerFilter.Attention, "attention", WorkerState.Attention),
        (WorkerFilter.Behind, "behind", WorkerState.Behind),
        (WorkerFilter.Gone, "gone", WorkerState.Gone),
        (WorkerFilter.Everybody, "all", WorkerState.None),
    ];

    public EmployerHead Employer { get; private set; } = null!;
    public PageDates Dates { get; private set; } = null!;
    public WorkerTable Table { get; private set; } = null!;
    public Restricted? Restricted { get; private set; }
    public ListRequest List { get; private set; } = null!;

    /// <summary>Everybody the list asks for, of all its pages.</summary>
    public IReadOnlyList<WorkerRow> Found { get; private set; } = [];

    /// <summary>Those of the page shown.</summary>
    public IEnumerable<WorkerRow> Shown => List.PageOf(Found);

    /// <summary>Somebody typed a national number: it is taken out of the address and said why.</summary>
    public bool LooksLikeNationalNumber { get; private set; }

    /// <summary>Requests for correction that wait for the reader.</summary>
    public int Waiting { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, bool number, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        (Employer, Dates, Table, Restricted) = (found.Head, found.Dates, found.Table, found.Restricted);
        List = ListRequest.Of(Request, Dates, WorkerFilter.All, WorkerColumn.All);
        if (NationalNumber.IsLike(List.Search))
        {
            return LocalRedirect(QueryWith(List with { Search = "" }));
        }
        LooksLikeNationalNumber = number;
        Found = Table.Find(List);
        if (visitor.May(Right.DecideCorrections, employer, clock.GetUtcNow()))
        {
            await using var connection = await database.Connect(stop);
            Waiting = (await WaitingRequests.Of(connection, found, stop)).Count;
        }
        frame.Title = words["workers.title"];
        frame.Section = Section.Workers;
        return Page();
    }

    private static string QueryWith(ListRequest list) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(list.Href(), "number", "true");
}
