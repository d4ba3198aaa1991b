using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Importing;

/// <summary>One kept description of lists, to be renamed or forgotten by whoever may.</summary>
[Needs(Right.Import)]
public sealed class MappingModel(Database database, Frame frame, Words words, Visitor visitor, TimeProvider clock)
    : MappingPage(database, frame, words, visitor, clock)
{
    private readonly Database database = database;
    private readonly Frame frame = frame;
    private readonly Words words = words;
    private readonly Visitor visitor = visitor;

    public MappingLine Line { get; private set; } = null!;

    /// <summary>What was typed, or the name it has.</summary>
    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid mapping, CancellationToken stop) =>
        await FindAsync(mapping, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid mapping, string? name, CancellationToken stop)
    {
        if (!await FindAsync(mapping, stop))
        {
            return NotFound();
        }
        Name = name?.Trim() ?? "";
        return await MakeAsync(change => SayListMapping.Rename(change, Line.Known.Kept!, Name, stop), stop);
    }

    public async Task<IActionResult> OnPostForgetAsync(Guid mapping, CancellationToken stop) =>
        await FindAsync(mapping, stop)
            ? await MakeAsync(change => SayListMapping.Forget(change, Line.Known.Kept!, stop), stop)
            : NotFound();

    private async Task<IActionResult> MakeAsync(Func<Change, Task> work, CancellationToken stop)
    {
        try
        {
            await Change.Make(database, visitor.Author(), work, stop);
            return LocalRedirect(Paths.Mappings);
        }
        catch (RefusedException refused)
        {
            ModelState.AddModelError("name", RecordTexts.Of(refused.Anomaly, words.Language));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }

    private async Task<bool> FindAsync(Guid mapping, CancellationToken stop)
    {
        await ReadAsync(stop);
        if (Lines.FirstOrDefault(each => each.MayChange && each.Known.Kept!.MappingId == mapping) is not { } line)
        {
            return false;
        }
        (Line, Name) = (line, line.Known.Name);
        frame.Title = Name;
        frame.Crumbs.Add((words["mappings.title"], Paths.Mappings));
        return true;
    }
}
