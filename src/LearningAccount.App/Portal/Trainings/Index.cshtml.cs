using System.Collections.Immutable;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Trainings;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>The trainings of an employer: found, sorted, chosen to be changed together.</summary>
[Needs(Right.ReadEmployer)]
[RequestFormLimits(ValueCountLimit = ManyIds.MostFields)]
[RequestSizeLimit(ManyIds.MostBytes)]
public sealed class IndexModel(TrainingDesk desk, Words words) : PageModel
{
    public TrainingRoom Room { get; private set; } = null!;
    public TrainingList List { get; private set; } = null!;
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = null!;

    /// <summary>All that is asked for, of all pages.</summary>
    public IReadOnlyList<TrainingGroup> Found { get; private set; } = [];
    public IReadOnlyList<TrainingGroup> Shown { get; private set; } = [];

    /// <summary>Chosen on this page or another.</summary>
    public IReadOnlySet<Guid> Picked { get; private set; } = ImmutableHashSet<Guid>.Empty;
    public bool MayRegister { get; private set; }

    /// <summary>How many providers registered that wait to be verified, for who may.</summary>
    public int ToVerify { get; private set; }
    public DateOnly Today => desk.Today;

    /// <summary>Somebody typed a national number: it is taken out of the address and said why.</summary>
    public bool LooksLikeNationalNumber { get; private set; }
    public ImmutableArray<int> Years =>
        [
            .. Room
                .Trainings.All.SelectMany(group => ((int[])[group.First.StartOn.Year, group.First.EndOn.Year]))
                .Distinct()
                .OrderDescending(),
        ];
    public ImmutableArray<string> Providers =>
        [
            .. Room
                .Trainings.All.Select(group => group.First.ProviderName)
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(NameOrder.Comparer),
        ];
    public ImmutableArray<string> Places => TrainingList.AllPlaces(Room.Snapshot);

    public async Task<IActionResult> OnGetAsync(Guid employer, bool number, CancellationToken stop)
    {
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        if (NationalNumber.IsLike(List.Request.Search))
        {
            var without = (List.Request with { Search = "" }).Href();
            return LocalRedirect(Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(without, "number", "true"));
        }
        LooksLikeNationalNumber = number;
        return Page();
    }

    /// <summary>Another page of the list, or all of it chosen: what was chosen before stays so.</summary>
    public async Task<IActionResult> OnPostAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        var picked = ManyIds.Picked(Request.Form);
        switch (Request.Form["choose"].ToString())
        {
            case "all":
                picked.UnionWith(Found.Select(group => group.Id));
                break;
            case "none":
                picked.Clear();
                break;
        }
        Picked = picked;
        return Page();
    }

    private async Task<bool> FindAsync(Guid employer, CancellationToken stop)
    {
        if (await desk.OpenAsync(employer, words["trainings.title"], hasDates: true, stop) is not { } room)
        {
            return false;
        }
        Room = room;
        List = TrainingList.Of(Request, room.Employer.Dates);
        Found = List.Find(room.Trainings, desk.Today);
        Shown = [.. List.Request.PageOf(Found)];
        Counts = List.Counts(room.Trainings, desk.Today);
        MayRegister = desk.MayRegister(employer);
        ToVerify = MayRegister ? (await desk.ToVerifyAsync(room.Snapshot, 0, stop)).Total : 0;
        return true;
    }
}
