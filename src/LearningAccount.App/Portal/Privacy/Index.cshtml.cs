using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Privacy;
using LearningAccount.App.Settings;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Privacy;

/// <summary>The record of processing activities, and who answers for the data.</summary>
[Needs(Right.ReadHistory)]
public sealed class IndexModel(
    EmployerReading reading,
    Database database,
    InstallationSettings settings,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public ProcessingRegister Register { get; private set; } = null!;
    public bool MayChange { get; private set; }
    public string? Wrong { get; private set; }
    public bool IsSaved { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, string? saved, CancellationToken stop)
    {
        IsSaved = saved is not null;
        return await FindAsync(employer, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(
        Guid employer,
        string? controller,
        string? officer,
        string? officerContact,
        string? processor,
        string? processorContact,
        CancellationToken stop
    )
    {
        if (!visitor.May(Right.ManageAccess, employer, clock.GetUtcNow()))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        try
        {
            await Change.Make(
                database,
                visitor.Author(),
                change =>
                    SayPrivacyContact.Do(
                        change,
                        Register.Contact with
                        {
                            Origin = FactVersion.ByHand,
                            ControllerContact = Said(controller),
                            OfficerName = Said(officer),
                            OfficerContact = Said(officerContact),
                            ProcessorName = Said(processor),
                            ProcessorContact = Said(processorContact),
                        },
                        stop
                    ),
                stop
            );
        }
        catch (RefusedException refused)
        {
            Wrong = RecordTexts.Of(refused.Anomaly, words.Language);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        return LocalRedirect($"{PrivacyPaths.Register(employer)}?saved=1");
    }

    private static string? Said(string? text) => text?.Trim() is { Length: > 0 } said ? said : null;

    private async Task<bool> FindAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return false;
        }
        View = found;
        MayChange = visitor.May(Right.ManageAccess, employer, clock.GetUtcNow());
        Register = await ProcessingRegister.Of(database, employer, settings, words, stop);
        frame.Title = words["privacy.register"];
        (frame.Section, frame.Tab, frame.Dates) = (Section.Documents, "privacy", null);
        return true;
    }
}
