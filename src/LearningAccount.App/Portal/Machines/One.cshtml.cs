using LearningAccount.App.Identity;
using LearningAccount.App.Identity.Machines;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records;
using LearningAccount.Records.Access;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Events.Webhooks;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Machines;

/// <summary>A program: its keys and scopes, who let it in, what it is told of, and what ends it. For those who look after it.</summary>
[Needs(Right.SignedIn), FreshProof]
public sealed class MachineModel(
    Database database,
    KeptWebhooks hooks,
    PublicAddress address,
    Visitor visitor,
    Frame frame,
    Words words,
    TimeProvider clock
) : PageModel
{
    private static readonly string? WebhookScope = ApiScopes.Find("webhooks:manage");

    public MachineVersion Machine { get; private set; } = null!;
    public ListRequest List { get; private set; } = null!;

    /// <summary>Those that hold first, each time the newest first.</summary>
    public IReadOnlyList<MachineKeyVersion> Keys { get; private set; } = [];

    /// <summary>One of them holds.</summary>
    public bool HasKey => Keys.Any(Holds);

    /// <summary>Whether it can sign in now, as a code of a text.</summary>
    public string State =>
        !Machine.IsOpen ? "machines.isStopped"
        : HasKey ? "machines.isOpen"
        : "machines.isWithoutKey";

    /// <summary>When each key last led it in.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Uses { get; private set; } =
        new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>Those who let it in.</summary>
    public IReadOnlyList<EmployerHead> Employers { get; private set; } = [];

    /// <summary>The addresses it has changes sent to, the oldest first.</summary>
    public IReadOnlyList<WebhookLine> Webhooks { get; private set; } = [];

    /// <summary>Why none of them is sent anything, as a code of a text; null: nothing is in the way.</summary>
    public string? Silence =>
        !Machine.IsOpen ? "machines.hooksStopped"
        : !ApiScopes.Read(Machine.Scopes).Contains(WebhookScope, StringComparer.Ordinal) ? "machines.hooksScope"
        : null;

    public bool IsOperator => visitor.IsOperator;
    public string TokenAddress => address.Origin(Request) + ClientDesk.TokenPath;
    public bool IsAddingKey { get; private set; }
    public bool IsSaying { get; private set; }

    /// <summary>What is filled in, with the scopes its reader may tick.</summary>
    public MachineForm Offered => Form.For(visitor.IsOperator, database.IsSandbox);

    /// <summary>The employer it belongs to, whose administrator reads this and has not let it in yet; null: there is none.</summary>
    public EmployerHead? ToLetIn { get; private set; }

    /// <summary>What its scopes let it ask for.</summary>
    public IEnumerable<string> Says => ApiScopes.Read(Machine.Scopes).Select(scope => ApiScopes.Says(scope, words.Language));

    [BindProperty]
    public MachineForm Form { get; set; } = new();

    [BindProperty]
    public KeyForm Key { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid machine, CancellationToken stop)
    {
        if (!await FindAsync(machine, stop))
        {
            return NotFound();
        }
        Form = MachineForm.Of(Machine);
        return Page();
    }

    public Task<IActionResult> OnPostSayAsync(Guid machine, CancellationToken stop)
    {
        IsSaying = true;
        return MadeAsync(machine, change => RegisterMachine.Say(change, machine, Form.Words, visitor.IsOperator, stop), stop);
    }

    public Task<IActionResult> OnPostAddKeyAsync(Guid machine, CancellationToken stop)
    {
        IsAddingKey = true;
        var now = clock.GetUtcNow();
        return MadeAsync(
            machine,
            async change => await MachineKeys.Add(change, (await Key.Read(stop)).Of(machine, Key.Label, now), now, stop),
            stop
        );
    }

    public Task<IActionResult> OnPostEndKeyAsync(Guid machine, string? key, CancellationToken stop) =>
        MadeAsync(machine, change => MachineKeys.End(change, machine, key ?? "", clock.GetUtcNow(), stop), stop);

    public Task<IActionResult> OnPostOpenAsync(Guid machine, CancellationToken stop) =>
        MadeAsync(machine, change => RegisterMachine.Open(change, machine, !Machine.IsOpen, stop), stop);

    public Task<IActionResult> OnPostTokensAsync(Guid machine, CancellationToken stop) =>
        MadeAsync(machine, change => RegisterMachine.RevokeTokens(change, machine, stop), stop);

    public async Task<IActionResult> OnPostAddAsync(Guid machine, CancellationToken stop) =>
        IsOperator
            ? await MadeAsync(
                machine,
                change => RegisterMachine.LetAddEmployers(change, machine, !Machine.MayAddEmployers, stop),
                stop
            )
            : NotFound();

    /// <summary>Sends there again what was given up; where that was done meanwhile, nothing is left to do.</summary>
    public Task<IActionResult> OnPostPutOnAsync(Guid machine, Guid webhook, CancellationToken stop) =>
        ToldAsync(machine, webhook, one => one.CanBePutOn ? hooks.Change(one.On, isPutOn: true, stop) : Task.CompletedTask, stop);

    public Task<IActionResult> OnPostEndHookAsync(Guid machine, Guid webhook, CancellationToken stop) =>
        ToldAsync(machine, webhook, one => hooks.Remove(one, stop), stop);

    public bool Holds(MachineKeyVersion key) => !(key.UntilAt <= clock.GetUtcNow());

    /// <summary>Since when a key is known, when it last served, until when it holds.</summary>
    public string SaysOf(MachineKeyVersion key)
    {
        var parts = new List<string>
        {
            words.Of("machines.since", ("at", words.Moment(key.FromAt))),
            Uses.TryGetValue(key.KeyId, out var used)
                ? words.Of("machines.usedAt", ("at", words.Moment(used)))
                : words["machines.never"],
        };
        if (key.UntilAt is { } until)
        {
            parts.Add(words.Of(Holds(key) ? "machines.until" : "machines.over", ("at", words.Moment(until))));
        }
        return string.Join(" · ", parts);
    }

    private async Task<IActionResult> ToldAsync(Guid machine, Guid webhook, Func<Webhook, Task> work, CancellationToken stop)
    {
        if (!await FindAsync(machine, stop))
        {
            return NotFound();
        }
        if (await hooks.Find(webhook, machine, stop) is { } one)
        {
            await work(one);
        }
        return LocalRedirect(MachinePaths.Webhooks(machine));
    }

    private async Task<IActionResult> MadeAsync(Guid machine, Func<Change, Task> work, CancellationToken stop)
    {
        if (!await FindAsync(machine, stop))
        {
            return NotFound();
        }
        try
        {
            await Change.Make(database, visitor.Author(), work, stop);
            return LocalRedirect(MachinePaths.One(machine));
        }
        catch (RefusedException refused)
        {
            if (!IsSaying)
            {
                Form = MachineForm.Of(Machine);
            }
            ModelState.AddModelError(MachineForm.FieldOf(refused.Anomaly.At), RecordTexts.Of(refused.Anomaly, words.Language));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }

    private async Task<bool> FindAsync(Guid machine, CancellationToken stop)
    {
        await using var connection = await database.Connect(stop);
        if (
            await ReadMachines.Find(connection, machine, stop) is not { } found
            || !AccessRules.MayLookAfter(visitor, found, clock.GetUtcNow())
        )
        {
            return false;
        }
        Machine = found;
        List = ListRequest.Of(Request, null);
        Keys = [.. (await ReadMachines.Keys(connection, machine, stop)).Reverse().OrderByDescending(Holds)];
        Uses = await ReadMachines.Uses(connection, machine, stop);
        var held = (await ReadAccess.GrantsOf(connection, machine, stop)).Select(grant => grant.EmployerId).ToHashSet();
        var all = (await ListEmployers.All(connection, stop)).Select(employer => EmployerNames.Head(employer, words)).ToList();
        Employers = [.. all.Where(employer => held.Contains(employer.Id)).OrderBy(employer => employer.Name, NameOrder.Comparer)];
        ToLetIn =
            found is { IsOpen: true, HomeId: { } home }
            && !held.Contains(home)
            && visitor.May(Right.ManageAccess, home, clock.GetUtcNow())
                ? all.Find(employer => employer.Id == home)
                : null;
        Webhooks = await WebhookLine.Of(hooks, machine, Employers, words, stop);
        frame.Title = found.Name;
        frame.Crumbs.Add((words["machines.title"], MachinePaths.List));
        return true;
    }
}
