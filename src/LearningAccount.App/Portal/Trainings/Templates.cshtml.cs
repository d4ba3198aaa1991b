using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Trainings;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>Trainings that come again, by name; one is kept from a training that is registered already.</summary>
[Needs(Right.RegisterTrainings)]
public sealed class TemplatesModel(TrainingDesk desk, Database database, Words words) : PageModel
{
    public TrainingRoom Room { get; private set; } = null!;
    public IReadOnlyList<TrainingTemplateVersion> Templates { get; private set; } = [];

    /// <summary>What is asked to be removed, and waits for a yes.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Remove { get; set; }

    /// <summary>The trainings a template may be made of: the latest of each title.</summary>
    public IEnumerable<TrainingGroup> Sources =>
        Room.Trainings.All.DistinctBy(group => group.First.Title, StringComparer.OrdinalIgnoreCase).Take(100);

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop) =>
        await FindAsync(employer, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid employer, Guid training, string? name, CancellationToken stop)
    {
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        if (Room.Trainings.Find(training) is not { } source)
        {
            return Wrong("training", words["register.wrong.title"]);
        }
        var form = new TrainingForm(new SentForm(new(), words));
        form.Fill(source.First, isAgain: true);
        var said = string.IsNullOrWhiteSpace(name) ? source.First.Title : name.Trim();
        return await MakeAsync("name", change => TrainingTemplates.Save(change, employer, said, form.ForTemplate(), stop), stop);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid employer, Guid template, CancellationToken stop) =>
        await FindAsync(employer, stop)
            ? await MakeAsync("training", change => TrainingTemplates.Remove(change, employer, template, stop), stop)
            : NotFound();

    private async Task<IActionResult> MakeAsync(string field, Func<Change, Task> work, CancellationToken stop)
    {
        try
        {
            await desk.MakeAsync(
                null,
                async change =>
                {
                    await work(change);
                    return true;
                },
                stop
            );
            return LocalRedirect(Paths.TrainingTemplates(Room.Id));
        }
        catch (RefusedException refused)
        {
            return Wrong(
                field,
                RecordTexts.Of(
                    refused.Anomaly with
                    {
                        Values = [("field", words["templates.name"]), .. refused.Anomaly.Values],
                    },
                    words.Language
                )
            );
        }
    }

    private async Task<bool> FindAsync(Guid employer, CancellationToken stop)
    {
        if (await desk.OpenAsync(employer, words["templates.title"], hasDates: false, stop) is not { } room)
        {
            return false;
        }
        Room = room;
        await using var connection = await database.Connect(stop);
        Templates = await TrainingTemplates.All(connection, employer, stop);
        return true;
    }

    private PageResult Wrong(string field, string text)
    {
        ModelState.AddModelError(field, text);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
