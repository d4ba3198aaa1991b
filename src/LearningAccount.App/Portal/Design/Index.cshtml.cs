using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Components;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Design;

/// <summary>Every component in each of its states, for those who build the pages; only while developing.</summary>
[Needs(Right.Open)]
public sealed class IndexModel(IWebHostEnvironment environment, Frame frame, TimeProvider clock) : PageModel
{
    public static readonly DayBar Full = new(Fraction.Of(3, 2), 1, Fraction.Of(11, 4), Fraction.Of(1, 2), 0);
    public static readonly DayBar Fresh = new(0, 0, 5, 0, 0);
    public static readonly DayBar Spent = new(5, 0, 0, 0, 0);
    public static readonly DayBar Nothing = new(0, 0, 0, 0, 0);
    public static readonly DayBar Left = new(2, 0, 0, 0, 3);

    public static readonly IReadOnlyList<ChartLine> Lines =
    [
        new("2026", ChartKind.Now, [(0, 0), (Fraction.Of(1, 2), Fraction.Of(2, 5)), (Fraction.Of(3, 4), Fraction.Of(4, 5))]),
        new("2025", ChartKind.Before, [(0, 0), (Fraction.Of(1, 2), Fraction.Of(1, 5)), (1, Fraction.Of(3, 5))]),
    ];
    public static readonly IReadOnlyList<ChartLine> NothingYet = [new("2026", ChartKind.Now, [(0, 0), (Fraction.Of(1, 12), 0)])];
    public static readonly IReadOnlyList<(Fraction Y, string Text)> Levels = [(0, "0%"), (Fraction.Of(1, 2), "25%"), (1, "50%")];
    public static readonly IReadOnlyList<string> Months =
    [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ];
    public static readonly IReadOnlyList<(ChartKind Kind, string Name)> Years =
    [
        (ChartKind.Now, "2026"),
        (ChartKind.Before, "2025"),
    ];
    public static readonly ChartTable Numbers = new(
        ["Month", "2026", "2025"],
        [
            ["June", "20%", "10%"],
            ["December", "", "30%"],
        ]
    );
    public static readonly IReadOnlyList<ChartBars> Bars =
    [
        new("Formal", "12.5 days", [(ChartKind.Now, 1), (ChartKind.Before, Fraction.Of(2, 3))]),
        new("Informal", "0 days", [(ChartKind.Now, 0), (ChartKind.Before, Fraction.Of(1, 10))]),
    ];

    public ListRequest List { get; private set; } = null!;

    public IActionResult OnGet()
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }
        frame.Title = "Design";
        frame.Employer = new(
            Guid.Empty,
            "Maatschappij voor Tuinbouwbenodigdheden en Levensmiddelenverwerking nv",
            "0999.990.102"
        );
        frame.Section = Section.Workers;
        frame.Dates = PageDates.Of(Request.Query, clock.Today());
        frame.Crumbs.Add(("Workers", "/design"));
        frame.Crumbs.Add(("Vandenbroucke-De Keersmaecker, Marie-Antoinette", "/design"));
        List = ListRequest.Of(Request, frame.Dates, ["behind"], ["name", "left"]);
        ModelState.AddModelError("files", "Choose at least one file.");
        ModelState.AddModelError("q", "Type at most 80 characters.");
        return Page();
    }
}
