using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Trainings;

/// <summary>
/// Decides what becomes of trainings that a program sends, one after the other: each is found by its id or by the external id, which is
/// unique a worker. Reads and writes nothing.
/// </summary>
internal sealed class DecideSent
{
    // Beyond so many trainings of one worker at once comparing all would take long.
    private const int MostCompared = 500;
    private readonly IReadOnlyDictionary<Guid, Guid> aliases;
    private readonly Restricted restricted;
    private readonly Dictionary<Guid, TrainingVersion> byId = [];
    private readonly Dictionary<(Guid Person, string Reference), TrainingVersion> byReference = [];
    private readonly Dictionary<Guid, Dictionary<Guid, TrainingVersion>> byPerson = [];

    // What was decided before, in this request.
    private readonly HashSet<Guid> spoken = [];

    /// <param name="known">At least those of the workers on the same days, with the same references and with the ids that are sent.</param>
    /// <param name="aliases">Of every worker who may be spoken of, the one who stands for the person.</param>
    public DecideSent(IEnumerable<TrainingVersion> known, IReadOnlyDictionary<Guid, Guid> aliases, Restricted restricted)
    {
        (this.aliases, this.restricted) = (aliases, restricted);
        foreach (var training in known)
        {
            Keep(training);
        }
    }

    public SentAnswer Do(SentTraining sent, Guid employerId)
    {
        var person = aliases[sent.WorkerId];
        if (restricted.Has(sent.WorkerId))
        {
            return Refused(Restricted.Code, "worker");
        }
        var found = Find(person, sent);
        if (found is null && sent.TrainingId is not null)
        {
            return Refused("training.unknown", "trainingId");
        }
        return sent.Words is { } words ? Said(sent, words, found, person, employerId) : Cancelled(sent, found);
    }

    private SentAnswer Said(SentTraining sent, TrainingVersion words, TrainingVersion? found, Guid person, Guid employerId)
    {
        var said = words with
        {
            EmployerId = employerId,
            Origin = sent.Provider is null ? FactVersion.ByHand : FactVersion.ByProvider,
            OriginReference = sent.Provider,
            WorkerId = found?.WorkerId ?? person,
            TrainingId = found?.TrainingId ?? Guid.CreateVersion7(),
            OccasionId = words.OccasionId ?? found?.OccasionId,
            Recorded = 0,
            Place = 0,
            Superseded = null,
        };
        var wrong = SayTrainings.Check(said).RemoveAll(anomaly => anomaly.Severity is not Severity.Error);
        if (!wrong.IsEmpty)
        {
            return new(SentOutcome.Refused, null, wrong);
        }
        if (found is null)
        {
            return FindSimilar(person, said, sent) is { } similar
                ? Refused("training.similarKnown", "title", similar)
                : Decided(SentOutcome.Created, said);
        }
        if (SayFacts.IsSame(said, found))
        {
            spoken.Add(found.TrainingId);
            return new(SentOutcome.Unchanged, found, []);
        }
        if (sent.Action is SentAction.Create)
        {
            return Refused("training.externalIdTaken", "externalId", found);
        }
        if (spoken.Contains(found.TrainingId))
        {
            return Refused("training.sentTwice", sent.TrainingId is null ? "externalId" : "trainingId");
        }
        return
            said.ExternalId is { } id
            && byReference.TryGetValue((person, id), out var other)
            && other.TrainingId != said.TrainingId
            ? Refused("training.externalIdTaken", "externalId", other)
            : Decided(SentOutcome.Changed, said) with
            {
                Remarks = IsRevived(found, said) ? [new("training.revived", Severity.Warning, "status")] : [],
            };
    }

    // Whoever sends its list again may not know that somebody cancelled it meanwhile.
    private static bool IsRevived(TrainingVersion found, TrainingVersion said) =>
        found.Status is TrainingStatus.Cancelled && said.Status is not TrainingStatus.Cancelled;

    /// <summary>The trainings of a person that were given, with what was decided since.</summary>
    public IReadOnlyCollection<TrainingVersion> Standing(Guid person) =>
        byPerson.TryGetValue(person, out var all) ? all.Values : [];

    private SentAnswer Cancelled(SentTraining sent, TrainingVersion? found)
    {
        if (found is null)
        {
            return Refused("training.unknown", "externalId");
        }
        if (found.Status is TrainingStatus.Cancelled)
        {
            return new(SentOutcome.Unchanged, found, []);
        }
        if (spoken.Contains(found.TrainingId))
        {
            return Refused("training.sentTwice", sent.TrainingId is null ? "externalId" : "trainingId");
        }
        return Decided(
            SentOutcome.Cancelled,
            found with
            {
                Origin = FactVersion.ByHand,
                OriginReference = null,
                Status = TrainingStatus.Cancelled,
                StatusReason = sent.Reason,
            }
        );
    }

    private TrainingVersion? Find(Guid person, SentTraining sent)
    {
        if (sent.TrainingId is { } id)
        {
            return byId.TryGetValue(id, out var training) && aliases.GetValueOrDefault(training.WorkerId) == person
                ? training
                : null;
        }
        return sent.ExternalId is { } reference ? byReference.GetValueOrDefault((person, reference)) : null;
    }

    /// <summary>
    /// One that was known before this request, since one request seldom says the same twice in other words. Two that each have an
    /// external id are two trainings.
    /// </summary>
    private TrainingVersion? FindSimilar(Guid person, TrainingVersion said, SentTraining sent) =>
        !sent.IsBesideSimilar && byPerson.TryGetValue(person, out var all) && all.Count <= MostCompared
            ? all.Values.FirstOrDefault(known =>
                !spoken.Contains(known.TrainingId)
                && (said.ExternalId is null || known.ExternalId is null)
                && TrainingLikeness.MayBeSame(said, known)
            )
            : null;

    private SentAnswer Decided(SentOutcome outcome, TrainingVersion said)
    {
        spoken.Add(said.TrainingId);
        Keep(said);
        return new(outcome, said, []);
    }

    private void Keep(TrainingVersion training)
    {
        var person = aliases.GetValueOrDefault(training.WorkerId, training.WorkerId);
        if (byId.TryGetValue(training.TrainingId, out var before) && before.ExternalId is { } given)
        {
            byReference.Remove((person, given));
        }
        byId[training.TrainingId] = training;
        if (training.ExternalId is { } reference)
        {
            byReference[(person, reference)] = training;
        }
        if (!byPerson.TryGetValue(person, out var all))
        {
            byPerson.Add(person, all = []);
        }
        all[training.TrainingId] = training;
    }

    private static SentAnswer Refused(string code, string at, TrainingVersion? inTheWay = null) =>
        new(SentOutcome.Refused, inTheWay, [new(code, Severity.Error, at)]);
}
