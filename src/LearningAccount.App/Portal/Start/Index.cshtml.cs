using LearningAccount.App.Example;
using LearningAccount.App.Portal.Importing;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Start;

/// <summary>Leads to the employer, or to the list where there are several. With nothing yet, it says how to begin.</summary>
public sealed class IndexModel(Database database, Spool spool, ImportDesk desk, Frame frame, Words words) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        var employers = await ListEmployers.All(connection, stop);
        frame.Title = words["start.title"];
        return employers.Count switch
        {
            0 => Page(),
            1 => LocalRedirect(Paths.Workers(employers[0].EmployerId)),
            _ => LocalRedirect(Paths.Employers),
        };
    }

    /// <summary>Brings the files of the example company in, as if somebody had sent them.</summary>
    public IActionResult OnPostExample()
    {
        var files = spool.Open();
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
        desk.Confirm(files.Token);
        return LocalRedirect(Paths.ImportDone(files.Token));
    }
}
