using LearningAccount.Records.Registry;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// Who is the same person as whom, and the employments of each. Workers come back all along a list of trainings, which changes
/// neither; so each is read once.
/// </summary>
internal sealed class KnownEmployments
{
    // Some tens of megabytes. A larger employer is read anew from time to time.
    private const int Most = 20_000;
    private readonly Dictionary<Guid, Guid> aliases = [];
    private readonly Dictionary<Guid, ResolvedEmployments> employments = [];
    private readonly Dictionary<Guid, List<Guid>> same = [];

    /// <summary>Every worker read, with the one that stands for the person.</summary>
    public IReadOnlyDictionary<Guid, Guid> Aliases => aliases;

    /// <summary>By the worker that stands for the person.</summary>
    public IReadOnlyDictionary<Guid, ResolvedEmployments> Employments => employments;

    /// <summary>All workers that <paramref name="first"/> stands for, itself among them.</summary>
    public IReadOnlyList<Guid> SameAs(Guid first) => same[first];

    public async Task Read(Guid employerId, IEnumerable<Guid> workers, ImportWriting writing, CancellationToken cancel)
    {
        var asked = workers.ToHashSet();
        if (aliases.Count + asked.Count > Most)
        {
            aliases.Clear();
            employments.Clear();
            same.Clear();
        }
        asked.ExceptWith(aliases.Keys);
        if (asked.Count == 0)
        {
            return;
        }
        var read = await WorkerAliases.Of(writing.Connection, employerId, asked, cancel);
        foreach (var (worker, first) in read)
        {
            aliases.Add(worker, first);
            if (!same.TryGetValue(first, out var workersOfPerson))
            {
                same.Add(first, workersOfPerson = []);
            }
            workersOfPerson.Add(worker);
        }
        foreach (var (first, resolved) in await ReadEmployments.Of(writing.Connection, employerId, read, cancel))
        {
            employments.Add(first, resolved);
        }
    }
}
