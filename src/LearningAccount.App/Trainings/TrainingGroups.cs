using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Trainings;

/// <summary>
/// The trainings of an employer, the latest first. Lines of lists that tell the same of several workers are one training, as
/// people mean it. Made once for all readers of a snapshot.
/// </summary>
public sealed class TrainingGroups
{
    private static readonly ConditionalWeakTable<EmployerSnapshot, TrainingGroups> Kept = [];
    private readonly FrozenDictionary<Guid, TrainingGroup> byId;

    private TrainingGroups(EmployerSnapshot snapshot)
    {
        var groups = new Dictionary<Key, List<Participant>>();
        var ofWorker = new Dictionary<Key, int>();
        foreach (var worker in snapshot.Workers.OrderBy(WorkerNames.Listed, NameOrder.Comparer))
        {
            ofWorker.Clear();
            foreach (var training in worker.Trainings)
            {
                var key = Key.Of(training);
                // Somebody who followed the same twice followed two trainings.
                var times = ofWorker[key] = ofWorker.GetValueOrDefault(key) + 1;
                key = key with { Time = training.OccasionId is null ? times : 0 };
                if (!groups.TryGetValue(key, out var all))
                {
                    groups.Add(key, all = []);
                }
                all.Add(new(worker, training));
            }
        }
        All =
        [
            .. groups
                .Select(group => new TrainingGroup(
                    group.Key.Occasion ?? group.Value.Min(one => one.Training.TrainingId),
                    [.. group.Value]
                ))
                .OrderByDescending(group => group.First.EndOn)
                .ThenBy(group => group.First.Title, NameOrder.Comparer)
                .ThenBy(group => group.Id),
        ];
        var ids = new Dictionary<Guid, TrainingGroup>();
        foreach (var group in All)
        {
            ids[group.Id] = group;
            foreach (var training in group.Trainings)
            {
                ids.TryAdd(training.TrainingId, group);
            }
        }
        byId = ids.ToFrozenDictionary();
    }

    public ImmutableArray<TrainingGroup> All { get; }

    public static TrainingGroups Of(EmployerSnapshot snapshot) => Kept.GetValue(snapshot, static one => new(one));

    /// <summary>By the id of the training, or of the part of it that one worker has.</summary>
    public TrainingGroup? Find(Guid id) => byId.GetValueOrDefault(id);

    /// <summary>A file is kept with a training of these, and of somebody who is among its participants where it is one worker's.</summary>
    public bool Sees(AttachmentVersion file) =>
        Find((file.TrainingId ?? file.OccasionId)!.Value) is { } group
        && (file.TrainingId is not { } training || group.Trainings.Any(one => one.TrainingId == training));

    private readonly record struct Key(
        Guid? Occasion,
        string Title,
        DateOnly Start,
        DateOnly End,
        TrainingKind Kind,
        string? Provider,
        int Time
    )
    {
        public static Key Of(TrainingVersion training) =>
            training.OccasionId is { } occasion
                ? new(occasion, "", default, default, default, null, 0)
                : new(
                    null,
                    Letters.Of(training.Title),
                    training.StartOn,
                    training.EndOn,
                    training.Kind,
                    training.ProviderName,
                    0
                );
    }
}
