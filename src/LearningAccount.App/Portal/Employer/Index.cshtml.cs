using System.Globalization;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Employer;

/// <summary>The employers its reader has access to; thousands for who works for many.</summary>
[Needs(Right.SignedIn)]
public sealed class IndexModel(Database database, Frame frame, Words words, Visitor visitor, TimeProvider clock) : PageModel
{
    public ListRequest List { get; private set; } = null!;
    public int All { get; private set; }
    public IReadOnlyList<EmployerHead> Found { get; private set; } = [];
    public IEnumerable<EmployerHead> Shown => List.PageOf(Found);

    public async Task OnGetAsync(CancellationToken stop)
    {
        List = ListRequest.Of(Request, null);
        await using var connection = await database.Connect(stop);
        var mine = AccessRules.Employers(visitor, Right.ReadEmployer, clock.GetUtcNow());
        var employers = (await ListEmployers.All(connection, stop)).Where(each => mine.Contains(each.EmployerId)).ToList();
        All = employers.Count;
        Found =
        [
            .. employers
                .Select(employer => EmployerNames.Head(employer, words))
                .Where(employer => IsMeant(employer, List.Search))
                .OrderBy(employer => employer.Name, NameOrder.Comparer),
        ];
        frame.Title = words["employers.title"];
        frame.Section = Section.Employers;
    }

    /// <summary>True where its name holds what was searched for, or its number the digits of it.</summary>
    internal static bool IsMeant(EmployerHead employer, string search)
    {
        var wanted = NameOrder.Fold(search);
        var digits = string.Concat(wanted.Where(char.IsAsciiDigit));
        return NameOrder.Fold(employer.Name).Contains(wanted, StringComparison.Ordinal)
            || (
                digits.Length > 0
                && string.Concat(employer.EnterpriseNumber.Where(char.IsAsciiDigit)).Contains(digits, StringComparison.Ordinal)
            );
    }
}
