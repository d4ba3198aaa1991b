using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.App.Trainings;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.GroupTrainings;

/// <summary>Changes what several workers follow together, takes some of them out, cancels all of it.</summary>
internal static class GroupChanges
{
    private static readonly string[] Timing = ["startDate", "endDate", "hours", "days", "perYear", "sessions"];

    public static Task<ApiAnswer> Patch(ApiCall call, CancellationToken cancel)
    {
        if (call.Body.TryGetProperty("externalId", out _))
        {
            TrainingsApi.OrThrow([new(InputIssue.InvalidInput, InputPlace.Body, "externalId", null, "api.issue.ofEachWorker")]);
        }
        return GroupTrainingsApi.ChangeGroup(
            call,
            "editTraining",
            isOfStanding: true,
            (change, group) =>
            {
                var read = new ReadWords(call.Today);
                var before = group.First;
                var after = TrainingsApi.Patched(before, call.Body, read);
                if (!Array.Exists(Timing, name => call.Body.TryGetProperty(name, out _)))
                {
                    after = after with
                    {
                        StartOn = before.StartOn,
                        EndOn = before.EndOn,
                        Hours = before.Hours,
                        Days = before.Days,
                        PerYear = before.PerYear,
                        Sessions = before.Sessions,
                    };
                }
                return ChangeEach(
                    call,
                    change,
                    "editTraining",
                    group.Present,
                    training =>
                        EditTraining.Changed(training, before, after) with
                        {
                            OccasionId = training.OccasionId ?? (group.Participants.Length > 1 ? group.Id : null),
                        },
                    read,
                    cancel
                );
            },
            cancel
        );
    }

    public static Task<ApiAnswer> CancelAll(ApiCall call, CancellationToken cancel) =>
        GroupTrainingsApi.ChangeGroup(
            call,
            "cancelTraining",
            isOfStanding: false,
            (change, group) =>
                ChangeEach(call, change, "cancelTraining", group.Participants, Cancelled(call), new(call.Today), cancel),
            cancel
        );

    public static Task<ApiAnswer> CancelSome(ApiCall call, CancellationToken cancel) =>
        GroupTrainingsApi.ChangeGroup(
            call,
            "cancelTraining",
            isOfStanding: false,
            async (change, group) =>
            {
                var (all, _) = await Participants.Read(call, change, cancel);
                var decided = await ChangeEach(
                    call,
                    change,
                    "cancelTraining",
                    [.. OfGroup(all, group).Select(one => one.Of)],
                    Cancelled(call),
                    new(call.Today),
                    cancel
                );
                return InOrder(all, decided);
            },
            cancel
        );

    /// <summary>Those of a body who take part, each once; of the others is told that they do not.</summary>
    public static IReadOnlyList<(SentParticipant Sent, Participant Of)> OfGroup(
        IReadOnlyList<SentParticipant> all,
        TrainingGroup group
    )
    {
        // Somebody who was taken out and came back takes part.
        var byWorker = group
            .Participants.GroupBy(one => one.Worker.WorkerId)
            .ToDictionary(same => same.Key, same => same.MinBy(one => one.IsCancelled));
        var found = new List<(SentParticipant, Participant)>();
        foreach (var one in all.Where(one => one.IsRight))
        {
            if (byWorker.TryGetValue(one.Worker, out var of))
            {
                found.Add((one, of));
            }
            else
            {
                one.Wrong(one.NamedBy, "noParticipant", InputIssue.ReferencedResourceNotFound);
            }
        }
        return found;
    }

    /// <summary>What became of each that was sent, in that order.</summary>
    public static IReadOnlyList<TrainingOutcome> InOrder(
        IReadOnlyList<SentParticipant> all,
        IReadOnlyList<TrainingOutcome> decided
    )
    {
        var byWorker = decided.ToDictionary(one => one.Worker!.Value);
        return [.. all.Select(one => one.IsRight ? byWorker[one.Worker] : one.Refused)];
    }

    /// <summary>Decides each training by itself.</summary>
    /// <param name="read">Tells the places of the body that members of a training come from.</param>
    public static async Task<IReadOnlyList<TrainingOutcome>> ChangeEach(
        ApiCall call,
        Change change,
        string action,
        IReadOnlyList<Participant> some,
        Func<TrainingVersion, TrainingVersion> decide,
        ReadWords read,
        CancellationToken cancel
    )
    {
        var answers = await ChangeTrainings.ChangeEach(
            change,
            call.EmployerId,
            action,
            [.. some.Select(one => one.Training)],
            decide,
            cancel
        );
        return
        [
            .. some.Select(
                (one, place) =>
                    new TrainingOutcome(
                        answers[place].Outcome,
                        answers[place].Training,
                        one.Worker.WorkerId,
                        one.Training.ExternalId,
                        [.. read.At(answers[place].Anomalies)]
                    )
            ),
        ];
    }

    private static Func<TrainingVersion, TrainingVersion> Cancelled(ApiCall call)
    {
        var reason = SsinInText.Masked(call.Body.TextOf("reason")!);
        return training =>
            training.Status is TrainingStatus.Cancelled
                ? training
                : training with
                {
                    Status = TrainingStatus.Cancelled,
                    StatusReason = reason,
                };
    }
}
