using LearningAccount.App.Identity;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Access;

/// <summary>How a worker who was given access comes in.</summary>
/// <param name="How">A link to hand on, or in words.</param>
public sealed record GivenWorker(string Name, string Email, string How, bool IsLink);

/// <summary>Gives many workers access to their own accounts, from a list of a worker and an address a line. All of it or nothing.</summary>
[Needs(Right.ManageAccess), FreshProof]
public sealed class InviteWorkersModel(
    EmployerReading reading,
    Database database,
    Invitations invitations,
    Frame frame,
    Words words,
    Visitor visitor,
    TimeProvider clock
) : PageModel
{
    public const int LongestList = 100_000;
    private const int MostLines = 500;
    private const int MostFaults = 20;
    private static readonly char[] Cells = [';', '\t', ',', '|'];

    public EmployerView View { get; private set; } = null!;

    /// <summary>What is wrong, a line each.</summary>
    public IReadOnlyList<string> Faults { get; private set; } = [];

    /// <summary>Whoever has been given access just now.</summary>
    public IReadOnlyList<GivenWorker> Given { get; private set; } = [];
    public bool GoByMail => invitations.GoByMail;

    [BindProperty]
    public string? List { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop) =>
        await FindAsync(employer, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid employer, CancellationToken stop)
    {
        if (!await FindAsync(employer, stop))
        {
            return NotFound();
        }
        var (invited, faults) = await ReadAsync(List ?? "", stop);
        if (faults.Count == 0)
        {
            try
            {
                await GiveAsync(invited, stop);
                return Page();
            }
            catch (RefusedException refused)
            {
                faults = [RecordTexts.Of(refused.Anomaly, words.Language)];
            }
        }
        Faults = [.. faults.Take(MostFaults)];
        ModelState.AddModelError("List", words.Count("invite.listWrong", faults.Count));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Each line's worker and address; a worker who has access with that address already is left out.</summary>
    private async Task<(List<(WorkerSnapshot Worker, string Email)> Invited, List<string> Faults)> ReadAsync(
        string list,
        CancellationToken stop
    )
    {
        var lines = list.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (list.Length > LongestList || lines.Length is 0 or > MostLines)
        {
            return ([], [words.Of("invite.listLength", ("most", words.Number(MostLines)))]);
        }
        var read = lines.Select(Split).ToList();
        var names = read.Select(line => line.Name).ToList();
        await using var connection = await database.Connect(stop);
        var numbers = await FindWorkers.Of(connection, View.Head.Id, MatchLines.Numbers(names), stop);
        var held = (await ReadAccess.Of(connection, View.Head.Id, stop))
            .Where(person => person.Grant.WorkerId is not null)
            .Select(person => (View.Snapshot.Worker(person.Grant.WorkerId!.Value)?.WorkerId, person.User.Email))
            .ToHashSet();
        var matching = new MatchLines(View.Snapshot);
        var (invited, faults) = (new List<(WorkerSnapshot Worker, string Email)>(), new List<string>());
        foreach (var (name, email) in read)
        {
            var matched = matching.Of([name], numbers);
            if (email is null)
            {
                faults.Add(words.Of("invite.noAddress", ("line", name)));
            }
            else if (matched.Workers is not [var worker])
            {
                var nearly = string.Join("; ", matched.Unmatched[0].Candidates.Select(WorkerNames.Listed));
                var code = nearly.Length > 0 ? "invite.nobodyBut" : "invite.nobody";
                faults.Add(words.Of(code, ("line", name), ("names", nearly)));
            }
            else if (held.Add((worker, email)))
            {
                if (invited.Exists(one => one.Email == email))
                {
                    faults.Add(words.Of("invite.sameAddress", ("email", email)));
                    continue;
                }
                invited.Add((View.Snapshot.Worker(worker)!, email));
            }
        }
        if (invited.Count == 0 && faults.Count == 0)
        {
            faults.Add(words["invite.already"]);
        }
        return (invited, faults);
    }

    /// <summary>The cell that holds an address, and the others.</summary>
    private static (string Name, string? Email) Split(string line)
    {
        var cells = line.Split(Cells, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var email = Array.Find(cells, cell => cell.Contains('@', StringComparison.Ordinal));
        return (string.Join(' ', cells.Where(cell => cell != email)), email is null ? null : RegisterUser.Folded(email));
    }

    private async Task GiveAsync(List<(WorkerSnapshot Worker, string Email)> invited, CancellationToken stop)
    {
        var users = await Change.Make(
            database,
            visitor.Author(),
            async change =>
            {
                var given = new List<Guid>();
                foreach (var (worker, email) in invited)
                {
                    var name = WorkerHead.Of(worker, words).Name;
                    var language = worker.Identity?.Language ?? View.Snapshot.Profile?.Language;
                    var grant = Invitations.ToWorker(View.Head.Id, worker.WorkerId, clock.Today());
                    given.Add(await invitations.Give(change, View.Head, (name, email, language), grant, stop));
                }
                return given;
            },
            stop
        );
        var rows = new List<GivenWorker>();
        foreach (var (user, (worker, email)) in users.Zip(invited))
        {
            var (how, isLink) = await HowAsync(user, stop);
            rows.Add(new(WorkerNames.Listed(worker), email, how, isLink));
        }
        Given = rows;
    }

    private async Task<(string How, bool IsLink)> HowAsync(Guid user, CancellationToken stop)
    {
        if (GoByMail)
        {
            return (words["invite.mailed"], false);
        }
        try
        {
            return (await invitations.Link(Request, user, View.Head.Id, stop), true);
        }
        catch (RefusedException)
        {
            return (words["invite.isIn"], false);
        }
    }

    private async Task<bool> FindAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return false;
        }
        View = found;
        frame.Title = words["invite.many"];
        (frame.Section, frame.Tab, frame.Dates) = (Section.Employer, "people", null);
        frame.Crumbs.Add((words["access.title"], Paths.People(employer)));
        return true;
    }
}
