using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Events.Webhooks;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Machines;

/// <summary>The programs its reader looks after: keys, scopes, whether they may sign in.</summary>
[Needs(Right.SignedIn)]
public sealed class MachinesModel(
    Database database,
    KeptWebhooks hooks,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : PageModel
{
    public ListRequest List { get; private set; } = null!;
    public IReadOnlyList<MachineVersion> Machines { get; private set; } = [];

    /// <summary>Those of which a webhook was put off.</summary>
    public IReadOnlySet<Guid> WithDisabled { get; private set; } = new HashSet<Guid>();
    public bool MayRegister => visitor.May(Right.AddEmployer, null, clock.GetUtcNow());

    public async Task OnGetAsync(CancellationToken stop)
    {
        List = ListRequest.Of(Request, null);
        frame.Title = words["machines.title"];
        WithDisabled = await hooks.WithDisabled(stop);
        await using var connection = await database.Connect(stop);
        Machines =
        [
            .. (await ReadMachines.All(connection, stop))
                .Where(machine => AccessRules.MayLookAfter(visitor, machine, clock.GetUtcNow()))
                .OrderBy(machine => machine.Name, NameOrder.Comparer),
        ];
    }
}
