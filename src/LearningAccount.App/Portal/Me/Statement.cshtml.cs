using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Me;

/// <summary>My account as the form the decree asks for, to print or to keep as a PDF.</summary>
[Needs(Right.OwnAccount)]
public sealed class StatementModel(OwnReading reading, Database database, Frame frame, Words words)
    : OwnPage(reading, frame, words)
{
    public StatementView Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, Section.MyData, stop))
        {
            return NotFound();
        }
        await using var connection = await database.Connect(stop);
        var person = View.Snapshot.PersonId;
        var numbers = await PersonDirectory.NumbersOf(connection, [person], stop);
        Form = StatementView.Of(View, numbers[person].Select(number => number.Written).LastOrDefault(), Words);
        return Page();
    }
}
