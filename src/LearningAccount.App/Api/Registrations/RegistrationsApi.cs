using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Trainings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using LearningAccount.Records.Trainings.Registrations;

namespace LearningAccount.App.Api.Registrations;

/// <summary>What providers registered for an employer's workers, and what it decides: <c>/employers/{employerNumber}/registrations</c>.</summary>
internal static class RegistrationsApi
{
    private const string IdParameter = "registrationId";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listRegistrations", Right.ReadEmployer, List),
            new("readRegistration", Right.ReadEmployer, Read),
            new("confirmRegistration", Right.RegisterTrainings, Confirm),
            new("refuseRegistration", Right.RegisterTrainings, Refuse),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var (page, size) = Paging.Asked(call);
        var workers = await Workers(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        RegistrationState? state = call["state"] is { } text ? Enum.Parse<RegistrationState>(text, ignoreCase: true) : null;
        var (shown, total) = await ReadRegistrations.OfEmployer(
            connection,
            call.Employer,
            new() { State = state, Workers = workers },
            ((page - 1L) * size, size),
            cancel
        );
        return Paging.Of(
            call,
            shown,
            total,
            (json, one) =>
            {
                json.WriteString("href", LinkOf(call, one.Registration.RegistrationId));
                RegistrationJson.ForEmployer(json, one.Registration, one.Worker);
            }
        );
    }

    private static async Task<ApiAnswer> Read(ApiCall call, CancellationToken cancel)
    {
        var (one, worker) = await Find(call, cancel);
        return Answer(call, one, worker);
    }

    private static async Task<ApiAnswer> Confirm(ApiCall call, CancellationToken cancel)
    {
        var (_, worker) = await Find(call, cancel);
        var read = new ReadWords(call.Today, "changes.");
        Func<TrainingVersion, TrainingVersion>? edit =
            call.HasBody && call.Body.TryGetProperty("changes", out var changes)
                ? words => TrainingsApi.Patched(words, changes, read)
                : null;
        return await call.Make(
            async change =>
            {
                var id = call.Id(IdParameter);
                var isBesideSimilar = call.HasBody && call.Body.TextOf("similar") is "register";
                var answer = await DecideRegistration.Confirm(
                    change,
                    call.Employer,
                    id,
                    edit,
                    isBesideSimilar,
                    call.Now,
                    cancel,
                    one => call.CheckIfMatch(RegistrationJson.ETag(one))
                );
                return answer.Outcome is SentOutcome.Refused
                    ? throw new ProblemException(TrainingsApi.ProblemOf(call, answer, read))
                    : Answer(call, await Now(change, call, id, cancel), worker);
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Refuse(ApiCall call, CancellationToken cancel)
    {
        var (_, worker) = await Find(call, cancel);
        return await call.Make(
            async change =>
            {
                var id = call.Id(IdParameter);
                await DecideRegistration.Refuse(
                    change,
                    call.Employer,
                    id,
                    call.Body.TextOf("reason"),
                    call.Now,
                    cancel,
                    one => call.CheckIfMatch(RegistrationJson.ETag(one))
                );
                return Answer(call, await Now(change, call, id, cancel), worker);
            },
            cancel
        );
    }

    private static async Task<Registration> Now(Change change, ApiCall call, Guid id, CancellationToken cancel) =>
        (await ReadRegistrations.Find(change.Connection, call.Employer, id, cancel))!.Value.Registration;

    private static ApiAnswer Answer(ApiCall call, Registration one, Guid worker) =>
        ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", LinkOf(call, one.RegistrationId));
            RegistrationJson.ForEmployer(json, one, worker);
            json.WriteEndObject();
        }) with
        {
            ETag = RegistrationJson.ETag(one),
        };

    /// <summary>The workers the visitor sees; null: all.</summary>
    private static async Task<IReadOnlyCollection<Guid>?> Workers(ApiCall call, CancellationToken cancel) =>
        AccessRules.Scopes(call.Visitor, call.EmployerId, call.Now) is null
            ? null
            : [.. (await Seen.Employer(call, cancel)).Snapshot.Workers.Select(worker => worker.WorkerId)];

    /// <exception cref="ProblemException">404: there is none, or of a worker the visitor does not see.</exception>
    private static async Task<(Registration Registration, Guid Worker)> Find(ApiCall call, CancellationToken cancel)
    {
        var workers = await Workers(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        return
            await ReadRegistrations.Find(connection, call.Employer, call.Id(IdParameter), cancel) is { } found
            && workers?.Contains(found.Worker) is not false
            ? found
            : throw new ProblemException(Problem.NotFound());
    }

    private static string LinkOf(ApiCall call, Guid id) => call.EmployerLink($"/registrations/{id:D}");
}
