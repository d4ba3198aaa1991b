using LearningAccount.App.Example;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Importing;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Start;

/// <summary>Leads to the employer, or to the list where there are several. With nothing yet, it says how to begin.</summary>
[Needs(Right.SignedIn)]
public sealed class IndexModel(Spool spool, ImportDesk desk, Frame frame, Words words, Visitor visitor, TimeProvider clock)
    : PageModel
{
    public bool MayImport { get; private set; }

    public IActionResult OnGet()
    {
        frame.Title = words["start.title"];
        var now = clock.GetUtcNow();
        var employers = AccessRules.Employers(visitor, Right.ReadEmployer, now);
        MayImport = visitor.May(Right.AddEmployer, null, now);
        return employers.Count switch
        {
            0 => visitor.May(Right.OwnAccount, null, now) ? LocalRedirect(Paths.Me) : Page(),
            1 => LocalRedirect(Paths.Home(employers.Single())),
            _ => LocalRedirect(Paths.Employers),
        };
    }

    /// <summary>Brings the files of the example company in, as if somebody had sent them.</summary>
    public IActionResult OnPostExample()
    {
        if (!visitor.May(Right.AddEmployer, null, clock.GetUtcNow()))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        var files = spool.Open(visitor.UserId);
        foreach (
            var (name, content) in ExampleCompany
                .Files(words.Language)
                .Where(file => !file.Name.EndsWith(".md", StringComparison.Ordinal))
        )
        {
            System.IO.File.WriteAllBytes(files.PathOf(files.Names.Count), content);
            files.Names.Add(name);
        }
        Spool.Close(files);
        desk.Confirm(files.Token, visitor);
        return LocalRedirect(Paths.ImportDone(files.Token));
    }
}
