using System.Globalization;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Employer;

/// <summary>Every employer of this program; thousands for who works for many.</summary>
public sealed class IndexModel(Database database, Frame frame, Words words) : PageModel
{
    public ListRequest List { get; private set; } = null!;
    public int All { get; private set; }
    public IReadOnlyList<EmployerHead> Found { get; private set; } = [];
    public IEnumerable<EmployerHead> Shown => List.PageOf(Found);

    public async Task OnGetAsync(CancellationToken stop)
    {
        List = ListRequest.Of(Request, null);
        await using var connection = await database.Connect(stop);
        var employers = await ListEmployers.All(connection, stop);
        All = employers.Count;
        var wanted = WorkerTable.Fold(List.Search);
        var digits = string.Concat(wanted.Where(char.IsAsciiDigit));
        Found =
        [
            .. employers
                .Select(employer => EmployerNames.Head(employer, words))
                .Where(employer =>
                    WorkerTable.Fold(employer.Name).Contains(wanted, StringComparison.Ordinal) || HasDigits(employer, digits)
                )
                .OrderBy(employer => employer.Name, StringComparer.Create(words.Culture, CompareOptions.IgnoreCase)),
        ];
        frame.Title = words["employers.title"];
        frame.Section = Section.Employers;
    }

    private static bool HasDigits(EmployerHead employer, string digits) =>
        digits.Length > 0
        && string.Concat(employer.EnterpriseNumber.Where(char.IsAsciiDigit)).Contains(digits, StringComparison.Ordinal);
}
