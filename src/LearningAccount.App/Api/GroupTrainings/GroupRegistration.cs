using System.Text.Json.Nodes;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.App.Trainings;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.GroupTrainings;

/// <summary>Registers what several workers follow together, and whoever joins later; each worker answered by itself.</summary>
internal static class GroupRegistration
{
    public static async Task<ApiAnswer> Register(ApiCall call, CancellationToken cancel)
    {
        var said = call.Body.GetProperty("training");
        var read = new ReadWords(call.Today, "training.");
        var words = read.Read(said);
        TrainingsApi.OrThrow([
            .. read.Issues,
            .. read.At(SayTrainings.Check(words).Where(one => one.Severity is Severity.Error)),
        ]);
        var shared = JsonNode.Parse(said.GetRawText())!.AsObject();
        var then = await TrainingsApi.Then(call);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "registerTraining", cancel);
                var (all, aliases) = await Participants.Read(call, change, cancel);
                var known = await Known(call, change, all, words.ExternalId, aliases, cancel);
                var before = known.Where(one => one.OccasionId is not null).OrderBy(one => one.Recorded).ToList();
                var group = before.Count > 0 ? before[0].OccasionId!.Value : Guid.CreateVersion7();
                var outcomes = await SendOfGroup(call, change, "registerTraining", all, aliases, shared, group, then, cancel);
                var isThere = outcomes.Any(one => one.Outcome is not SentOutcome.Refused);
                var answer = await GroupTrainingsApi.Answer(call, change, isThere ? group : null, [], outcomes, cancel);
                return before.Count == 0 && isThere
                    ? answer with
                    {
                        Status = StatusCodes.Status201Created,
                        Location = GroupTrainingsApi.LinkOf(call, group),
                    }
                    : answer;
            },
            cancel
        );
    }

    public static async Task<ApiAnswer> Add(ApiCall call, CancellationToken cancel)
    {
        var then = await TrainingsApi.Then(call);
        return await GroupTrainingsApi.ChangeGroup(
            call,
            "editTraining",
            isOfStanding: true,
            async (change, group) =>
            {
                var (all, aliases) = await Participants.Read(call, change, cancel);
                var here = group.Present.ToDictionary(one => one.Worker.WorkerId, one => one.Training);
                foreach (var one in all.Where(one => one.IsRight && here.ContainsKey(one.Worker)))
                {
                    // Sent again with the id of its training, it says so itself.
                    if (one.ExternalId is null || one.ExternalId != here[one.Worker].ExternalId)
                    {
                        one.Wrong(one.NamedBy, "participantAlready");
                    }
                }
                var outcomes = await SendOfGroup(
                    call,
                    change,
                    "editTraining",
                    all,
                    aliases,
                    Joined(group),
                    group.Id,
                    then,
                    cancel
                );
                if (outcomes.Any(one => one.Outcome is SentOutcome.Created) && group.First.OccasionId is null)
                {
                    // Lines of a list belong together from now on, whatever becomes of their words.
                    await ChangeTrainings.ChangeEach(
                        change,
                        call.EmployerId,
                        "editTraining",
                        [.. group.Trainings],
                        training => training with { OccasionId = group.Id },
                        cancel
                    );
                }
                return outcomes;
            },
            cancel
        );
    }

    // Whoever joins a training that is over has followed it.
    private static JsonObject Joined(TrainingGroup group)
    {
        var shared = GroupTrainingJson.Shared(group);
        shared["status"] = ColumnText.Of(group.Status is TrainingStatus.NotFollowed ? TrainingStatus.Followed : group.Status);
        return shared;
    }

    private static async Task<IReadOnlyList<TrainingOutcome>> SendOfGroup(
        ApiCall call,
        Change change,
        string action,
        IReadOnlyList<SentParticipant> all,
        IReadOnlyDictionary<Guid, Guid> aliases,
        JsonObject shared,
        Guid group,
        EmploymentsThen then,
        CancellationToken cancel
    )
    {
        var isBesideSimilar = call.Body.TextOf("similar") is "register";
        var ready = new List<(SentParticipant One, ReadWords Read, SentTraining Sent)>();
        foreach (var one in all.Where(one => one.IsRight))
        {
            var read = new ReadWords(call.Today, one.Below);
            var words = Participants.Words(shared, one, read);
            one.ExternalId = words.ExternalId;
            one.Issues.AddRange(read.Issues);
            if (one.IsRight)
            {
                var sent = new SentTraining
                {
                    Action = SentAction.Create,
                    WorkerId = one.Worker,
                    ExternalId = words.ExternalId,
                    Words = words with { OccasionId = group },
                    IsBesideSimilar = isBesideSimilar,
                };
                ready.Add((one, read, sent));
            }
        }
        var answers = await SendTrainings.Do(
            change,
            call.EmployerId,
            action,
            [.. ready.Select(one => one.Sent)],
            aliases,
            cancel,
            TrainingsApi.Basis(call, change, then, cancel)
        );
        var told = ready
            .Select((one, place) => (one.One, one.Read, Answer: answers[place]))
            .ToDictionary(
                one => one.One,
                one => new TrainingOutcome(
                    one.Answer.Outcome,
                    one.Answer.Training,
                    one.One.Worker,
                    one.One.ExternalId,
                    [.. one.Read.At(one.Answer.Anomalies)]
                )
                {
                    Remarks = one.Answer.Remarks,
                }
            );
        return [.. all.Select(one => told.GetValueOrDefault(one) ?? one.Refused)];
    }

    /// <summary>What was registered before under the same external ids: a list that is sent again is the same group.</summary>
    private static Task<List<TrainingVersion>> Known(
        ApiCall call,
        Change change,
        IReadOnlyList<SentParticipant> all,
        string? externalId,
        IReadOnlyDictionary<Guid, Guid> aliases,
        CancellationToken cancel
    )
    {
        var same = aliases.ToLookup(alias => alias.Value, alias => alias.Key);
        return FindTrainings.Near(
            change.Connection,
            call.EmployerId,
            [],
            all.Where(one => one.IsRight && (one.ExternalId ?? externalId) is not null)
                .SelectMany(one => same[one.Worker].Select(worker => (worker, (one.ExternalId ?? externalId)!))),
            cancel
        );
    }
}
