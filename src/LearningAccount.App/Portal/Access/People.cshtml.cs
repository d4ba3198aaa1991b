using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Access;

/// <summary>Who has access to an employer, and to what.</summary>
[Needs(Right.ManageAccess)]
public sealed class PeopleModel(EmployerReading reading, Database database, Frame frame, Words words, TimeProvider clock)
    : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public ListRequest List { get; private set; } = null!;

    /// <summary>Those who are not the employer's workers, then the workers; each by name.</summary>
    public IReadOnlyList<PersonWithAccess> People { get; private set; } = [];
    public IEnumerable<PersonWithAccess> Shown => List.PageOf(People);

    /// <summary>The programs that were let in, by name.</summary>
    public IReadOnlyList<MachineWithAccess> Machines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        List = ListRequest.Of(Request, null);
        await using var connection = await database.Connect(stop);
        People =
        [
            .. (await ReadAccess.Of(connection, employer, stop))
                .OrderBy(person => person.Grant.Role is Role.Worker)
                .ThenBy(person => person.User.Name, NameOrder.Comparer),
        ];
        Machines = [.. (await ReadMachines.At(connection, employer, stop)).OrderBy(one => one.Machine.Name, NameOrder.Comparer)];
        frame.Title = words["access.title"];
        (frame.Section, frame.Tab, frame.Dates) = (Section.Employer, "people", null);
        return Page();
    }

    /// <summary>In words: what the person may do, for which workers, until when.</summary>
    public string Says(Grant grant)
    {
        var parts = new List<string>();
        if (grant.Role is Role.EmployerUser)
        {
            parts.Add(
                string.Join(
                    ", ",
                    grant
                        .Rights.Order()
                        .Select(right => words[$"access.right.{right}"])
                        .Prepend(words["access.right.ReadEmployer"])
                )
            );
        }
        if (grant.Scope is { } scope)
        {
            parts.Add(words.Of($"access.only.{scope.Kind}", ("value", scope.Value)));
        }
        if (grant is { Role: Role.Worker, WorkerId: { } worker } && View.Snapshot.Worker(worker) is { } known)
        {
            parts.Add(WorkerNames.Listed(known));
        }
        if (grant.FromOn > clock.Today())
        {
            parts.Add(words.Of("access.from", ("on", words.Date(grant.FromOn))));
        }
        if (grant.UntilAt is { } until)
        {
            var code = until <= clock.GetUtcNow() ? "access.ended" : "access.until";
            parts.Add(words.Of(code, ("on", words.Date(BelgianDay.Of(until.AddTicks(-1))))));
        }
        return string.Join(" · ", parts);
    }
}
