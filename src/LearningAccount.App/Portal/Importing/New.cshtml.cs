using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Importing;

/// <summary>Files are given here; what is in them is shown before anything is kept.</summary>
[IgnoreAntiforgeryToken, ReadsItsOwnForm, RequestSizeLimit(ReadUpload.MostBytes), Needs(Right.Import)]
public sealed class NewModel(ReadUpload upload, Frame frame, Words words) : PageModel
{
    /// <summary>What is wrong with what was sent.</summary>
    public string? Wrong { get; private set; }

    public void OnGet() => Show();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        SpooledFiles? files;
        try
        {
            files = await upload.FromAsync(HttpContext, stop);
        }
        catch (AntiforgeryValidationException)
        {
            return BadRequest();
        }
        if (files is not null)
        {
            return LocalRedirect(Paths.Preview(files.Token));
        }
        Wrong = words["import.noFile"];
        ModelState.AddModelError("files", Wrong);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Show();
        return Page();
    }

    private void Show()
    {
        frame.Title = words["import.new"];
        frame.Section = Section.Imports;
        frame.Crumbs.Add((words["layout.imports"], Paths.Imports));
    }
}
