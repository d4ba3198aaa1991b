using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Me;

/// <summary>A page about one account of the visitor's own.</summary>
public abstract class OwnPage(OwnReading reading, Frame frame, Words words) : PageModel
{
    public WorkerView View { get; private set; } = null!;
    public Guid Employer => View.Employer.Head.Id;
    public Guid Worker => View.Snapshot.WorkerId;

    /// <summary>The worker, and whoever turned out to be the same person: facts may hang on any of them.</summary>
    protected IReadOnlyCollection<Guid> Aliases => View.Employer.Snapshot.AliasesOf(Worker);
    protected Frame Frame => frame;
    protected Words Words => words;

    /// <summary>False: there is no such account, or it is not the visitor's.</summary>
    protected async Task<bool> FindAsync(Guid employer, Section section, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return false;
        }
        View = found;
        frame.Section = section;
        frame.Title = words[$"me.title.{section}"];
        if (section is not Section.Me)
        {
            frame.Dates = null;
        }
        return true;
    }

    protected async Task<IActionResult> ShowAsync(Guid employer, Section section, CancellationToken stop) =>
        await FindAsync(employer, section, stop) ? Page() : NotFound();
}
