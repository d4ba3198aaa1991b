using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Me;

/// <summary>Who looked at my account, when, at what, and why.</summary>
[Needs(Right.OwnAccount)]
public sealed class LooksModel(OwnReading reading, Looks looks, Frame frame, Words words) : OwnPage(reading, frame, words)
{
    /// <summary>What is looked at, as far as there is a word for it.</summary>
    public static readonly string[] Purposes = ["copy", "account", "trainings", "employments", "statement", "access"];

    /// <summary>By day, the latest first.</summary>
    public IReadOnlyList<IGrouping<DateOnly, Look>> Days { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, Section.MyLooks, stop))
        {
            return NotFound();
        }
        Days = [.. (await looks.At(employer, Worker, stop)).GroupBy(look => BelgianDay.Of(look.LookedAt))];
        return Page();
    }
}
