using System.Collections.Immutable;
using System.Data.Common;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>
/// The facts of one employer as its journal stood at a line. Versions never change, so a snapshot never does either and may
/// be kept and shared between readers.
/// </summary>
public sealed class EmployerSnapshot
{
    private readonly Dictionary<Guid, WorkerSnapshot> byId;

    internal EmployerSnapshot(
        EmployerVersion employer,
        long seq,
        EmployerWords words,
        ImmutableArray<WorkerSnapshot> workers,
        IReadOnlyDictionary<Guid, Guid> aliases
    )
    {
        Employer = employer;
        Seq = seq;
        Words = words;
        Workers = workers;
        Aliases = aliases;
        byId = workers.ToDictionary(worker => worker.WorkerId);
        foreach (var (alias, worker) in aliases)
        {
            if (byId.TryGetValue(worker, out var found))
            {
                byId.TryAdd(alias, found);
            }
        }
    }

    /// <summary>The last line that had erased facts when this was read.</summary>
    internal long ErasedAt { get; init; }

    public EmployerVersion Employer { get; }

    /// <summary>The line of the journal it stands at.</summary>
    public long Seq { get; }
    public EmployerProfileVersion? Profile => Words.Profile;
    public EmployerFacts Facts => Words.Facts;
    public Settings Settings => Words.Settings;
    public ImmutableArray<DeclaredQuarter> Quarters => Words.Quarters;

    /// <summary>The agreements the employer said it follows, in the order of the facts.</summary>
    public ImmutableArray<SchemeVersion> Schemes => Words.Schemes;
    internal EmployerWords Words { get; }

    /// <summary>Every worker, with the one that stands for all who turned out to be the same person.</summary>
    internal IReadOnlyDictionary<Guid, Guid> Aliases { get; }

    /// <summary>
    /// The same object for this snapshot and all that follow it, or show some of its workers, without everything being read
    /// again: what is made of a <see cref="WorkerSnapshot"/> may be kept here, for one that did not change is the same object too.
    /// </summary>
    public object Root => Words.Days;

    /// <summary>Where a fact of this employer comes from.</summary>
    public Origin OriginOf(FactVersion version) => Words.OriginOf(version);

    /// <summary>When each fact was recorded, with the line that a change is going to write.</summary>
    public RecordedDays DaysWith(long line, DateOnly day) => Words.Days.With(line, day);

    /// <summary>In the order they were recorded.</summary>
    public ImmutableArray<WorkerSnapshot> Workers { get; }

    /// <summary>The same employer with some of its workers: for who may not see all of them.</summary>
    public EmployerSnapshot With(Func<WorkerSnapshot, bool> worker) =>
        new(Employer, Seq, Words, [.. Workers.Where(worker)], Aliases) { Settlements = Settlements, ErasedAt = ErasedAt };

    /// <summary>What was said of anomalies, by worker; of the employer itself under null.</summary>
    public ILookup<Guid?, SettlementVersion> Settlements { get; init; } =
        Array.Empty<SettlementVersion>().ToLookup(said => said.WorkerId);

    public WorkerSnapshot? Worker(Guid workerId) => byId.GetValueOrDefault(workerId);

    /// <summary>A worker and all who turned out to be the same person.</summary>
    public IReadOnlyList<Guid> AliasesOf(Guid workerId) =>
        [.. Aliases.Where(alias => alias.Value == workerId).Select(alias => alias.Key).Union([workerId])];

    /// <summary>The worker who is this person, or null.</summary>
    public WorkerSnapshot? OfPerson(Guid personId) => Workers.FirstOrDefault(worker => worker.PersonId == personId);

    /// <summary>
    /// The worker who has this number, or null: who had it as was known then, else who is known by it now, since a number that
    /// replaced another finds what was known under the other.
    /// </summary>
    public async Task<WorkerSnapshot?> OfNumber(DbConnection connection, Ssin number, DateOnly? known, CancellationToken cancel)
    {
        if (
            known is { } day
            && await PersonDirectory.FindKnown(connection, number, day, cancel) is { } person
            && OfPerson(person) is { } then
        )
        {
            return then;
        }
        var workers = await FindWorkers.Of(connection, Employer.EmployerId, [number], cancel);
        return workers.TryGetValue(number, out var worker) ? Worker(worker) : null;
    }

    /// <summary>The law as it holds for this employer.</summary>
    public EmployerLaw LawUnder(LawBook law) => new(Facts, Settings, law);

    /// <summary>The accounts of all workers on a day, in order of <see cref="Workers"/>; each is computed when it is asked for.</summary>
    public IEnumerable<Account> Accounts(LawBook law, DateOnly on)
    {
        var own = LawUnder(law);
        return Workers.Select(worker => AccountComputation.For(worker.Facts, own, on));
    }

    /// <summary>The account of one worker on a day.</summary>
    public static Account AccountOf(WorkerSnapshot worker, LawBook law, DateOnly on) =>
        AccountComputation.For(worker.Facts, law, on);
}
