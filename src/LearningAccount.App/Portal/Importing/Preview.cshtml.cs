using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Importing;

/// <summary>What the uploaded files would do, row by row, before anything is kept.</summary>
[Needs(Right.Import)]
public sealed class PreviewModel(ImportDesk desk, Frame frame, Words words, Visitor visitor) : UploadModel(frame, words)
{
    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (desk.Rehearse(token, visitor) is not { } work)
        {
            return NotFound();
        }
        await ShowAsync(work, "import.preview", "import.preview");
        return Page();
    }

    /// <summary>People of a file that nobody was asked about yet.</summary>
    public long OpenPersons(FileWork file)
    {
        var answered = Work.Files.AnswersOf(file.Place).Persons;
        return file.Report?.Questions.Persons.Count(asked => !asked.Candidates.IsEmpty && !answered.ContainsKey(asked.Key)) ?? 0;
    }

    public IActionResult OnPostConfirm(string token) =>
        desk.Confirm(token, visitor) is null ? NotFound() : LocalRedirect(Paths.ImportDone(token));

    public IActionResult OnPostLeave(string token)
    {
        desk.Leave(token, visitor);
        return LocalRedirect(Paths.Imports);
    }

    public IActionResult OnGetRows(string token, int file) => RowsOf(desk.Rehearse(token, visitor), file);
}
