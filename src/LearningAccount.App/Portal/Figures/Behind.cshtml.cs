using LearningAccount.App.Figures;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Figures;

/// <summary>What stands behind a figure: the trainings that count in it and why, and those that do not and why.</summary>
[Needs(Right.ReadEmployer)]
public sealed class BehindModel(FiguresDesk desk, Frame frame, Words words) : PageModel
{
    /// <summary>More rows of one reason are in the file.</summary>
    public const int MostRows = 200;

    public FiguresRoom Room { get; private set; } = null!;

    /// <summary>Null: all that does not count in any figure of the report.</summary>
    public Figure? Figure { get; private set; }
    public string FigureTitle { get; private set; } = "";

    /// <summary>What counts, by its reason.</summary>
    public IReadOnlyList<(Because Why, IReadOnlyList<FigureShare> Shares)> Counted { get; private set; } = [];
    public IReadOnlyList<(Because Why, IReadOnlyList<FigureShare> Shares)> LeftOut { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid employer, string? figure, CancellationToken stop)
    {
        if (await desk.OpenAsync(employer, Request.Query, stop) is not { Fault: null } room)
        {
            return NotFound();
        }
        Room = room;
        if (figure is not MadeFigures.LeftOutCode)
        {
            Figure = figure is null ? null : room.Made.Find(figure);
            if (Figure is null)
            {
                return NotFound();
            }
            FigureTitle = FigureWords.Name(room.Made, Figure, words);
            Counted = ByReason(Figure.Shares);
        }
        else
        {
            FigureTitle = words["figures.leftOut"];
        }
        LeftOut = ByReason(room.Made.LeftOut.Select(one => new FigureShare(one, one.Hours)));
        frame.Title = FigureTitle;
        frame.Crumbs.Add((FigureWords.Title(room.Asked.Kind, words), room.Asked.Href(Paths.Figures(employer))));
        return Page();
    }

    private List<(Because, IReadOnlyList<FigureShare>)> ByReason(IEnumerable<FigureShare> shares) =>
        [
            .. shares
                .GroupBy(share => share.Of.Because.Code, StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .Select(group =>
                    (group.First().Of.Because, (IReadOnlyList<FigureShare>)[.. Room.Made.InOrder(group, share => share.Of)])
                ),
        ];
}
