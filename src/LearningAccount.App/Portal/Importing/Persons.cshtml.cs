using LearningAccount.App.Identity;
using LearningAccount.App.Imports;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using Microsoft.AspNetCore.Mvc;

namespace LearningAccount.App.Portal.Importing;

/// <summary>Who the people are that a file names without a number: a person confirms each.</summary>
[Needs(Right.Import)]
public sealed class PersonsModel(ImportDesk desk, Frame frame, Words words, Visitor visitor)
    : FilePage(desk, frame, words, visitor)
{
    public IReadOnlyCollection<AskedPerson> Asked { get; private set; } = [];
    public FileAnswers Answers { get; private set; } = FileAnswers.None;

    public async Task<IActionResult> OnGetAsync(string token, int file)
    {
        if (!Find(token, file, "import.persons"))
        {
            return NotFound();
        }
        if (await ReportAsync() is not { } report)
        {
            return LocalRedirect(Back);
        }
        Asked = report.Questions.Persons;
        Answers = Files.AnswersOf(Place);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, int file)
    {
        if (!Find(token, file, "import.persons") || await ReportAsync() is not { } report)
        {
            return NotFound();
        }
        var said = new Dictionary<string, Guid?>(StringComparer.Ordinal);
        foreach (var asked in report.Questions.Persons)
        {
            var answer = Request.Form[$"person-{asked.Key}"].ToString();
            if (answer is "nobody")
            {
                said[asked.Key] = null;
            }
            else if (Guid.TryParse(answer, out var worker) && asked.Candidates.Any(each => each.Worker.WorkerId == worker))
            {
                said[asked.Key] = worker;
            }
        }
        return Answer(answers => answers with { Persons = answers.Persons.SetItems(said) }) ? LocalRedirect(Back) : NotFound();
    }
}
