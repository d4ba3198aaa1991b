using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Employer;

/// <summary>Who makes up the full-time equivalents of a quarter, and who does not and why.</summary>
[Needs(Right.ReadEmployer)]
public sealed class QuarterModel(EmployerReading reading, Frame frame, Words words) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public DeclaredQuarter Quarter { get; private set; } = null!;
    public ListRequest List { get; private set; } = null!;
    public IEnumerable<CountedPerson> Counted => List.PageOf(Quarter.Counted);

    public async Task<IActionResult> OnGetAsync(Guid employer, string quarter, CancellationToken stop)
    {
        if (
            !Law.Quarter.TryParse(quarter, out var asked)
            || await reading.FindAsync(employer, stop) is not { } found
            || found.Snapshot.Quarters.FirstOrDefault(each => each.Quarter == asked) is not { } declared
        )
        {
            return NotFound();
        }
        (View, Quarter) = (found, declared);
        List = ListRequest.Of(Request, found.Dates);
        frame.Title = words.Quarter(asked);
        (frame.Section, frame.Tab) = (Section.Employer, "size");
        frame.Crumbs.Add((words["size.title"], found.Dates.Keep(Paths.Size(employer))));
        return Page();
    }

    public string NameOf(Guid? worker, string? ownReference) =>
        worker is { } id && View.Snapshot.Worker(id) is { } known
            ? WorkerNames.Listed(known)
            : ownReference ?? words["size.unknownPerson"];

    public string? HrefOf(Guid? worker) =>
        worker is { } id && View.Snapshot.Worker(id) is { } known
            ? View.Dates.Keep(Paths.Worker(View.Head.Id, known.WorkerId))
            : null;

    public string Why(DeclarationPersonVersion person)
    {
        var code = $"size.outcome.{person.Outcome}";
        return Words.Has(code) ? words[code] : person.Outcome;
    }
}
