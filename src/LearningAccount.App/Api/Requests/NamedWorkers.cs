using System.Data.Common;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Requests;

/// <summary>A worker as a body names it (<c>NamedWorker</c>): by one of these.</summary>
/// <param name="At">The place in the body: <c>items[3].ssin</c>.</param>
internal sealed record NamedWorker(Guid? WorkerId, string? Ssin, string? OwnReference, string At)
{
    /// <param name="below">The place of what names it, with a dot: <c>items[3].</c>.</param>
    public static NamedWorker Of(JsonElement sent, string below = "")
    {
        var (id, ssin) = (sent.TextOf("workerId"), sent.TextOf("ssin"));
        return new(
            id is null ? null : Guid.Parse(id),
            ssin,
            sent.TextOf("ownReference"),
            below
                + (
                    id is not null ? "workerId"
                    : ssin is not null ? "ssin"
                    : "ownReference"
                )
        );
    }
}

/// <summary>
/// Finds the workers that bodies name, however many in a few statements. Whoever is out of reach of the visitor's access is not there.
/// </summary>
internal sealed class NamedWorkers
{
    private readonly IReadOnlyList<Guid?> found;
    private readonly IReadOnlyList<InputIssue?> issues;

    private NamedWorkers(
        IReadOnlyList<Guid?> found,
        IReadOnlyList<InputIssue?> issues,
        IReadOnlyDictionary<Guid, Guid> aliases
    ) => (this.found, this.issues, Aliases) = (found, issues, aliases);

    /// <summary>Of every worker found, and whoever is the same person, the one who stands for the person.</summary>
    public IReadOnlyDictionary<Guid, Guid> Aliases { get; }

    /// <summary>Whoever the place in the list names, or what is wrong with it.</summary>
    public (Guid Worker, InputIssue? Issue) this[int place] =>
        found[place] is { } worker ? (Aliases[worker], null) : (Guid.Empty, issues[place]);

    public static async Task<NamedWorkers> Find(
        DbConnection connection,
        ApiCall call,
        IReadOnlyList<NamedWorker> named,
        CancellationToken cancel
    )
    {
        var employer = call.EmployerId;
        var (found, issues) = (new Guid?[named.Count], new InputIssue?[named.Count]);
        var numbers = new Dictionary<int, Ssin>();
        for (var i = 0; i < named.Count; i++)
        {
            found[i] = named[i].WorkerId;
            if (named[i].Ssin is { } digits)
            {
                if (Ssin.TryParseDigits(digits, out var number, out _))
                {
                    numbers.Add(i, number);
                }
                else
                {
                    issues[i] = Issue(named[i], InputIssue.InvalidInput, "ssin");
                }
            }
        }
        if (numbers.Count > 0)
        {
            var workers = await FindWorkers.Of(connection, employer, [.. numbers.Values.Distinct()], cancel);
            foreach (var (place, number) in numbers)
            {
                found[place] = workers.TryGetValue(number, out var worker) ? worker : null;
            }
        }
        await FindReferences(connection, employer, named, found, issues, cancel);
        var aliases = await WorkerAliases.Of(connection, employer, [.. found.OfType<Guid>().Distinct()], cancel);
        var hidden = await Hidden(connection, call, aliases, cancel);
        for (var i = 0; i < named.Count; i++)
        {
            if (found[i] is not { } worker || !aliases.TryGetValue(worker, out var first) || hidden.Contains(first))
            {
                found[i] = null;
                issues[i] ??= Issue(named[i], InputIssue.ReferencedResourceNotFound, "workerUnknown");
            }
        }
        return new(found, issues, aliases);
    }

    private static async Task FindReferences(
        DbConnection connection,
        Guid employer,
        IReadOnlyList<NamedWorker> named,
        Guid?[] found,
        InputIssue?[] issues,
        CancellationToken cancel
    )
    {
        var references = named.Select(one => one.OwnReference).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (references.Count == 0)
        {
            return;
        }
        var workers = await FindWorkersByReference.Of(connection, employer, references, cancel);
        for (var i = 0; i < named.Count; i++)
        {
            if (named[i].OwnReference is not { } reference)
            {
                continue;
            }
            var all = workers[reference].ToList();
            if (all.Count > 1)
            {
                issues[i] = Issue(named[i], InputIssue.InvalidInput, "referenceOfMany");
            }
            found[i] = all.Count == 1 ? all[0] : null;
        }
    }

    /// <summary>Those that the visitor does not see: out of its reach, or kept and not used.</summary>
    private static async Task<HashSet<Guid>> Hidden(
        DbConnection connection,
        ApiCall call,
        Dictionary<Guid, Guid> aliases,
        CancellationToken cancel
    )
    {
        if (AccessRules.Scopes(call.Visitor, call.EmployerId, call.Now) is not { } scopes)
        {
            return [];
        }
        var identities = await ReadVersions.Now(connection, Tables.WorkerIdentity, call.EmployerId, aliases.Keys, cancel);
        var covered = identities
            .Where(identity => AccessRules.Covers(scopes, identity))
            .Select(identity => aliases[identity.WorkerId])
            .ToHashSet();
        var restricted = await Restricted.Of(connection, call.EmployerId, cancel);
        return [.. aliases.Values.Where(first => !covered.Contains(first) || restricted.Has(first))];
    }

    private static InputIssue Issue(NamedWorker worker, string type, string code) =>
        // A national number is not said again.
        new(type, InputPlace.Body, worker.At, worker.OwnReference ?? worker.WorkerId?.ToString("D"), $"api.issue.{code}");
}
