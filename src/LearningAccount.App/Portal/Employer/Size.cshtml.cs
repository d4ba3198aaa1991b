using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Rights;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Employer;

/// <summary>The size class of an employer: its two-year periods, the quarters they follow from, and why.</summary>
[Needs(Right.ReadEmployer)]
public sealed class SizeModel(EmployerReading reading, Frame frame, Words words, Visitor visitor, TimeProvider clock) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public IReadOnlyList<SizeView> Periods { get; private set; } = [];

    /// <summary>What was stated by hand: what, its value, and what it is withdrawn by.</summary>
    public IReadOnlyList<(string What, string Value, string Kind, string Key)> ByHand =>
        [
            .. View
                .Snapshot.Facts.SizeClasses.Where(said => said.Origin is { Kind: FactVersion.ByHand })
                .Select(said =>
                    (
                        words.Of("size.from", ("year", Year(said.From.Year))),
                        SizeView.ClassWords(said.Class, words),
                        WithdrawModel.SizeClassKey,
                        Year(said.From.Year)
                    )
                ),
            .. View
                .Snapshot.Quarters.Where(quarter => quarter.Said is { IsByHand: true })
                .Select(quarter =>
                    (
                        words.Quarter(quarter.Quarter),
                        words.Number(quarter.Fte),
                        WithdrawModel.QuarterSizeKey,
                        quarter.Quarter.ToString()
                    )
                ),
        ];
    public bool MayChange { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        (View, Periods) = (found, SizeView.Of(found));
        MayChange = visitor.May(Right.ManageRights, employer, clock.GetUtcNow()) && found.Dates.IsKnownToday;
        frame.Title = words["size.title"];
        (frame.Section, frame.Tab) = (Section.Employer, "size");
        return Page();
    }

    private static string Year(int year) => year.ToString(Words.Invariant);
}
