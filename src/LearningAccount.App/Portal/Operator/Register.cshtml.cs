using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Operator;

/// <summary>Which set of the enterprise register is here, and how a newer one comes.</summary>
[Needs(Right.Operate)]
public sealed class EnterpriseSetModel(Database database, Frame frame, Words words) : PageModel
{
    public const string Path = "/operator/register";

    public EnterpriseSetVersion? Set { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        frame.Title = words["cbe.title"];
        frame.Section = Section.Operator;
        frame.Crumbs.Add((words["operator.title"], Paths.Operator));
        await using var connection = await database.Connect(stop);
        Set = await ReadEnterprises.LastSet(connection, stop);
    }
}
