using System.Collections.Immutable;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Privacy;

/// <summary>Why something is erased.</summary>
public enum ErasureCause
{
    /// <summary>Its term is over.</summary>
    Retention,

    /// <summary>A person asked for it (GDPR, art. 17).</summary>
    Request,
}

/// <summary>Why a person whose term is over is kept all the same.</summary>
public enum HeldBack
{
    /// <summary>The data are restricted: the person may need them for a claim (GDPR, art. 18).</summary>
    Restricted,

    /// <summary>A request for correction has no answer yet.</summary>
    OpenCorrection,

    /// <summary>A request about the data has no answer yet.</summary>
    OpenRequest,
}

/// <summary>A worker whose term is over, with all who are the same person.</summary>
/// <param name="WorkerId">The one that stands for them.</param>
/// <param name="Worker">Null: nothing of the worker holds any more.</param>
/// <param name="EndedOn">The end of the last contract, or what stands for it.</param>
/// <param name="Held">Null: it is erased.</param>
public sealed record DuePerson(
    Guid WorkerId,
    ImmutableArray<Guid> Workers,
    WorkerSnapshot? Worker,
    DateOnly EndedOn,
    HeldBack? Held = null
);

/// <summary>A version by its place.</summary>
internal readonly record struct VersionPlace(long Recorded, long Place, long? Superseded);

/// <summary>What is going to be erased of an employer, or was.</summary>
public sealed record ErasurePlan
{
    public required Guid EmployerId { get; init; }
    public required ErasureCause Cause { get; init; }
    public required DateOnly Today { get; init; }

    /// <summary>The line of the journal it was made at.</summary>
    public required long Seq { get; init; }
    public required RetentionRules Rules { get; init; }

    /// <summary>Persons who are erased wholly.</summary>
    public required ImmutableArray<DuePerson> Persons { get; init; }

    /// <summary>Persons whose term is over, and who are kept for now.</summary>
    public required ImmutableArray<DuePerson> Held { get; init; }

    /// <summary>By table: how many versions go.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>The imports whose files go, by their names.</summary>
    public required ImmutableArray<ErasedFile> Files { get; init; }

    /// <summary>Lines of the journal whose author or reason names somebody who goes.</summary>
    public required long Lines { get; init; }
    public required long Looks { get; init; }
    public required long Mail { get; init; }

    /// <summary>People who could sign in for nothing but an account that goes.</summary>
    public required long Users { get; init; }

    public bool IsEmpty => Counts.Count == 0 && Files.IsEmpty && Looks + Mail + Users + Lines == 0;
    internal ErasedVersions Versions { get; init; } = new();
    internal ErasedState State { get; init; } = ErasedState.None;
}

/// <summary>A file that was brought in and goes.</summary>
/// <param name="IsBefore">Its own term is not over yet: somebody in it goes.</param>
public sealed record ErasedFile(Guid ImportId, string Name, string Hash, DateOnly On, bool IsBefore);

/// <summary>Versions that go, by the chain that tells of them and their table.</summary>
internal sealed class ErasedVersions
{
    private readonly Dictionary<(Guid Chain, string Table), HashSet<VersionPlace>> all = [];

    public IEnumerable<Guid> Chains => all.Keys.Select(key => key.Chain).Distinct().Order();

    public IEnumerable<(BulkTable Table, IReadOnlySet<VersionPlace> Versions)> Of(Guid chain) =>
        from table in Tables.All
        where all.ContainsKey((chain, table.Name))
        select (table, (IReadOnlySet<VersionPlace>)all[(chain, table.Name)]);

    public void Add(Guid chain, BulkTable table, IEnumerable<VersionPlace> versions)
    {
        foreach (var version in versions)
        {
            if (!all.TryGetValue((chain, table.Name), out var set))
            {
                all.Add((chain, table.Name), set = []);
            }
            set.Add(version);
        }
    }

    public SortedDictionary<string, long> Counts() =>
        new(
            all.GroupBy(one => one.Key.Table, StringComparer.Ordinal)
                .ToDictionary(table => table.Key, table => table.Sum(one => (long)one.Value.Count), StringComparer.Ordinal),
            StringComparer.Ordinal
        );
}

/// <summary>What goes besides versions of facts.</summary>
internal sealed record ErasedState
{
    public static readonly ErasedState None = new()
    {
        Workers = [],
        Users = [],
        UsersGone = [],
        Notices = [],
        Requests = [],
        Documents = [],
        Attachments = [],
        Lines = [],
        LooksBefore = DateTimeOffset.MinValue,
    };

    public required IReadOnlyList<Guid> Workers { get; init; }
    public required IReadOnlyList<Guid> Users { get; init; }

    /// <summary>Those of <see cref="Users"/> who are nothing but these workers here.</summary>
    public required IReadOnlyList<Guid> UsersGone { get; init; }
    public required IReadOnlyList<Guid> Notices { get; init; }
    public required IReadOnlyList<Guid> Requests { get; init; }
    public required IReadOnlyList<Guid> Documents { get; init; }
    public required IReadOnlyList<string> Attachments { get; init; }

    /// <summary>Lines of a journal, with what is left of their words.</summary>
    public required IReadOnlyList<(Guid Chain, long Line, string Actor, string? Why)> Lines { get; init; }
    public required DateTimeOffset LooksBefore { get; init; }
}
