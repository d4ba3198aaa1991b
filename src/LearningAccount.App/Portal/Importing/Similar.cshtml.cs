using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Importing;

/// <summary>Trainings of a file beside the known ones they look like: merged or kept, by choice.</summary>
[Needs(Right.Import)]
public sealed class SimilarModel(ImportDesk desk, Frame frame, Words words, Visitor visitor)
    : FilePage(desk, frame, words, visitor)
{
    private readonly Words words = words;

    public IReadOnlyList<SimilarTraining> Asked { get; private set; } = [];
    public ListRequest List { get; private set; } = null!;
    public IEnumerable<SimilarTraining> Shown => List.PageOf(Asked);

    public async Task<IActionResult> OnGetAsync(string token, int file)
    {
        if (!Find(token, file, "import.similar"))
        {
            return NotFound();
        }
        if (await ReportAsync() is not { } report)
        {
            return LocalRedirect(Back);
        }
        Asked = report.Questions.Similar;
        List = ListRequest.Of(Request, null);
        return Page();
    }

    /// <param name="all">What to do with all of them; nothing: each as it was answered.</param>
    public async Task<IActionResult> OnPostAsync(string token, int file, SimilarChoice? all)
    {
        if (!Find(token, file, "import.similar") || await ReportAsync() is not { } report)
        {
            return NotFound();
        }
        var said = report
            .Questions.Similar.Select(asked =>
                (asked.Row, Answer: Request.Form[$"row-{asked.Row.ToString(Words.Invariant)}"].ToString())
            )
            .Where(each => Enum.TryParse<SimilarChoice>(each.Answer, out _))
            .Select(each => KeyValuePair.Create(each.Row, Enum.Parse<SimilarChoice>(each.Answer)));
        return Answer(answers =>
            answers with
            {
                Similar = answers.Similar.SetItems(said),
                AllSimilar = all ?? answers.AllSimilar,
            }
        )
            ? LocalRedirect(Back)
            : NotFound();
    }

    public string Length(TrainingVersion training) =>
        training.Hours is { } hours
            ? words.Of("import.hours", ("n", words.Number(hours)))
            : words.Of("import.days", ("n", words.Number(training.Days!.Value)));

    public string Days(TrainingVersion training) =>
        training.StartOn == training.EndOn
            ? words.Date(training.StartOn)
            : $"{words.Date(training.StartOn)} – {words.Date(training.EndOn)}";
}
