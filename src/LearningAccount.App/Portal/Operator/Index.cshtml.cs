using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Operator;

/// <summary>The people who sign in and the employers that are kept: names and numbers, nothing of any worker.</summary>
[Needs(Right.Operate)]
public sealed class IndexModel(Database database, Frame frame, Words words) : PageModel
{
    public ListRequest List { get; private set; } = null!;
    public IReadOnlyList<PortalUserVersion> People { get; private set; } = [];
    public IReadOnlyList<EmployerHead> Employers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        List = ListRequest.Of(Request, null);
        var order = NameOrder.Comparer;
        await using var connection = await database.Connect(stop);
        People = [.. (await ReadAccess.Users(connection, stop)).OrderBy(user => user.Name, order)];
        Employers =
        [
            .. (await ListEmployers.All(connection, stop))
                .Select(employer => EmployerNames.Head(employer, words))
                .OrderBy(employer => employer.Name, order),
        ];
        frame.Title = words["operator.title"];
        frame.Section = Section.Operator;
    }
}
