using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Me;

/// <summary>
/// What is kept of me, to take along: on paper, as a table, and all of it for other programs; and what I may ask of it.
/// </summary>
[Needs(Right.OwnAccount)]
public sealed class TakeAlongModel(
    OwnReading reading,
    Frame frame,
    Words words,
    Database database,
    Visitor visitor,
    TimeProvider clock
) : OwnPage(reading, frame, words)
{
    public IReadOnlyList<PrivacyRequestVersion> Requests { get; private set; } = [];
    public bool IsAsked { get; private set; }
    public string? Wrong { get; private set; }

    /// <summary>What was sent and refused: it is not typed twice.</summary>
    public PrivacyRequestKind? Kind { get; private set; }
    public string? Said { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, string? asked, CancellationToken stop)
    {
        IsAsked = asked is not null;
        return await FindAsync(employer, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(
        Guid employer,
        PrivacyRequestKind? kind,
        [Bind(Prefix = "words")] string? said,
        CancellationToken stop
    )
    {
        if (!await FindAsync(employer, stop) || kind is not { } asked || !Enum.IsDefined(asked))
        {
            return NotFound();
        }
        (Kind, Said) = (kind, said);
        try
        {
            await Change.Make(
                database,
                visitor.Author(),
                change => PrivacyRequests.Ask(change, employer, Worker, asked, said, CorrectionSide.Worker, clock.Today(), stop),
                stop
            );
        }
        catch (RefusedException refused)
        {
            Wrong = RecordTexts.Of(refused.Anomaly, Words.Language);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        return LocalRedirect($"{OwnPaths.Data(employer)}?asked=1");
    }

    private async Task<bool> FindAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, Section.MyData, stop))
        {
            return false;
        }
        await using var connection = await database.Connect(stop);
        Requests = await PrivacyRequests.Of(connection, employer, Aliases, stop);
        return true;
    }
}
