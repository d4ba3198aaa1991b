using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.App.Trainings;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Api.GroupTrainings;

/// <summary>What several workers of an employer followed together: <c>/employers/{employerNumber}/groupTrainings</c>.</summary>
internal static class GroupTrainingsApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listGroupTrainings", Right.ReadEmployer, List),
            new("queryGroupTrainings", Right.ReadEmployer, Query),
            new("registerGroupTraining", Right.RegisterTrainings, GroupRegistration.Register),
            new("readGroupTraining", Right.ReadEmployer, Read),
            new("changeGroupTraining", Right.RegisterTrainings, GroupChanges.Patch),
            new("addParticipants", Right.RegisterTrainings, GroupRegistration.Add),
            new("cancelParticipants", Right.RegisterTrainings, GroupChanges.CancelSome),
            new("recordAttendance", Right.RegisterTrainings, GroupAttendance.Record),
            new("cancelGroupTraining", Right.RegisterTrainings, GroupChanges.CancelAll),
        ];

    public static string LinkOf(ApiCall call, Guid group) => call.EmployerLink($"/groupTrainings/{group:D}");

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        var year = call["year"] is { } text ? Period.Year(int.Parse(text, CultureInfo.InvariantCulture)) : (Period?)null;
        var worker = call["workerId"] is { } id ? seen.Snapshot.Worker(Guid.Parse(id))?.WorkerId ?? Guid.Empty : (Guid?)null;
        var status = call.Values("status").ToHashSet(StringComparer.Ordinal);
        var external = call["externalId"];
        var found = Groups(seen)
            .Where(group =>
                IsOn(group, year)
                && (status.Count == 0 || status.Contains(ColumnText.Of(group.Status)))
                && (worker is null || group.Participants.Any(one => one.Worker.WorkerId == worker))
                && (external is null || group.Trainings.Any(one => one.ExternalId == external))
            );
        return Paging.Of(call, [.. found], (json, group) => Item(json, call, group));
    }

    private static async Task<ApiAnswer> Query(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var asked = TrainingLists.Named(call.Body).ToList();
        var named = await NamedWorkers.Find(connection, call, asked, cancel);
        TrainingsApi.OrThrow(TrainingLists.Wrong(asked, named));
        var workers = Enumerable.Range(0, asked.Count).Select(place => named[place].Worker).ToHashSet();
        workers.Remove(Guid.Empty);
        var year = call.Body.WholeOf("year") is { } number ? Period.Year(number) : (Period?)null;
        var found = Groups(seen)
            .Where(group => IsOn(group, year) && group.Participants.Any(one => workers.Contains(one.Worker.WorkerId)));
        return Paging.Of(call, [.. found], (json, group) => Item(json, call, group));
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel)
    {
        var group = await Find(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var seqs = group.Trainings.Select(one => one.Recorded).ToHashSet();
        var written = await ReadJournal.Instants(connection, call.EmployerId, seqs, cancel);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, group.Id));
            GroupTrainingJson.Head(json, group);
            json.WriteStartArray("participants");
            foreach (var one in group.Participants)
            {
                GroupTrainingJson.Participant(json, call, one, written[one.Training.Recorded]);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }) with
        {
            ETag = GroupTrainingJson.ETag(group.Trainings),
        };
    }

    /// <summary>The group of the address, as far as the visitor sees who takes part.</summary>
    /// <exception cref="ProblemException">404: there is none.</exception>
    public static async Task<TrainingGroup> Find(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        return TrainingGroups.Of(seen.Snapshot).Find(call.Id("groupTrainingId"))
            ?? throw new ProblemException(Problem.NotFound());
    }

    /// <summary>Makes a change of the group of the address, as it stands when the change is made; answered worker by worker.</summary>
    /// <param name="isOfStanding">One that is cancelled cannot be changed so.</param>
    public static async Task<ApiAnswer> ChangeGroup(
        ApiCall call,
        string action,
        bool isOfStanding,
        Func<Change, TrainingGroup, Task<IReadOnlyList<TrainingOutcome>>> work,
        CancellationToken cancel
    )
    {
        var found = await Find(call, cancel);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, action, cancel);
                var now = await Now(change, call, found.Trainings, cancel);
                call.CheckIfMatch(GroupTrainingJson.ETag(now));
                var byId = now.ToDictionary(one => one.TrainingId);
                ImmutableArray<Participant> standing =
                [
                    .. found
                        .Participants.Where(one => byId.ContainsKey(one.Training.TrainingId))
                        .Select(one => one with { Training = byId[one.Training.TrainingId] }),
                ];
                if (standing.IsEmpty)
                {
                    throw new ProblemException(Problem.NotFound());
                }
                var group = new TrainingGroup(found.Id, standing);
                if (isOfStanding && group.Status is TrainingStatus.Cancelled)
                {
                    throw new ProblemException(Problem.NotNow(new("training.isCancelled", Severity.Error, "training")));
                }
                return await Answer(call, change, group.Id, now, await work(change, group), cancel);
            },
            cancel
        );
    }

    /// <summary>What became of each, with the version of the whole after it.</summary>
    /// <param name="before">What was of it before, also what nothing was said of.</param>
    public static async Task<ApiAnswer> Answer(
        ApiCall call,
        Change change,
        Guid? group,
        IEnumerable<TrainingVersion> before,
        IReadOnlyList<TrainingOutcome> outcomes,
        CancellationToken cancel
    )
    {
        var kept = outcomes.Where(one => one.Outcome is not SentOutcome.Refused).Select(one => one.Training!);
        var after = await Now(change, call, before.Concat(kept), cancel);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            if (group is { } id)
            {
                json.WriteString("self", LinkOf(call, id));
                json.WriteString("groupTrainingId", id);
            }
            TrainingOutcomes.Write(json, call, outcomes);
            json.WriteEndObject();
        }) with
        {
            ETag = group is null ? null : GroupTrainingJson.ETag(after),
            IsInLanguage = true,
        };
    }

    private static async Task<IReadOnlyList<TrainingVersion>> Now(
        Change change,
        ApiCall call,
        IEnumerable<TrainingVersion> trainings,
        CancellationToken cancel
    ) =>
        await FindTrainings.Near(
            change.Connection,
            call.EmployerId,
            [],
            [],
            trainings.Select(one => (one.WorkerId, one.TrainingId)).Distinct(),
            cancel
        );

    // One training of one worker is no group, until somebody joins it.
    private static IEnumerable<TrainingGroup> Groups(SeenEmployer seen) =>
        TrainingGroups.Of(seen.Snapshot).All.Where(group => group.First.OccasionId is not null || group.Participants.Length > 1);

    private static bool IsOn(TrainingGroup group, Period? year) =>
        year is not { } days || (group.First.StartOn <= days.LastDay && days.From <= group.First.EndOn);

    private static void Item(Utf8JsonWriter json, ApiCall call, TrainingGroup group)
    {
        json.WriteString("href", LinkOf(call, group.Id));
        GroupTrainingJson.Head(json, group);
    }
}
